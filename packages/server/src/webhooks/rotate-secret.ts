import type { z } from 'zod';
import { newSigningSecret } from '../platform/http-out/index.ts';
import type { Call } from '../rpc/context.ts';
import type { rotateSubscriptionSecret as contract } from './contract.ts';
import { lockSubscription, saveSubscription, tell } from './subscription-rows.ts';

/** Gives a subscription a new secret; for a while the old one signs as well. One that was old already ends. */
export async function rotateSubscriptionSecret(
  call: Call,
  { id, graceSeconds, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const row = await lockSubscription(call, id, expectedVersion);
  const secret = newSigningSecret();
  const saved = await saveSubscription(call, row, {
    sealedSecret: call.services.keys.seal(secret),
    hint: secret.slice(-4),
    sealedPreviousSecret: graceSeconds > 0 ? row.sealedSecret : null,
    previousExpiresAt: graceSeconds > 0 ? new Date(call.now.getTime() + graceSeconds * 1000) : null,
  });
  call.audit({
    action: 'webhook_subscription.rotate_secret',
    resource: { type: 'webhook_subscription', id },
    changes: { previousExpiresAt: saved.previousExpiresAt },
  });
  return { ...tell(call, 'secret_rotated', saved, { hint: { from: row.hint, to: saved.hint } }), secret };
}
