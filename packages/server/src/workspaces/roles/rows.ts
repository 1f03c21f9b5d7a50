import { and, eq, ne, sql } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import { notFound, ProblemError } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import type { Role } from '../contract.ts';
import { members, roles } from '../tables.ts';
import { permissionsOf } from './built-in.ts';

export type RoleRow = typeof roles.$inferSelect;

export const here = (call: Call, id: Id<'rol'>) =>
  and(eq(roles.workspaceId, call.workspaceId), eq(roles.id, id));

export const presentRole = (row: RoleRow, memberCount: number): Role => ({
  id: row.id,
  key: row.key,
  name: row.name,
  system: row.system,
  permissions: permissionsOf(row),
  memberCount,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export const summaryOf = ({ id, key, name }: RoleRow) => ({ id, key, name });

/** A role that another record is about to name. It stays until the transaction ends. */
export async function requireRole(call: Call, id: Id<'rol'>, field: string): Promise<RoleRow> {
  const [row] = await db.select().from(roles).where(here(call, id)).for('key share');
  if (!row)
    throw new ProblemError('reference_not_usable', `${field} must name a role of this workspace.`, {
      metadata: { field },
    });
  return row;
}

/** A role that nobody else changes until the transaction ends, and that is the workspace's own to change. */
export async function lockRole(
  call: Call,
  id: Id<'rol'>,
  expectedVersion: number | undefined,
): Promise<RoleRow> {
  const [row] = await db.select().from(roles).where(here(call, id)).for('update');
  if (!row) throw notFound('role');
  await assertVersion(call, row, expectedVersion);
  if (row.system) throw new ProblemError('state_conflict', 'A built-in role never changes.');
  return row;
}

/** How many members have each role. */
export async function memberCounts(call: Call): Promise<Map<Id<'rol'>, number>> {
  const rows = await db
    .select({ roleId: members.roleId, count: sql<number>`count(*)::integer` })
    .from(members)
    .where(and(eq(members.workspaceId, call.workspaceId), ne(members.status, 'removed')))
    .groupBy(members.roleId);
  return new Map(rows.map(({ roleId, count }) => [roleId, count]));
}

export async function builtInRole(call: Call, key: 'owner' | 'viewer'): Promise<RoleRow> {
  const [row] = await db
    .select()
    .from(roles)
    .where(and(eq(roles.workspaceId, call.workspaceId), eq(roles.key, key)));
  return row!;
}
