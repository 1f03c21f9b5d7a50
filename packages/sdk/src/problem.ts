import type { ErrorCode, Retry } from './generated/errors.ts';

/**
 * What is wrong with one field of the input. The offending value is never repeated.
 *
 * @example
 * if (isWoesError(error, 'validation_failed'))
 *   for (const { pointer, detail } of error.errors) console.log(pointer, detail);
 */
export interface FieldProblem {
  /** Where in the request the field stood. */
  location: 'body' | 'query' | 'path' | 'header';
  /** JSON Pointer of the field, `/customer/email`. */
  pointer: string;
  /** What is wrong, `required` or `too_big` for example. */
  code: string;
  /** The same for people. */
  detail: string;
}

/**
 * RFC 9457 problem details: what the API says when it refuses a call.
 *
 * @example
 * if (isWoesError(error)) console.log(error.problem.type, error.problem.title);
 */
export interface Problem {
  /** Address of the page that explains the code. */
  type: string;
  /** Short name of the code; never varies. */
  title: string;
  /** HTTP status. */
  status: number;
  /** What is wrong with this call. */
  detail: string;
  code: ErrorCode;
  /** Id of the request, `req_…`. Name it when you ask for help. */
  requestId: string;
  retry: Retry;
  /** Seconds to wait, when `retry` is `after`. */
  retryAfter: number | null;
  /** The values that `detail` speaks of. */
  metadata: Record<string, unknown>;
  /** One entry per wrong field, at most 50. */
  errors: FieldProblem[];
}

/** Whether a parsed answer is a problem of the API, and not the error page of something in between. */
export function isProblem(value: unknown): value is Problem {
  const { code, detail, status, retry } = (value ?? {}) as Partial<Problem>;
  return (
    typeof code === 'string' &&
    typeof detail === 'string' &&
    typeof status === 'number' &&
    typeof retry === 'string'
  );
}
