import { ProblemError } from '../platform/problem.ts';
import type { ConversationState } from './contract.ts';

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

/** Where a message leaves its conversation: the other side has the turn. */
export function stateAfterMessage(
  state: ConversationState,
  direction: 'inbound' | 'outbound',
): ConversationState {
  if (direction === 'outbound') return state === 'resolved' ? 'resolved' : 'waiting_on_customer';
  return state === 'waiting_on_customer' || state === 'resolved' ? 'open' : state;
}
