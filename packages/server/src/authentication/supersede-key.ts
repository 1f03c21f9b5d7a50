import { and, eq, isNotNull } from 'drizzle-orm';
import { db } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { keyDirectory } from './tables.ts';

interface Successor {
  readonly kind: 'credential' | 'widget_key';
  /** `uuid` of what the key is of. */
  readonly id: string;
  readonly key: string;
  readonly graceSeconds: number;
  /** When what the key is of ends by itself. */
  readonly endsAt: Date | null;
}

/**
 * Puts a new key in the place of the current one, which works on for the grace period. One that was already on its
 * way out ends now, so there are never more than two. Gives the end of the one before; null when that is now.
 */
export async function supersedeKey(
  call: Call,
  { kind, id, key, graceSeconds, endsAt }: Successor,
): Promise<Date | null> {
  const previousExpiresAt = graceSeconds === 0 ? null : new Date(call.now.getTime() + graceSeconds * 1000);
  const mine = and(
    eq(keyDirectory.workspaceId, call.workspaceId),
    eq(keyDirectory.kind, kind),
    eq(keyDirectory.id, id),
  );
  await db.delete(keyDirectory).where(and(mine, isNotNull(keyDirectory.supersededAt)));
  if (previousExpiresAt)
    await db
      .update(keyDirectory)
      .set({ supersededAt: call.now, expiresAt: previousExpiresAt, sweepAt: previousExpiresAt })
      .where(mine);
  else await db.delete(keyDirectory).where(mine);
  await db.insert(keyDirectory).values({
    keyHash: call.services.keys.hash(key),
    kind,
    workspaceId: call.workspaceId,
    id,
    sweepAt: endsAt,
  });
  return previousExpiresAt;
}
