import type { z } from 'zod';
import { dropInvitation, revokeCredentialsOf } from '../../authentication/index.ts';
import { invalidField } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { removeMember as contract } from '../contract.ts';
import { lockWorkspace } from '../rows.ts';
import { moveToTeams } from '../teams/membership.ts';
import { requireAssignee } from './lookup.ts';
import { lockMember, presentMember, saveMember } from './rows.ts';
import { assertMayMove } from './status.ts';
import { handOver, workOf } from './work.ts';

/** Ends a membership: its keys stop working, its work goes to somebody else, and what it did keeps its name. */
export async function removeMember(
  call: Call,
  { id, reassignTo, dryRun, reason, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  await lockWorkspace(call);
  const row = await lockMember(call, id, expectedVersion);
  if (reassignTo) await requireAssignee(call, reassignTo, 'reassignTo');
  if (reassignTo === id) throw invalidField('/reassignTo', 'invalid_value', 'Must be somebody else.');
  if (row.status === 'removed')
    return { ...(await presentMember(call, row)), effects: await workOf(call, id) };
  await assertMayMove(call, row);
  if (dryRun) return { ...(await presentMember(call, row)), effects: await workOf(call, id) };

  const effects = await handOver(call, id, reassignTo ?? null);
  await moveToTeams(call, id, []);
  await dropInvitation(call, id);
  await revokeCredentialsOf(call, id);
  const changes = { status: { from: row.status, to: 'removed' } };
  const member = await saveMember(
    call,
    row,
    { status: 'removed', removedAt: call.now, inviteExpiresAt: null, availability: 'offline' },
    { type: 'member.removed', changes },
  );
  call.audit({
    action: 'member.remove',
    resource: { type: 'member', id },
    changes: { ...changes, reassignTo: reassignTo ?? null, reason: reason ?? null, ...effects },
  });
  return { ...member, effects };
}
