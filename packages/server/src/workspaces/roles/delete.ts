import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { assertNotBeyond } from '../../authentication/index.ts';
import { db } from '../../platform/db/index.ts';
import { invalidField, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { deleteRole as contract } from '../contract.ts';
import { forgetKeysOf } from '../members/keys.ts';
import { membersOfRole, saveMember } from '../members/rows.ts';
import { lockWorkspace } from '../rows.ts';
import { members, roles } from '../tables.ts';
import { permissionsOf } from './built-in.ts';
import { builtInRole, here, lockRole, presentRole, type RoleRow, requireRole, summaryOf } from './rows.ts';

/** Rows of removed members name the role as well, though nothing comes of it. */
const giveRemovedMembers = (call: Call, from: RoleRow['id'], { id: roleId }: RoleRow) =>
  db
    .update(members)
    .set({ roleId })
    .where(and(eq(members.workspaceId, call.workspaceId), eq(members.roleId, from)));

/** Deletes a role once nobody has it any more. */
export async function deleteRole(
  call: Call,
  { id, replaceWith, dryRun, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  await lockWorkspace(call);
  const row = await lockRole(call, id, expectedVersion);
  const successor = replaceWith ? await requireRole(call, replaceWith, 'replaceWith') : null;
  if (successor?.id === id) throw invalidField('/replaceWith', 'invalid_value', 'Must be another role.');
  assertNotBeyond(call, {
    scopes: [...permissionsOf(row), ...(successor ? permissionsOf(successor) : [])],
  });
  const holders = await membersOfRole(call, id);
  const current = holders.filter(({ status }) => status !== 'removed');
  const effects = { members: current.length };
  if (dryRun) return { id, deleted: false, effects };
  if (!successor && current.length > 0)
    throw new ProblemError(
      'state_conflict',
      `${current.length} members have the role: name another in replaceWith.`,
      {
        metadata: { ...effects },
      },
    );

  for (const member of current)
    await saveMember(
      call,
      member,
      { roleId: successor!.id },
      {
        type: 'member.updated',
        changes: { role: { from: summaryOf(row), to: summaryOf(successor!) } },
      },
    );
  await giveRemovedMembers(call, id, successor ?? (await builtInRole(call, 'viewer')));
  await db.delete(roles).where(here(call, id));
  await forgetKeysOf(
    call,
    current.map((member) => member.id),
  );
  call.audit({
    action: 'role.delete',
    resource: { type: 'role', id },
    changes: { key: row.key, replaceWith: replaceWith ?? null, ...effects },
  });
  call.emit({
    type: 'role.deleted',
    resource: { type: 'role', id, version: row.version },
    data: { role: presentRole(row, 0) },
  });
  return { id, deleted: true, effects };
}
