import { and, eq } from 'drizzle-orm';
import { inOrderOf } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { type ContextProvider, type FactDefinition, factDefinition } from './contract.ts';
import { contextProviders } from './tables.ts';

export type ProviderRow = typeof contextProviders.$inferSelect;

export const providerHere = (call: Call, key: string) =>
  and(eq(contextProviders.workspaceId, call.workspaceId), eq(contextProviders.key, key));

const inOrder = inOrderOf<FactDefinition>(factDefinition.keyof().options);

export const presentProvider = (row: ProviderRow): ContextProvider => ({
  id: row.id,
  key: row.key,
  url: row.url,
  hint: row.hint,
  timeoutMs: row.timeoutMs,
  ttlSeconds: row.ttlSeconds,
  facts: row.facts.map(inOrder),
  enabled: row.enabled,
  health: healthOf(row),
  lastSuccessAt: row.lastSuccessAt,
  lastError: row.lastError,
  lastErrorAt: row.lastErrorAt,
  p95Ms: p95Of(row.durationsMs),
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

function healthOf({ lastSuccessAt, lastErrorAt }: ProviderRow): ContextProvider['health'] {
  if (!lastSuccessAt && !lastErrorAt) return 'unknown';
  return lastErrorAt && (!lastSuccessAt || lastErrorAt > lastSuccessAt) ? 'failing' : 'healthy';
}

function p95Of(durations: readonly number[]): number | null {
  if (durations.length === 0) return null;
  const sorted = [...durations].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}
