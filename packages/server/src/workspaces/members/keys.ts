import { and, eq } from 'drizzle-orm';
import { forgetKeysOfMembers } from '../../authentication/index.ts';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import type { Call } from '../../rpc/context.ts';
import { members } from '../tables.ts';

/** Makes what has changed of members count for their credentials: at once here, elsewhere within a cached look-up. */
export const forgetKeysOf = (call: Call, ids: readonly Id<'mem'>[]): Promise<void> =>
  forgetKeysOfMembers(call, ids);

export async function forgetKeysOfRole(call: Call, roleId: Id<'rol'>): Promise<void> {
  const rows = await db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, call.workspaceId), eq(members.roleId, roleId)));
  await forgetKeysOf(
    call,
    rows.map(({ id }) => id),
  );
}
