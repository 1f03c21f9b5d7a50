import { and, eq, isNotNull } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { keyHint, mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { rotateCredential as contract } from './contract.ts';
import { lockCredential, presentCredential, saveCredential } from './credentials.ts';
import { assertNotBeyond } from './not-beyond.ts';
import { forgetKey } from './resolve-principal.ts';
import { keyDirectory } from './tables.ts';

/**
 * Gives a credential a new secret. Whoever gets it can do all that the credential can, so nobody gets that of one
 * that reaches further than his own. The secret before works on for the grace period; one that was already on its
 * way out ends now, so there are never more than two.
 */
export async function rotateCredential(
  call: Call,
  { id, graceSeconds, reason, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const row = await lockCredential(call, id, expectedVersion);
  if (presentCredential(row, call.now).status === 'expired' || row.status === 'revoked')
    throw new ProblemError('state_conflict', 'The credential is no longer in use.');
  assertNotBeyond(call, row);
  const secret = mintKey('credential');
  const previousExpiresAt = graceSeconds === 0 ? null : new Date(call.now.getTime() + graceSeconds * 1000);
  const mine = and(
    eq(keyDirectory.workspaceId, call.workspaceId),
    eq(keyDirectory.kind, 'credential'),
    eq(keyDirectory.id, decodeId(id)),
  );
  await db.delete(keyDirectory).where(and(mine, isNotNull(keyDirectory.supersededAt)));
  if (previousExpiresAt)
    await db
      .update(keyDirectory)
      .set({ supersededAt: call.now, expiresAt: previousExpiresAt, sweepAt: previousExpiresAt })
      .where(mine);
  else await db.delete(keyDirectory).where(mine);
  await db.insert(keyDirectory).values({
    keyHash: call.services.keys.hash(secret),
    kind: 'credential',
    workspaceId: call.workspaceId,
    id: decodeId(id),
    sweepAt: row.expiresAt,
  });
  const credential = await saveCredential(call, row, {
    hint: keyHint(secret),
    rotatedAt: call.now,
    previousExpiresAt,
  });
  call.audit({
    action: 'credential.rotate',
    resource: { type: 'credential', id },
    changes: { previousExpiresAt, reason: reason ?? null },
  });
  call.emit({
    type: 'credential.rotated',
    resource: { type: 'credential', id, version: credential.version },
    data: { credential },
    changes: { hint: { from: row.hint, to: credential.hint } },
  });
  call.afterCommit(() => forgetKey(call.services, id));
  return { ...credential, secret };
}
