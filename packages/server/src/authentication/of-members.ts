import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { endCredential } from './credentials.ts';
import { forgetKey } from './resolve-principal.ts';
import { credentials } from './tables.ts';

/** Makes a change of what members may do count for their credentials once it is committed. */
export async function forgetKeysOfMembers(call: Call, memberIds: readonly Id<'mem'>[]): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = await db
    .select({ id: credentials.id })
    .from(credentials)
    .where(
      and(eq(credentials.workspaceId, call.workspaceId), inArray(credentials.ownerMemberId, [...memberIds])),
    );
  call.afterCommit(() => {
    for (const { id } of rows) forgetKey(call.services, id);
  });
}

/** Revokes every credential that acts in the name of a member. */
export async function revokeCredentialsOf(call: Call, memberId: Id<'mem'>): Promise<void> {
  const rows = await db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.workspaceId, call.workspaceId),
        eq(credentials.ownerMemberId, memberId),
        eq(credentials.status, 'active'),
      ),
    )
    .orderBy(asc(credentials.id))
    .for('update');
  for (const row of rows) await endCredential(call, row, 'The member was removed.');
}
