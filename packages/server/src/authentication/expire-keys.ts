import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, inTransaction, statement } from '../platform/db/index.ts';
import { appendEvents } from '../platform/events/log.ts';
import { encodeId, newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { presentCredential } from './credentials.ts';
import { installationId } from './look-up-key.ts';
import { forgetKey } from './resolve-principal.ts';
import { credentials, keyDirectory } from './tables.ts';

const due = statement<[string]>(`
  select distinct workspace_id from key_directory where sweep_at <= $1 limit 200`);

/**
 * Ends what has come to its end: outgoing secrets are forgotten, and of each credential that has expired an event
 * tells, once, whichever process gets to it. Keys stop working by the clock, not by this.
 */
export async function expireKeys(services: Services): Promise<void> {
  const now = services.clock.now();
  const rows = await inTransaction(services.engine, installationId, 'read', () => due(now.toISOString()));
  for (const [uuid] of rows) await expireIn(services, encodeId('ws', uuid as string), now);
}

async function expireIn(services: Services, workspaceId: Id<'ws'>, now: Date): Promise<void> {
  const seq = await inTransaction(services.engine, workspaceId, 'write', async () => {
    const mine = and(eq(keyDirectory.workspaceId, workspaceId), lte(keyDirectory.sweepAt, now));
    const ended = await db
      .delete(keyDirectory)
      .where(and(mine, isNotNull(keyDirectory.supersededAt)))
      .returning({ id: keyDirectory.id });
    for (const { id } of ended) forgetKey(services, encodeId('key', id));
    // Of two processes the second waits for the first, and then finds nothing to announce.
    const expired = await db
      .update(credentials)
      .set({ expiredAt: now })
      .where(
        and(
          eq(credentials.workspaceId, workspaceId),
          eq(credentials.status, 'active'),
          lte(credentials.expiresAt, now),
          isNull(credentials.expiredAt),
        ),
      )
      .returning();
    await db.update(keyDirectory).set({ sweepAt: null }).where(mine);
    if (expired.length === 0) return null;
    return appendEvents(
      {
        workspaceId,
        actor: { type: 'system', id: null, name: null },
        credentialId: null,
        correlationId: newId('req', now),
        occurredAt: now,
        apiVersion: services.config.apiVersion,
      },
      expired.map((row) => ({
        id: newId('evt', now),
        type: 'credential.expired',
        resource: { type: 'credential', id: row.id, version: row.version },
        data: { credential: presentCredential(row, now) },
      })),
    );
  });
  if (seq !== null) services.bus.advanced(workspaceId, seq);
}

/** Every workspace has a key, so the directory knows them all. */
const everyWorkspace = statement<[]>('select distinct workspace_id from key_directory');

export async function listWorkspaceIds(services: Services): Promise<Id<'ws'>[]> {
  const rows = await inTransaction(services.engine, installationId, 'read', () => everyWorkspace());
  return rows.map(([uuid]) => encodeId('ws', uuid as string));
}
