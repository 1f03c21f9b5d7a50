import type { z } from 'zod';
import { assertNotBeyond } from '../../authentication/index.ts';
import { assignWaitingLater } from '../../conversations/index.ts';
import { differences } from '../../platform/differences.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { updateMember as contract, Member } from '../contract.ts';
import { permissionsOf } from '../roles/built-in.ts';
import { requireRole, summaryOf } from '../roles/rows.ts';
import { lockWorkspace } from '../rows.ts';
import { moveToTeams, requireTeams } from '../teams/membership.ts';
import { forgetKeysOf } from './keys.ts';
import { assertOwnerStays } from './owners.ts';
import { lockMember, type MemberRow, presentMember, saveMember } from './rows.ts';

/** Changes a member. Who is in a team is the team's to tell, so a move between teams changes and tells the teams. */
export async function updateMember(
  call: Call,
  { id, expectedVersion, roleId, teamIds, ...wanted }: z.output<typeof contract.input>,
): Promise<Member> {
  if (roleId) await lockWorkspace(call);
  const row = await lockMember(call, id, expectedVersion);
  if (row.status === 'removed') throw new ProblemError('state_conflict', 'The member was removed.');
  const role = roleId ? await changedRole(call, row, roleId) : null;
  const teams = teamIds && (await requireTeams(call, teamIds, 'teamIds'));
  const moved = teams ? await moveToTeams(call, id, teams) : false;

  const before = await presentMember(call, row);
  const { changes, values } = differences(before, { ...wanted, ...(role ? { role } : {}) });
  if (!values) {
    if (moved)
      call.audit({ action: 'member.update', resource: { type: 'member', id }, changes: { teamIds } });
    return before;
  }
  const { role: _, ...columns } = values;
  const member = await saveMember(
    call,
    row,
    { ...columns, ...(role ? { roleId: role.id } : {}) },
    { type: 'member.updated', changes },
  );
  await forgetKeysOf(call, [id]);
  if (values.availability || values.capacity !== undefined)
    await assignWaitingLater(
      call,
      member.teams.map((team) => team.id),
    );
  call.audit({
    action: 'member.update',
    resource: { type: 'member', id },
    changes: { ...changes, ...(moved ? { teamIds } : {}) },
  });
  return member;
}

/** The role that a member is to have, when it is another one and the caller may give it. */
async function changedRole(call: Call, row: MemberRow, roleId: MemberRow['roleId']) {
  const wanted = await requireRole(call, roleId, 'roleId');
  if (wanted.id === row.roleId) return null;
  const current = await requireRole(call, row.roleId, 'roleId');
  assertNotBeyond(call, { scopes: [...permissionsOf(current), ...permissionsOf(wanted)] });
  await assertOwnerStays(call, row);
  return summaryOf(wanted);
}
