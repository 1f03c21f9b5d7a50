import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import type { Call } from '../rpc/context.ts';
import { assertMember } from '../workspaces/index.ts';
import type { setTyping as contract } from './contract.ts';
import { requireConversation } from './secrets.ts';

/** Tells whoever follows the conversation now. Nothing is kept, so a signal that gets lost is lost. */
export async function setTyping(
  call: Call,
  { id, state, memberId, ttlSeconds }: z.output<typeof contract.input>,
): Promise<void> {
  await requireConversation(call, id);
  if (memberId) await assertMember(call, memberId, 'memberId');
  const own = call.actor.type === 'member' ? (call.actor.id as Id<'mem'>) : null;
  call.services.signals.send({
    type: 'typing',
    workspaceId: call.workspaceId,
    conversationId: id,
    from: 'team',
    memberId: memberId ?? own,
    state,
    expiresAt: new Date(call.now.getTime() + (state === 'stopped' ? 0 : ttlSeconds * 1000)).toISOString(),
  });
}
