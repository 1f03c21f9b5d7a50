import type { Log } from './log.ts';

/**
 * One attempt that is about to be sent.
 *
 * @example
 * new Woes({ onRequest: ({ operation, attempt }) => console.log(operation, attempt) });
 */
export interface SentRequest {
  /** `conversations.messages.send` */
  readonly operation: string;
  /** From 1. */
  readonly attempt: number;
  readonly method: 'GET' | 'POST';
  /** Without the query, which holds the input of reads. */
  readonly url: string;
  /** Stays the same over all attempts of a write; null for reads. */
  readonly idempotencyKey: string | null;
}

/**
 * One attempt that has ended.
 *
 * @example
 * new Woes({ onResponse: ({ status, requestId, durationMs }) => console.log(status, requestId, durationMs) });
 */
export interface ReceivedResponse extends SentRequest {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Id of the request, `req_…`; null when no answer named one. */
  readonly requestId: string | null;
  /** Milliseconds from sending to the end of the answer. */
  readonly durationMs: number;
  /** Why the attempt failed; null when it did not. */
  readonly error: unknown;
}

/**
 * An attempt that failed and will be made again.
 *
 * @example
 * new Woes({ onRetry: ({ operation, waitMs, error }) => console.log(operation, waitMs, error) });
 */
export interface RetriedRequest extends SentRequest {
  /** Milliseconds until the next attempt. */
  readonly waitMs: number;
  /** Why the attempt failed: a `WoesError` or a `WoesConnectionError`. */
  readonly error: unknown;
}

/**
 * A call that has failed for good.
 *
 * @example
 * new Woes({ onError: ({ operation, attempts, error }) => console.error(operation, attempts, error) });
 */
export interface FailedCall {
  /** `conversations.messages.send` */
  readonly operation: string;
  /** How often it was sent; 0 when nothing was. */
  readonly attempts: number;
  /** Milliseconds over all attempts and waits. */
  readonly durationMs: number;
  /** Null for reads. */
  readonly idempotencyKey: string | null;
  /** Id of the last request that was answered, `req_…`; null when none was. */
  readonly requestId: string | null;
  /** What the call rejects with. */
  readonly error: unknown;
}

/**
 * What watches the calls of a client. Hooks are told, and not asked: what they return is not waited for, and one
 * that throws or rejects breaks no call. They see no credential, no input and no answer. Streams have none; what
 * happens to them is told to the log.
 *
 * @example
 * const woes = new Woes({
 *   onResponse: ({ operation, status, durationMs }) => console.log(operation, status, durationMs),
 *   onRetry: ({ operation, attempt, waitMs }) => console.log(operation, attempt, waitMs),
 *   onError: ({ operation, requestId, error }) => console.error(operation, requestId, error),
 * });
 */
export interface Hooks {
  /** Called before each attempt. */
  onRequest?: ((request: SentRequest) => void) | undefined;
  /** Called after each attempt, also when it failed. */
  onResponse?: ((response: ReceivedResponse) => void) | undefined;
  /** Called before the wait for another attempt. */
  onRetry?: ((retry: RetriedRequest) => void) | undefined;
  /** Called once for each call that fails, also when nobody waits for its promise. */
  onError?: ((failure: FailedCall) => void) | undefined;
}

/** Hooks that are all there and can do no harm. */
export type HarmlessHooks = { readonly [Name in keyof Hooks]-?: NonNullable<Hooks[Name]> };

export function harmlessHooks(hooks: Hooks, log: Log): HarmlessHooks {
  const { onRequest, onResponse, onRetry, onError } = hooks;
  return {
    onRequest: harmless('onRequest', onRequest, log),
    onResponse: harmless('onResponse', onResponse, log),
    onRetry: harmless('onRetry', onRetry, log),
    onError: harmless('onError', onError, log),
  };
}

function harmless<T>(name: string, hook: ((about: T) => unknown) | undefined, log: Log): (about: T) => void {
  const failed = (error: unknown) =>
    log.warn('woes: a hook failed', { hook: name, reason: error instanceof Error ? error : String(error) });
  return (about) => {
    try {
      const answer = hook?.(about);
      if (typeof (answer as PromiseLike<unknown> | undefined)?.then === 'function')
        Promise.resolve(answer).catch(failed);
    } catch (error) {
      failed(error);
    }
  };
}
