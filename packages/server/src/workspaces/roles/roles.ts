import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { assertNotBeyond } from '../../authentication/index.ts';
import { scopes } from '../../contract/scopes.ts';
import { db, pipe } from '../../platform/db/index.ts';
import { changeList, differences } from '../../platform/differences.ts';
import { byCreation, type Page, positionOf, toPage } from '../../platform/page.ts';
import { alreadyExists, invalidField } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type * as contract from '../contract.ts';
import { planLimits, type Role } from '../contract.ts';
import { keyOf } from '../key-of.ts';
import { forgetKeysOfRole } from '../members/keys.ts';
import { assertRoom } from '../room.ts';
import { lockWorkspace } from '../rows.ts';
import { roles } from '../tables.ts';
import { builtInRoles } from './built-in.ts';
import { here, lockRole, memberCounts, presentRole, type RoleRow } from './rows.ts';

/** The rows of the roles that every workspace has. */
export const addBuiltInRoles = (call: Call) =>
  db.insert(roles).values(
    builtInRoles.map(({ key, name }) => ({
      workspaceId: call.workspaceId,
      id: call.newId('rol'),
      key,
      name,
      system: true,
      permissions: [],
      createdAt: call.now,
      updatedAt: call.now,
    })),
  );

export async function listRoles(
  call: Call,
  input: z.output<typeof contract.listRoles.input>,
): Promise<Page<Role>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'roles', input };
  const order = byCreation(roles, input.sort === '-created_at');
  const position = positionOf(listing);
  const rows = await db
    .select()
    .from(roles)
    .where(and(eq(roles.workspaceId, call.workspaceId), order.after(position)))
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  const counts = await memberCounts(call);
  return toPage(listing, rows, order.position, (row) => presentRole(row, counts.get(row.id) ?? 0));
}

export async function createRole(
  call: Call,
  input: z.output<typeof contract.createRole.input>,
): Promise<Role> {
  assertNotBeyond(call, { scopes: input.permissions });
  const key = input.key ?? keyOf(input.name, '_');
  if (!key) throw invalidField('/key', 'required', 'Must be given: none can be made of the name.');
  await lockWorkspace(call);
  const taken = await db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.workspaceId, call.workspaceId), eq(roles.key, key)));
  if (taken[0]) throw alreadyExists('key', { type: 'role', id: taken[0].id });
  const [count] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(roles)
    .where(eq(roles.workspaceId, call.workspaceId));
  assertRoom('roles', count!.count, planLimits.roles);
  const row: RoleRow = {
    workspaceId: call.workspaceId,
    id: call.newId('rol'),
    key,
    name: input.name,
    system: false,
    permissions: [...new Set(input.permissions)],
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  pipe(db.insert(roles).values(row));
  const role = presentRole(row, 0);
  const { id, name, permissions } = role;
  call.audit({ action: 'role.create', resource: { type: 'role', id }, changes: { key, name, permissions } });
  call.emit({ type: 'role.created', resource: { type: 'role', id, version: 1 }, data: { role } });
  return role;
}

export async function updateRole(
  call: Call,
  { id, expectedVersion, name, permissions }: z.output<typeof contract.updateRole.input>,
): Promise<Role> {
  const row = await lockRole(call, id, expectedVersion);
  const before = presentRole(row, (await memberCounts(call)).get(id) ?? 0);
  const allowed = permissions && new Set(changeList(before.permissions, permissions));
  const { changes, values } = differences(before, {
    name,
    permissions: allowed && scopes.filter((scope) => allowed.has(scope)),
  });
  if (!values) return before;
  // What reaches further than the asker is not the asker's to change, in neither direction.
  assertNotBeyond(call, { scopes: [...before.permissions, ...(values.permissions ?? [])] });
  const [updated] = await db
    .update(roles)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, id))
    .returning();
  const role = presentRole(updated!, before.memberCount);
  if (values.permissions) await forgetKeysOfRole(call, id);
  call.audit({ action: 'role.update', resource: { type: 'role', id }, changes });
  call.emit({
    type: 'role.updated',
    resource: { type: 'role', id, version: role.version },
    data: { role },
    changes,
  });
  return role;
}
