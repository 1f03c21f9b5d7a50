import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import type { Changes } from '../../platform/differences.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { type Team, teamMembersMax } from '../contract.ts';
import { teamMembers, teams } from '../tables.ts';
import { here, presentTeam, type TeamRow } from './rows.ts';

type MemberId = Id<'mem'>;
type TeamId = Id<'team'>;

/** Teams that a member is about to join, locked in one order for all. */
export async function requireTeams(call: Call, ids: readonly TeamId[], field: string): Promise<TeamRow[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await lockTeams(call, wanted);
  if (rows.length < wanted.length)
    throw new ProblemError('reference_not_usable', `${field} must name teams of this workspace.`, {
      metadata: { field },
    });
  return rows;
}

const lockTeams = (call: Call, ids: TeamId[]): Promise<TeamRow[]> =>
  db
    .select()
    .from(teams)
    .where(and(eq(teams.workspaceId, call.workspaceId), inArray(teams.id, ids)))
    .orderBy(asc(teams.id))
    .for('no key update');

/** Makes a member one of exactly these teams. Says whether that changed anything. */
export async function moveToTeams(
  call: Call,
  memberId: MemberId,
  wanted: readonly TeamRow[],
): Promise<boolean> {
  const current = await db
    .select({ id: teamMembers.teamId })
    .from(teamMembers)
    .where(and(eq(teamMembers.workspaceId, call.workspaceId), eq(teamMembers.memberId, memberId)));
  const there = new Set(current.map(({ id }) => id));
  const leaving = [...there].filter((id) => !wanted.some((team) => team.id === id));
  const joining = wanted.filter(({ id }) => !there.has(id));
  for (const row of leaving.length > 0 ? await lockTeams(call, leaving) : [])
    await changeTeam(call, row, {}, { add: [], remove: [memberId] });
  for (const row of joining) await changeTeam(call, row, {}, { add: [memberId], remove: [] });
  return leaving.length + joining.length > 0;
}

interface Membership {
  readonly add: readonly MemberId[];
  readonly remove: readonly MemberId[];
}

/** Writes a locked team and who is in it, and tells the difference. The version goes up once. */
export async function changeTeam(
  call: Call,
  row: TeamRow,
  { changes = {}, ...values }: Partial<TeamRow> & { changes?: Changes },
  { add, remove }: Membership,
): Promise<Team> {
  const before = await presentTeam(call, row);
  await leave(call, row.id, remove);
  await join(call, row.id, add);
  const [updated] = await db
    .update(teams)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, row.id))
    .returning();
  const team = await presentTeam(call, updated!);
  const moved = add.length + remove.length > 0;
  call.emit({
    type: 'team.updated',
    resource: { type: 'team', id: team.id, version: team.version },
    data: { team },
    changes: { ...changes, ...(moved ? { members: { from: before.members, to: team.members } } : {}) },
  });
  return team;
}

async function leave(call: Call, teamId: TeamId, ids: readonly MemberId[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .delete(teamMembers)
    .where(
      and(
        eq(teamMembers.workspaceId, call.workspaceId),
        eq(teamMembers.teamId, teamId),
        inArray(teamMembers.memberId, [...ids]),
      ),
    );
}

export async function join(call: Call, teamId: TeamId, ids: readonly MemberId[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insert(teamMembers)
    .values(ids.map((memberId) => ({ workspaceId: call.workspaceId, teamId, memberId, createdAt: call.now })))
    .onConflictDoNothing();
  const [found] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(teamMembers)
    .where(and(eq(teamMembers.workspaceId, call.workspaceId), eq(teamMembers.teamId, teamId)));
  if (found!.count > teamMembersMax)
    throw new ProblemError('state_conflict', `A team has at most ${teamMembersMax} members.`, {
      metadata: { resource: 'team_members', max: teamMembersMax },
    });
}
