import { and, eq } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { assertTeam, findTeam, isOpenNow, teamMembers } from '../../workspaces/index.ts';
import type { Assignment } from '../contract.ts';
import { teamRotations } from '../tables.ts';
import { choose } from './choose.ts';
import { openCounts } from './workload.ts';

export type TeamChoice = Pick<Assignment, 'strategy' | 'candidatesConsidered' | 'skipped'> & {
  readonly memberId: Id<'mem'> | null;
};

/**
 * Whom of a team the next conversation goes to. Assignments of one team come one after the other: two at once would
 * both find the same member free.
 */
export async function chooseFromTeam(
  call: Call,
  teamId: Id<'team'>,
  asked?: Assignment['strategy'],
): Promise<TeamChoice> {
  await assertTeam(call, teamId, 'to.teamId');
  const team = await findTeam(call, teamId);
  if (!team)
    throw new ProblemError('reference_not_usable', 'to.teamId must name a team of this workspace.', {
      metadata: { field: 'to.teamId' },
    });
  const { strategy: own, onlyOnline, maxOpenPerMember, respectBusinessHours } = team.assignmentPolicy;
  const strategy = asked ?? (own === 'manual' ? 'explicit' : own);
  if (strategy === 'explicit') return { strategy, memberId: null, candidatesConsidered: 0, skipped: [] };

  const last = await lockRotation(call, teamId);
  const members = await teamMembers(call, teamId);
  const open = await openCounts(
    call,
    members.map(({ id }) => id),
  );
  const choice = choose(
    members.map(({ id, availability, capacity }) => ({
      id,
      availability,
      capacity,
      open: open.get(id) ?? 0,
    })),
    {
      strategy,
      onlyOnline,
      maxOpenPerMember,
      isOpen: !respectBusinessHours || (await isOpenNow(call)),
      last,
    },
  );
  if (choice.memberId) await turn(call, teamId, choice.memberId);
  return { strategy, ...choice };
}

const here = (call: Call, teamId: Id<'team'>) =>
  and(eq(teamRotations.workspaceId, call.workspaceId), eq(teamRotations.teamId, teamId));

async function lockRotation(call: Call, teamId: Id<'team'>): Promise<Id<'mem'> | null> {
  await db.insert(teamRotations).values({ workspaceId: call.workspaceId, teamId }).onConflictDoNothing();
  const [row] = await db.select().from(teamRotations).where(here(call, teamId)).for('update');
  return row?.lastMemberId ?? null;
}

async function turn(call: Call, teamId: Id<'team'>, lastMemberId: Id<'mem'>): Promise<void> {
  await db.update(teamRotations).set({ lastMemberId }).where(here(call, teamId));
}
