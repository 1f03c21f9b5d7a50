import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { openCounts } from '../../conversations/index.ts';
import { db } from '../../platform/db/index.ts';
import type { Changes } from '../../platform/differences.ts';
import { notFound } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import type { Member } from '../contract.ts';
import { summaryOf } from '../roles/rows.ts';
import { members, roles, teamMembers, teams } from '../tables.ts';

export type MemberRow = typeof members.$inferSelect;
type MemberId = Id<'mem'>;

export const here = (call: Call, id: MemberId) =>
  and(eq(members.workspaceId, call.workspaceId), eq(members.id, id));

/** Members in the form of the contract, in the order of their rows. */
export async function presentMembers(call: Call, rows: readonly MemberRow[]): Promise<Member[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const roleRows = await db
    .select()
    .from(roles)
    .where(
      and(
        eq(roles.workspaceId, call.workspaceId),
        inArray(roles.id, [...new Set(rows.map((row) => row.roleId))]),
      ),
    );
  const roleOf = new Map(roleRows.map((row) => [row.id, summaryOf(row)]));
  const teamsOf = await teamsOfMembers(call, ids);
  const counts = await openCounts(call, ids);
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: roleOf.get(row.roleId)!,
    teams: teamsOf.get(row.id) ?? [],
    status: row.status,
    availability: row.availability,
    capacity: row.capacity,
    openCount: counts.get(row.id) ?? 0,
    inviteExpiresAt: row.inviteExpiresAt,
    joinedAt: row.joinedAt,
    removedAt: row.removedAt,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }));
}

export const presentMember = async (call: Call, row: MemberRow): Promise<Member> =>
  (await presentMembers(call, [row]))[0]!;

async function teamsOfMembers(call: Call, ids: MemberId[]): Promise<Map<MemberId, Member['teams']>> {
  const rows = await db
    .select({ memberId: teamMembers.memberId, id: teams.id, key: teams.key, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, and(eq(teams.workspaceId, teamMembers.workspaceId), eq(teams.id, teamMembers.teamId)))
    .where(and(eq(teamMembers.workspaceId, call.workspaceId), inArray(teamMembers.memberId, ids)))
    .orderBy(asc(teams.key));
  const found = new Map<MemberId, Member['teams']>();
  for (const { memberId, ...team } of rows) found.set(memberId, [...(found.get(memberId) ?? []), team]);
  return found;
}

/**
 * A member that nobody else changes until the transaction ends. The lock lets teams and conversations name the
 * member meanwhile.
 */
export async function lockMember(
  call: Call,
  id: MemberId,
  expectedVersion: number | undefined,
): Promise<MemberRow> {
  const [row] = await db.select().from(members).where(here(call, id)).for('no key update');
  if (!row) throw notFound('member');
  await assertVersion(call, row, expectedVersion);
  return row;
}

export const membersOfRole = (call: Call, roleId: Id<'rol'>): Promise<MemberRow[]> =>
  db
    .select()
    .from(members)
    .where(and(eq(members.workspaceId, call.workspaceId), eq(members.roleId, roleId)))
    .orderBy(asc(members.id))
    .for('no key update');

/** Writes what has changed of a member and tells it. */
export async function saveMember(
  call: Call,
  row: MemberRow,
  values: Partial<MemberRow>,
  { type, changes }: { readonly type: string; readonly changes: Changes },
): Promise<Member> {
  const [updated] = await db
    .update(members)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, row.id))
    .returning();
  const member = await presentMember(call, updated!);
  call.emit({
    type,
    resource: { type: 'member', id: member.id, version: member.version },
    data: { member },
    changes,
  });
  return member;
}
