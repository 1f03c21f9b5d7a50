import type { z } from 'zod';
import { assertNotBeyond } from '../../authentication/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { suspendMember as contract, Member } from '../contract.ts';
import { permissionsOf } from '../roles/built-in.ts';
import { requireRole } from '../roles/rows.ts';
import { lockWorkspace } from '../rows.ts';
import { forgetKeysOf } from './keys.ts';
import { assertOwnerStays } from './owners.ts';
import { lockMember, type MemberRow, presentMember, saveMember } from './rows.ts';

type Input = z.output<typeof contract.input>;

/** Where each status may go by a change of status; joining and removal have operations of their own. */
const moves = {
  invited: [],
  active: ['suspended'],
  suspended: ['active'],
  removed: [],
} as const satisfies Record<Member['status'], readonly Member['status'][]>;

export const suspendMember = (call: Call, input: Input) => changeStatus(call, input, 'suspended');
export const reinstateMember = (call: Call, input: Input) => changeStatus(call, input, 'active');

async function changeStatus(
  call: Call,
  { id, reason, expectedVersion }: Input,
  to: 'active' | 'suspended',
): Promise<Member> {
  await lockWorkspace(call);
  const row = await lockMember(call, id, expectedVersion);
  if (row.status === to) return presentMember(call, row);
  const allowed: readonly string[] = moves[row.status];
  if (!allowed.includes(to))
    throw new ProblemError('illegal_transition', `A member who is ${row.status} cannot become ${to}.`, {
      metadata: { from: row.status, to, allowedTransitions: allowed },
    });
  await assertMayMove(call, row);
  const changes = { status: { from: row.status, to } };
  const type = to === 'active' ? 'member.reinstated' : 'member.suspended';
  const member = await saveMember(call, row, { status: to }, { type, changes });
  await forgetKeysOf(call, [id]);
  call.audit({
    action: to === 'active' ? 'member.reinstate' : 'member.suspend',
    resource: { type: 'member', id },
    changes: { ...changes, reason: reason ?? null },
  });
  return member;
}

/** Who may do more than the caller is not the caller's to move, and the last owner is nobody's. */
export async function assertMayMove(call: Call, row: MemberRow): Promise<void> {
  assertNotBeyond(call, { scopes: permissionsOf(await requireRole(call, row.roleId, 'roleId')) });
  await assertOwnerStays(call, row);
}
