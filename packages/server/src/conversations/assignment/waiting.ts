import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import { jobQueue } from '../../platform/jobs/index.ts';
import type { Call } from '../../rpc/context.ts';
import { enqueue } from '../../rpc/jobs.ts';
import { findTeam } from '../../workspaces/index.ts';
import { lockConversation } from '../rows.ts';
import { conversations } from '../tables.ts';
import { assignTo } from './assign.ts';

/** Assigns what a team could give to nobody before. */
export const waitingQueue = jobQueue<{ teamId: Id<'team'> }>('conversations.assign-waiting', {
  onePerKey: true,
});

/** To be called when a member of a team may have become able to take something. */
export async function assignWaitingLater(call: Call, teamIds: readonly Id<'team'>[]): Promise<void> {
  for (const teamId of teamIds) await enqueue(call, waitingQueue, { teamId }, { key: teamId });
}

const batch = 50;

export async function assignWaiting(call: Call, { teamId }: { teamId: Id<'team'> }): Promise<void> {
  const team = await findTeam(call, teamId);
  if (!team || team.assignmentPolicy.strategy === 'manual') return;
  // All are locked before the team's turn is: whoever assigns one of them locks in this order too.
  const waiting = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, call.workspaceId),
        eq(conversations.teamId, teamId),
        isNull(conversations.assigneeMemberId),
        ne(conversations.state, 'resolved'),
        isNull(conversations.deletedAt),
      ),
    )
    .orderBy(asc(conversations.createdAt), asc(conversations.id))
    .limit(batch)
    .for('update', { skipLocked: true });
  for (const { id } of waiting) {
    const { assignment } = await assignTo(
      call,
      await lockConversation(call, id),
      { teamId },
      { cause: 'available' },
    );
    if (assignment.to.memberId === null) return;
  }
  if (waiting.length === batch) await enqueue(call, waitingQueue, { teamId });
}
