import { randomBytes } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, transaction } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { OutgoingError } from '../platform/http-out/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { invalidField, notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { type ProviderRow, presentProvider, providerHere } from './context-rows.ts';
import type {
  ContextProvider,
  listContextProviders as listContract,
  upsertContextProvider as upsertContract,
} from './contract.ts';
import { contextProviders } from './tables.ts';

type Input = z.output<typeof upsertContract.input>;
type Output = z.input<typeof upsertContract.output>;

const providersMax = 20;

export async function listContextProviders(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<ContextProvider>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'context_providers',
    input,
  };
  const order = byCreation(contextProviders, false);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(contextProviders)
    .where(and(eq(contextProviders.workspaceId, call.workspaceId), order.after(position)))
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, presentProvider);
}

export async function upsertContextProvider(
  call: Call,
  { key, rotateSecret, expectedVersion, ...wanted }: Input,
): Promise<Output> {
  assertUsable(call, wanted);
  const created = expectedVersion === undefined ? await insert(call, key, wanted) : null;
  if (created) return created;
  const [row] = await db.select().from(contextProviders).where(providerHere(call, key)).for('update');
  if (!row) throw notFound('context provider');
  await assertVersion(call, row, expectedVersion);
  const { changes, values } = differences(row, wanted);
  if (!values && !rotateSecret) return { ...presentProvider(row), secret: null, result: 'noop' };
  const renewed = rotateSecret ? newSecret(call) : null;
  const after: ProviderRow = {
    ...row,
    ...values,
    ...renewed?.stored,
    version: row.version + 1,
    updatedAt: call.now,
  };
  await db
    .update(contextProviders)
    .set({ ...values, ...renewed?.stored, version: after.version, updatedAt: call.now })
    .where(providerHere(call, key));
  tell(call, after, renewed ? { ...changes, hint: { from: row.hint, to: after.hint } } : changes);
  return { ...presentProvider(after), secret: renewed?.secret ?? null, result: 'updated' };
}

/** Nobody stores a URL that could never be asked. */
function assertUsable({ services }: Call, { url, facts }: Pick<Input, 'url' | 'facts'>): void {
  const keys = facts?.map((fact) => fact.key) ?? [];
  if (new Set(keys).size !== keys.length)
    throw invalidField('/facts', 'not_unique', 'Must have each key once.');
  if (url === undefined) return;
  try {
    services.outgoing.check(url);
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    throw invalidField('/url', 'invalid_value', error.message);
  }
}

async function insert(
  call: Call,
  key: string,
  {
    url,
    facts,
    timeoutMs = 2000,
    ttlSeconds = 300,
    enabled = true,
  }: Pick<Input, 'url' | 'facts' | 'timeoutMs' | 'ttlSeconds' | 'enabled'>,
): Promise<Output | null> {
  const [known] = await db
    .select({ id: contextProviders.id })
    .from(contextProviders)
    .where(providerHere(call, key));
  if (known) return null;
  if (url === undefined) throw invalidField('/url', 'required', 'Must be given for a new provider.');
  if (!facts) throw invalidField('/facts', 'required', 'Must be given for a new provider.');
  const [row] = await db
    .select({ all: count() })
    .from(contextProviders)
    .where(eq(contextProviders.workspaceId, call.workspaceId));
  if (row!.all >= providersMax)
    throw new ProblemError('state_conflict', `A workspace has at most ${providersMax} context providers.`, {
      metadata: { providersMax },
    });
  const { secret, stored } = newSecret(call);
  const [made] = await db
    .insert(contextProviders)
    .values({
      ...stored,
      workspaceId: call.workspaceId,
      id: call.newId('ctx'),
      key,
      url,
      facts,
      timeoutMs,
      ttlSeconds,
      enabled,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .onConflictDoNothing({ target: [contextProviders.workspaceId, contextProviders.key] })
    .returning();
  if (!made) return null;
  tell(call, made, {});
  return { ...presentProvider(made), secret, result: 'created' };
}

/** A secret as Standard Webhooks write it. It has to sign, so it is sealed and not hashed. */
function newSecret({ services }: Call) {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, stored: { sealedSecret: services.keys.seal(secret), hint: secret.slice(-4) } };
}

function tell(call: Call, row: ProviderRow, changes: ReturnType<typeof differences>['changes']): void {
  call.audit({
    action: 'context_provider.upsert',
    resource: { type: 'context_provider', id: row.id },
    changes: row.version === 1 ? { key: row.key, url: row.url } : changes,
  });
  call.emit({
    type: 'context_provider.updated',
    resource: { type: 'context_provider', id: row.id, version: row.version },
    data: { contextProvider: presentProvider(row) },
    changes,
  });
}
