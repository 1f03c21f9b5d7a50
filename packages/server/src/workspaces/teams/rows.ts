import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db, inOrderOf } from '../../platform/db/index.ts';
import type { Call } from '../../rpc/context.ts';
import type { AssignmentPolicy, Team, TeamMember } from '../contract.ts';
import { members, teamMembers, teams } from '../tables.ts';

export type TeamRow = typeof teams.$inferSelect;

export const policyInOrder = inOrderOf<AssignmentPolicy>([
  'strategy',
  'maxOpenPerMember',
  'onlyOnline',
  'respectBusinessHours',
]);

export const here = (call: Call, id: Id<'team'>) =>
  and(eq(teams.workspaceId, call.workspaceId), eq(teams.id, id));
export const byKey = (call: Call, key: string) =>
  and(eq(teams.workspaceId, call.workspaceId), eq(teams.key, key));

/** Teams in the form of the contract, in the order of their rows. */
export async function presentTeams(call: Call, rows: readonly TeamRow[]): Promise<Team[]> {
  const membersOf = await membersOfTeams(
    call,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    name: row.name,
    members: membersOf.get(row.id) ?? [],
    assignmentPolicy: policyInOrder(row.assignmentPolicy),
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }));
}

export const presentTeam = async (call: Call, row: TeamRow): Promise<Team> =>
  (await presentTeams(call, [row]))[0]!;

/** Members by team, in the order in which they were made: an order that nobody's name changes. */
export async function membersOfTeams(
  call: Call,
  ids: readonly Id<'team'>[],
): Promise<Map<Id<'team'>, TeamMember[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      teamId: teamMembers.teamId,
      id: members.id,
      name: members.name,
      status: members.status,
      availability: members.availability,
      capacity: members.capacity,
    })
    .from(teamMembers)
    .innerJoin(
      members,
      and(eq(members.workspaceId, teamMembers.workspaceId), eq(members.id, teamMembers.memberId)),
    )
    .where(and(eq(teamMembers.workspaceId, call.workspaceId), inArray(teamMembers.teamId, [...ids])))
    .orderBy(asc(members.id));
  const found = new Map<Id<'team'>, TeamMember[]>();
  for (const { teamId, ...member } of rows)
    found.set(teamId, [...(found.get(teamId) ?? []), member as TeamMember]);
  return found;
}
