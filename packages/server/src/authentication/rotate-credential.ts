import type { z } from 'zod';
import { decodeId } from '../platform/ids.ts';
import { keyHint, mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { rotateCredential as contract } from './contract.ts';
import { lockCredential, presentCredential, saveCredential } from './credentials.ts';
import { assertNotBeyond } from './not-beyond.ts';
import { forgetKey } from './resolve-principal.ts';
import { supersedeKey } from './supersede-key.ts';

/**
 * Gives a credential a new secret. Whoever gets it can do all that the credential can, so nobody gets that of one
 * that reaches further than his own.
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
  const previousExpiresAt = await supersedeKey(call, {
    kind: 'credential',
    id: decodeId(id),
    key: secret,
    graceSeconds,
    endsAt: row.expiresAt,
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
