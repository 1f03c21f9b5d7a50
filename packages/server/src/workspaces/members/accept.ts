import type { z } from 'zod';
import { findInvitation, spendInvitation } from '../../authentication/index.ts';
import { transaction } from '../../platform/db/index.ts';
import type { Call } from '../../rpc/context.ts';
import type { acceptInvitation as contract, Member } from '../contract.ts';
import { lockMember, saveMember } from './rows.ts';

/**
 * Makes the holder of an invitation's token its member. The call starts in the installation, since the token says
 * which workspace it is of, and goes on inside of that.
 */
export async function acceptInvitation(
  call: Call,
  { invitationToken, name }: z.output<typeof contract.input>,
): Promise<Member> {
  const { workspaceId, memberId } = await findInvitation(call, invitationToken);
  const inside: Call = { ...call, workspaceId };
  await transaction().enter(workspaceId);
  const row = await lockMember(inside, memberId, undefined);
  // Once the member is locked the token is looked at again: it may have been used or replaced meanwhile.
  await spendInvitation(inside, invitationToken);
  const joined = { status: 'active', joinedAt: call.now, inviteExpiresAt: null } as const;
  const member = await saveMember(
    inside,
    row,
    { ...joined, ...(name === undefined ? {} : { name }) },
    {
      type: 'member.joined',
      changes: {
        status: { from: row.status, to: 'active' },
        ...(name === undefined || name === row.name ? {} : { name: { from: row.name, to: name } }),
      },
    },
  );
  call.audit({ action: 'member.join', resource: { type: 'member', id: member.id } });
  return member;
}
