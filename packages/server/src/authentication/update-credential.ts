import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { decodeId } from '../platform/ids.ts';
import { invalidField, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { assertServed } from '../versions/index.ts';
import type { Credential, updateCredential as contract } from './contract.ts';
import { lockCredential, presentCredential, saveCredential } from './credentials.ts';
import { assertNotBeyond } from './not-beyond.ts';
import { forgetKey } from './resolve-principal.ts';
import { type credentials, keyDirectory } from './tables.ts';

type Row = typeof credentials.$inferSelect;

/** Changes what a credential may do. What is changed may not go beyond the credential that asks for it. */
export async function updateCredential(
  call: Call,
  { id, expectedVersion, ...wanted }: z.output<typeof contract.input>,
): Promise<Credential> {
  const row = await lockCredential(call, id, expectedVersion);
  if (row.status === 'revoked') throw new ProblemError('state_conflict', 'The credential is revoked.');
  const scopes = wanted.scopes && sameSet(wanted.scopes, row.scopes) ? undefined : wanted.scopes;
  const { changes, values } = differences(row, { ...wanted, scopes: scopes && [...new Set(scopes)] });
  if (!values) return presentCredential(row, call.now);
  assertNotBeyond(call, {
    ...values,
    ...(reachesFurther(row, values) ? { ownerMemberId: row.ownerMemberId } : {}),
  });
  if (values.apiVersion !== undefined) assertServed(values.apiVersion);
  if (values.expiresAt && values.expiresAt <= call.now)
    throw invalidField('/expiresAt', 'invalid_value', 'Must be in the future.');
  if (values.expiresAt !== undefined) await moveEnd(call, id, values.expiresAt);
  const credential = await saveCredential(call, row, {
    ...values,
    // One that had ended and goes on will end, and be announced, again.
    ...(values.expiresAt === undefined ? {} : { expiredAt: null }),
  });
  call.audit({ action: 'credential.update', resource: { type: 'credential', id }, changes });
  call.emit({
    type: 'credential.updated',
    resource: { type: 'credential', id, version: credential.version },
    data: { credential },
    changes,
  });
  call.afterCommit(() => forgetKey(call.services, id));
  return credential;
}

/** What is narrowed may be anybody's; what is widened is the work of whoever could have made it. */
const reachesFurther = (row: Row, { scopes, expiresAt, ipAllowlist }: Partial<Row>) =>
  scopes?.some((scope) => !row.scopes.includes(scope)) === true ||
  expiresAt !== undefined ||
  ipAllowlist !== undefined;

const sameSet = (some: readonly string[], others: readonly string[]) =>
  new Set([...some, ...others]).size === new Set(others).size && new Set(some).size === new Set(others).size;

/** The secret that is on its way out keeps its own end. */
const moveEnd = (call: Call, id: Credential['id'], sweepAt: Date | null) =>
  db
    .update(keyDirectory)
    .set({ sweepAt })
    .where(
      and(
        eq(keyDirectory.workspaceId, call.workspaceId),
        eq(keyDirectory.kind, 'credential'),
        eq(keyDirectory.id, decodeId(id)),
        isNull(keyDirectory.supersededAt),
      ),
    );
