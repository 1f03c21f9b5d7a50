import type { z } from 'zod';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { assignWaitingLater } from './assignment/waiting.ts';
import { changeConversation, openForChange } from './change.ts';
import type * as contract from './contract.ts';
import type { Conversation } from './contract.ts';
import { customFieldsAfter } from './custom-fields.ts';
import { stateFields, transitions } from './states.ts';

export async function resolveConversation(
  call: Call,
  { resolutionSummary, customFields, ...asked }: z.output<typeof contract.resolveConversation.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, asked);
  const { conversation } = loaded;
  if (conversation.state === 'resolved') return conversation;
  // Whoever has one less to do may take what waits for the team.
  if (conversation.assignee && conversation.teamId) await assignWaitingLater(call, [conversation.teamId]);
  return changeConversation(call, loaded, {
    ...(await customFieldsAfter(call, conversation, { customFields, resolves: true })),
    ...stateFields(call, conversation, 'resolved'),
    ...(resolutionSummary ? { resolutionSummary } : {}),
  });
}

export async function reopenConversation(
  call: Call,
  { reason, ...asked }: z.output<typeof contract.reopenConversation.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, asked);
  const { conversation } = loaded;
  if (conversation.state !== 'resolved')
    throw new ProblemError('illegal_transition', 'Only a resolved conversation can be reopened.', {
      metadata: {
        from: conversation.state,
        to: 'open',
        allowedTransitions: transitions[conversation.state],
      },
    });
  return changeConversation(call, loaded, stateFields(call, conversation, 'open'), { reason });
}

export async function archiveConversation(
  call: Call,
  asked: z.output<typeof contract.archiveConversation.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, asked);
  const { state, archivedAt } = loaded.conversation;
  if (archivedAt) return loaded.conversation;
  if (state !== 'resolved')
    throw new ProblemError('state_conflict', 'Only a resolved conversation can be archived.', {
      metadata: { state },
    });
  return changeConversation(call, loaded, { archivedAt: call.now });
}

export async function unarchiveConversation(
  call: Call,
  asked: z.output<typeof contract.unarchiveConversation.input>,
): Promise<Conversation> {
  return changeConversation(call, await openForChange(call, asked), { archivedAt: null });
}

export async function takeOverConversation(
  call: Call,
  { reason, ...asked }: z.output<typeof contract.takeOverConversation.input>,
): Promise<Conversation> {
  return changeConversation(
    call,
    await openForChange(call, asked),
    { agent: { state: 'paused' } },
    { reason },
  );
}

/** Only what a person has taken over is given back: an agent that is at work is left to it. */
export async function giveBackConversation(
  call: Call,
  { reason, ...asked }: z.output<typeof contract.giveBackConversation.input>,
): Promise<Conversation> {
  const loaded = await openForChange(call, asked);
  const given = ['paused', 'handed_off'].includes(loaded.conversation.agent.state);
  return changeConversation(call, loaded, given ? { agent: { state: 'idle' } } : {}, { reason });
}
