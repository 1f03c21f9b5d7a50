import type { Scope } from '../../contract/scopes.ts';
import type { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { JobResult } from '../contract.ts';

/** What came of an item. */
export interface ItemOutcome {
  readonly result: string;
  readonly resource?: JobResult['resource'];
}

/** One kind of job over many items, declared by the category that knows what an item is. */
export interface BulkOperation<I = unknown, A = unknown> {
  /** Name of the procedure that makes these jobs. */
  readonly kind: string;
  readonly scope: Scope;
  /** Types of events that the work on an item may tell. */
  readonly events: readonly string[];
  /** Whether a refusal only passes the item over. */
  skips?(problem: ProblemError, args: A): boolean;
  /** One item: a unit of work of its own, with the rights of whoever asked. */
  work(call: Call, item: I, args: A): Promise<ItemOutcome>;
}

/** Fixes the types of an operation, and forgets them: the runner passes on what it was given. */
export const bulkOperation = <I, A>(o: BulkOperation<I, A>): BulkOperation => o as unknown as BulkOperation;

export interface BulkItem {
  /** What the request calls the item. */
  readonly ref: string | null;
  readonly input: unknown;
}
