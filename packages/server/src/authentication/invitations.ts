import { and, eq, inArray } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { keyKind, mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { assertAttemptsLeft, countFailure } from './attempts.ts';
import { keyDirectory } from './tables.ts';

/** Gives an invited member a token; one that there was before works no more. */
export async function issueInvitation(call: Call, memberId: Id<'mem'>, expiresAt: Date): Promise<string> {
  const token = mintKey('invitation');
  await dropInvitation(call, memberId);
  pipe(
    db.insert(keyDirectory).values({
      keyHash: call.services.keys.hash(token),
      kind: 'invitation',
      workspaceId: call.workspaceId,
      id: decodeId(memberId),
      expiresAt,
    }),
  );
  return token;
}

export async function dropInvitation(call: Call, memberId: Id<'mem'>): Promise<void> {
  await db
    .delete(keyDirectory)
    .where(
      and(
        eq(keyDirectory.workspaceId, call.workspaceId),
        eq(keyDirectory.kind, 'invitation'),
        eq(keyDirectory.id, decodeId(memberId)),
      ),
    );
}

const named = (call: Call, token: string) =>
  and(inArray(keyDirectory.keyHash, call.services.keys.hashes(token)), eq(keyDirectory.kind, 'invitation'));

/**
 * Whose invitation a token is. Guessing is counted like guessing of keys, and an unknown token is answered like one
 * that was used.
 */
export async function findInvitation(
  call: Call,
  token: string,
): Promise<{ workspaceId: Id<'ws'>; memberId: Id<'mem'> }> {
  const { services, now } = call;
  const ip = call.ip ?? '';
  await assertAttemptsLeft(services, ip);
  const [entry] =
    keyKind(token) === 'invitation' ? await db.select().from(keyDirectory).where(named(call, token)) : [];
  if (entry && (!entry.expiresAt || entry.expiresAt > now))
    return { workspaceId: entry.workspaceId, memberId: encodeId('mem', entry.id) };
  await countFailure(services, ip);
  if (!entry) throw unknownToken();
  throw new ProblemError('expired_credentials', 'The invitation has expired.');
}

/** Uses a token up; it is as unknown as any other when somebody was faster. */
export async function spendInvitation(call: Call, token: string): Promise<void> {
  const spent = await db.delete(keyDirectory).where(named(call, token)).returning({ id: keyDirectory.id });
  if (spent.length === 0) throw unknownToken();
}

const unknownToken = () =>
  new ProblemError('invalid_credentials', 'There is no such invitation, or it was used or replaced.');
