import { and, eq } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import type { Scope } from '../../contract/scopes.ts';
import { db } from '../../platform/db/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { Member } from '../contract.ts';
import { permissionsOf } from '../roles/built-in.ts';
import { members, roles } from '../tables.ts';
import { assertTeam } from '../teams/lookup.ts';
import { here, presentMember } from './rows.ts';
import type { Assignee } from './work.ts';

/** A member of the workspace in whatever status; null when there is none. */
export async function findMember(call: Call, id: Id<'mem'>): Promise<Member | null> {
  const [row] = await db.select().from(members).where(here(call, id));
  return row ? presentMember(call, row) : null;
}

const notUsable = (field: string, what: string) =>
  new ProblemError('reference_not_usable', `${field} must name ${what}.`, { metadata: { field } });

/** A member that another record is about to name: active, and so until the transaction ends. */
export async function assertMember(
  call: Call,
  id: Id<'mem'>,
  field = 'memberId',
): Promise<{
  id: Id<'mem'>;
  name: string | null;
  availability: Member['availability'];
  capacity: number | null;
}> {
  const [row] = await db.select().from(members).where(here(call, id)).for('share');
  if (row?.status !== 'active') throw notUsable(field, 'an active member of this workspace');
  const { name, availability, capacity } = row;
  return { id, name, availability, capacity };
}

/** Members that a list is about to name, in whatever status but removed. */
export async function requireMembers(call: Call, ids: readonly Id<'mem'>[], field: string): Promise<void> {
  for (const id of new Set(ids)) {
    const [row] = await db
      .select({ status: members.status })
      .from(members)
      .where(here(call, id))
      .for('share');
    if (!row || row.status === 'removed') throw notUsable(field, 'members of this workspace');
  }
}

export const isMember = (assignee: Assignee): assignee is Id<'mem'> => assignee.startsWith('mem_');

/** A member or a team to which work can go. */
export async function requireAssignee(call: Call, assignee: Assignee, field: string): Promise<void> {
  if (isMember(assignee)) await assertMember(call, assignee, field);
  else await assertTeam(call, assignee, field);
}

export interface MemberAuthority {
  readonly name: string | null;
  readonly isActive: boolean;
  /** What the role of the member allows. */
  readonly permissions: ReadonlySet<Scope>;
}

/** What a member may do, for those who act in its name. Before a call has a context, so without one. */
export async function memberAuthority(workspaceId: Id<'ws'>, id: Id<'mem'>): Promise<MemberAuthority | null> {
  const [row] = await db
    .select({ name: members.name, status: members.status, role: roles })
    .from(members)
    .innerJoin(roles, and(eq(roles.workspaceId, members.workspaceId), eq(roles.id, members.roleId)))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id)));
  if (!row) return null;
  return { name: row.name, isActive: row.status === 'active', permissions: new Set(permissionsOf(row.role)) };
}
