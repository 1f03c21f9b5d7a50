import type { MetadataOf } from './error-metadata.ts';
import type { ErrorCode, Retry } from './generated/errors.ts';
import type { FieldProblem, Problem } from './problem.ts';

// A program may load the SDK twice, as a module and through `require`; both must know each other's errors.
const mark = Symbol.for('woes.error');

/**
 * The API refused a call.
 *
 * @example
 * try {
 *   await woes.conversations.get({ id: 'ref:1042' });
 * } catch (error) {
 *   if (!isWoesError(error, 'not_found')) throw error;
 *   console.log(error.requestId);
 * }
 */
export class WoesError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = 'WoesError';
  /** What went wrong. A server newer than the SDK may send codes that are not in the type. */
  readonly code: Code;
  /** HTTP status. */
  readonly status: number;
  /** Id of the request, `req_…`. Name it when you ask for help. */
  readonly requestId: string;
  /** Whether sending again may help. The SDK has done so already, `maxRetries` times. */
  readonly retry: Retry;
  /** Seconds to wait before sending again, when `retry` is `after`; null when the API did not say. */
  readonly retryAfter: number | null;
  /** What is wrong with this call. */
  readonly detail: string;
  /** The values that `detail` speaks of: `missingScope`, `currentVersion`, `allowedTransitions`, … */
  readonly metadata: MetadataOf<Code>;
  /** One entry per wrong field. */
  readonly errors: readonly FieldProblem[];
  /** All of the above as it was sent. */
  declare readonly problem: Problem;

  constructor(problem: Problem & { code: Code }) {
    super(`${problem.code}: ${problem.detail}${fieldList(problem.errors)} (${problem.requestId})`);
    Object.defineProperty(this, mark, { value: true });
    Object.defineProperty(this, 'problem', { value: problem });
    this.code = problem.code;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.retry = problem.retry;
    this.retryAfter = secondsOf(problem.retryAfter);
    this.detail = problem.detail;
    this.metadata = (problem.metadata ?? {}) as MetadataOf<Code>;
    this.errors = Array.isArray(problem.errors) ? problem.errors : [];
  }
}

/** What can be waited for. Something between client and server may have written anything. */
const secondsOf = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : null;

const fieldList = (errors: unknown) =>
  !Array.isArray(errors) || errors.length === 0
    ? ''
    : ` ${errors
        .slice(0, 5)
        .map(({ pointer, detail }: FieldProblem) => `${pointer || '/'}: ${detail}`)
        .join(' ')}`;

/**
 * No answer of the API came: the connection failed, or something else answered in its place. `cause` holds what
 * `fetch` has thrown.
 *
 * @example
 * if (error instanceof WoesConnectionError && error.status !== null) console.log('a proxy said', error.status);
 */
export class WoesConnectionError extends Error {
  override readonly name: string = 'WoesConnectionError';
  /** HTTP status, when something answered that is not the API. */
  readonly status: number | null;
  /** Whether sending again may help. The SDK has done so already, `maxRetries` times. */
  readonly retryable: boolean;
  /** Seconds to wait before sending again, when `Retry-After` said so. */
  readonly retryAfter: number | null;

  constructor(
    message: string,
    details: {
      cause?: unknown;
      status?: number | null;
      retryable?: boolean;
      retryAfter?: number | null;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.status = details.status ?? null;
    this.retryable = details.retryable ?? true;
    this.retryAfter = details.retryAfter ?? null;
  }
}

/**
 * No answer came in time. `retryable` is true when one attempt ran out of time, and false when the call did.
 *
 * @example
 * if (error instanceof WoesTimeoutError) console.log('nothing for', error.timeoutMs, 'ms');
 */
export class WoesTimeoutError extends WoesConnectionError {
  override readonly name: string = 'WoesTimeoutError';
  /** The time that ran out, in milliseconds. */
  readonly timeoutMs: number;

  constructor(message: string, timeoutMs: number, retryable: boolean) {
    super(message, { retryable });
    this.timeoutMs = timeoutMs;
  }
}

/**
 * Every refusal, told apart by `code`: a comparison of it narrows `metadata`.
 *
 * @example
 * if (isWoesError(error) && error.code === 'not_found') console.log(error.metadata.resource);
 */
export type AnyWoesError = { [Code in ErrorCode]: WoesError<Code> }[ErrorCode];

/**
 * Whether something thrown is a refusal of the API, with a certain code when one is given; `metadata` is narrowed
 * to it. Works across copies of the package, where `instanceof` does not.
 *
 * @example
 * if (isWoesError(error, 'version_conflict')) console.log(error.metadata.currentVersion);
 */
export function isWoesError(error: unknown): error is AnyWoesError;
export function isWoesError<Code extends ErrorCode>(error: unknown, code: Code): error is WoesError<Code>;
export function isWoesError(error: unknown, code?: ErrorCode): boolean {
  if (typeof error !== 'object' || error === null || !(mark in error)) return false;
  return code === undefined || (error as { code?: unknown }).code === code;
}
