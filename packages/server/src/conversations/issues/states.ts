import { ProblemError } from '../../platform/problem.ts';
import type { Issue, IssueState } from '../contract.ts';

/** The one place that says how an issue may move. What is done comes back through `open`. */
export const issueTransitions: Readonly<Record<IssueState, readonly IssueState[]>> = {
  open: ['in_progress', 'resolved', 'closed'],
  in_progress: ['open', 'resolved', 'closed'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

type Moved = Partial<Pick<Issue, 'state' | 'resolvedAt' | 'closedAt' | 'reopenCount'>>;

/** A move to another state with all that follows from it; refused when there is no such move. */
export function moveIssue({ state, resolvedAt, reopenCount }: Issue, to: IssueState, now: Date): Moved {
  if (state === to) return {};
  if (!issueTransitions[state].includes(to))
    throw new ProblemError('illegal_transition', `An issue cannot go from ${state} to ${to}.`, {
      metadata: { from: state, to, allowedTransitions: issueTransitions[state] },
    });
  const isDone = state === 'resolved' || state === 'closed';
  if (to === 'resolved') return { state: to, resolvedAt: now };
  if (to === 'closed') return { state: to, resolvedAt, closedAt: now };
  return isDone
    ? { state: to, resolvedAt: null, closedAt: null, reopenCount: reopenCount + 1 }
    : { state: to };
}

/** When an issue that is made in a state got there. */
export const bornIn = (state: IssueState, now: Date): Pick<Issue, 'resolvedAt' | 'closedAt'> => ({
  resolvedAt: state === 'resolved' ? now : null,
  closedAt: state === 'closed' ? now : null,
});
