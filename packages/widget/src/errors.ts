/** What to do with a request that was refused; see `WidgetError.retry`. */
export type Retry = 'no' | 'same_request' | 'new_key' | 'after';

/** The server's codes that a widget meets, and the client's own: the last three. */
export type WidgetErrorCode =
  | 'validation_failed'
  | 'missing_credentials'
  | 'invalid_credentials'
  | 'expired_credentials'
  | 'revoked_credentials'
  | 'origin_not_allowed'
  | 'conversation_secret_required'
  | 'not_found'
  | 'state_conflict'
  | 'sequence_expired'
  | 'payload_too_large'
  | 'idempotency_in_progress'
  | 'idempotency_key_reused'
  | 'rate_limited'
  | 'concurrency_limited'
  | 'internal_error'
  | 'unavailable'
  | 'timeout'
  | 'network_error'
  | 'invalid_response'
  | 'stopped';

/** Part of the server's problem details (RFC 9457) that the client reads. */
interface Problem {
  code?: string;
  detail?: string;
  status?: number;
  requestId?: string;
  retry?: Retry;
  /** Seconds. */
  retryAfter?: number | null;
}

/**
 * Every error that the client throws or reports.
 *
 * @example
 * try {
 *   await client.messages(conversationId);
 * } catch (error) {
 *   if (error instanceof WidgetError && error.code === 'conversation_secret_required') forget(conversationId);
 * }
 */
export class WidgetError extends Error {
  override readonly name = 'WidgetError';
  /** Stable; decide by it, never by the text. */
  readonly code: WidgetErrorCode | (string & {});
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Names the request in the server's log; null when there was no answer. */
  readonly requestId: string | null;
  /** `no`: never succeeds as it is. `same_request`: may be sent again. `new_key`: with another idempotency key. `after`: later. */
  readonly retry: Retry;
  /** Milliseconds that the server asks to wait; null when it did not say. */
  readonly retryAfterMs: number | null;

  constructor(code: WidgetErrorCode | (string & {}), problem: Problem = {}, cause?: unknown) {
    super(problem.detail ?? code, { cause });
    this.code = code;
    this.status = problem.status ?? 0;
    this.requestId = problem.requestId ?? null;
    this.retry = problem.retry ?? retryOf(this.status);
    this.retryAfterMs = problem.retryAfter == null ? null : problem.retryAfter * 1000;
  }
}

/** Proxies answer without a problem; their status must do. */
const retryOf = (status: number): Retry =>
  status === 429 || status === 503
    ? 'after'
    : status === 408 || status >= 500 || status < 400
      ? 'same_request'
      : 'no';

/** The error of an answer that is not a success. */
export async function errorOf(response: Response): Promise<WidgetError> {
  const problem: Problem = await response.json().catch(() => ({}));
  const { status, headers } = response;
  const seconds = Number.parseInt(headers.get('Retry-After') ?? '', 10);
  return new WidgetError(problem.code ?? `http_${status}`, {
    ...problem,
    status,
    requestId: problem.requestId ?? headers.get('Woes-Request-Id') ?? undefined,
    retryAfter: problem.retryAfter ?? (Number.isNaN(seconds) ? null : seconds),
  });
}

/** The error of a `problem` frame in a stream. */
export const errorOfFrame = (problem: Problem) =>
  new WidgetError(problem.code ?? 'invalid_response', problem);

/** Makes anything thrown one of ours. */
export const asWidgetError = (error: unknown): WidgetError =>
  error instanceof WidgetError ? error : new WidgetError('network_error', { detail: String(error) }, error);
