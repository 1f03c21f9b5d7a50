import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Fields } from './change.ts';
import type { Conversation, ConversationState } from './contract.ts';

/** The one place that says how a conversation may move. Nothing returns to `new`. */
export const transitions: Readonly<Record<ConversationState, readonly ConversationState[]>> = {
  new: ['open', 'waiting_on_customer', 'waiting_on_team', 'resolved'],
  open: ['waiting_on_customer', 'waiting_on_team', 'resolved'],
  waiting_on_customer: ['open', 'waiting_on_team', 'resolved'],
  waiting_on_team: ['open', 'waiting_on_customer', 'resolved'],
  resolved: ['open'],
};

export function assertTransition(from: ConversationState, to: ConversationState): void {
  if (from === to || transitions[from].includes(to)) return;
  throw new ProblemError('illegal_transition', `A conversation cannot go from ${from} to ${to}.`, {
    metadata: { from, to, allowedTransitions: transitions[from] },
  });
}

/** A move to another state with all that follows from it. */
export function stateFields(call: Call, { state, reopenCount }: Conversation, to: ConversationState): Fields {
  assertTransition(state, to);
  if (state === to) return {};
  if (to === 'resolved') return { state: to, resolvedAt: call.now, waitingSince: null, ...awake };
  if (state === 'resolved')
    return {
      state: to,
      resolvedAt: null,
      resolutionSummary: null,
      reopenCount: reopenCount + 1,
      archivedAt: null,
    };
  return { state: to };
}

/** Whatever it was put out of sight for, it is not any more. */
export const awake = { snoozedUntil: null, snoozedUntilReply: false } as const;

/** Where a message leaves its conversation: the other side has the turn. */
export function stateAfterMessage(
  state: ConversationState,
  direction: 'inbound' | 'outbound',
): ConversationState {
  if (direction === 'outbound') return state === 'resolved' ? 'resolved' : 'waiting_on_customer';
  return state === 'waiting_on_customer' || state === 'resolved' ? 'open' : state;
}

/** What a message changes of its conversation beside its counts. */
export function fieldsAfterMessage(
  call: Call,
  conversation: Conversation,
  direction: 'inbound' | 'outbound',
  setState: ConversationState | undefined,
): Fields {
  const fields = stateFields(
    call,
    conversation,
    setState ?? stateAfterMessage(conversation.state, direction),
  );
  if (direction === 'outbound') return fields;
  return {
    ...fields,
    ...(conversation.snoozedUntilReply ? awake : {}),
    ...(conversation.archivedAt ? { archivedAt: null } : {}),
  };
}
