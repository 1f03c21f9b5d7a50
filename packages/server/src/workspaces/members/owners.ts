import { and, eq, sql } from 'drizzle-orm';
import { db } from '../../platform/db/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { builtInRole } from '../roles/rows.ts';
import { members } from '../tables.ts';
import type { MemberRow } from './rows.ts';

/**
 * Refuses what would leave the workspace without an active owner. To be called with the workspace's row locked:
 * of two owners who remove each other at once, one stays.
 */
export async function assertOwnerStays(call: Call, member: MemberRow): Promise<void> {
  const { id: owner } = await builtInRole(call, 'owner');
  if (member.status !== 'active' || member.roleId !== owner) return;
  const [found] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(members)
    .where(
      and(eq(members.workspaceId, call.workspaceId), eq(members.roleId, owner), eq(members.status, 'active')),
    );
  if (found!.count <= 1)
    throw new ProblemError(
      'state_conflict',
      'The last active owner cannot be removed, suspended or demoted.',
      {
        metadata: { reason: 'last_owner' },
      },
    );
}
