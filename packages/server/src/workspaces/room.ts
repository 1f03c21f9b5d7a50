import { ProblemError } from '../platform/problem.ts';

/** Refuses one more than the workspace may have. To be called with the workspace's row locked. */
export function assertRoom(what: string, count: number, max: number): void {
  if (count < max) return;
  throw new ProblemError('state_conflict', `A workspace has at most ${max} ${what}.`, {
    metadata: { resource: what, max },
  });
}
