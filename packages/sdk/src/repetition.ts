import type { Operation } from '@trpc/client';
import { attempt, type ClientRuntime, type Outcome } from './attempt.ts';
import type { WriteOptions } from './call.ts';
import { isWoesError, WoesTimeoutError } from './errors.ts';
import { mayRetry, waitMs } from './failures.ts';
import type { SentRequest } from './hooks.ts';
import { linkAbort } from './linked-abort.ts';
import { lowerCased, type Settings } from './options.ts';
import type { Quota } from './quota.ts';
import { pause, type Runtime } from './runtime.ts';

/** One call over all its attempts. */
export class Repetition {
  readonly #settings: Settings;
  readonly #runtime: Runtime;
  readonly #quota: Quota;
  readonly #clientRuntime: ClientRuntime;
  readonly #op: Operation;
  readonly #idempotencyKey: string | null;
  /** How often the call was sent until now. */
  attempts = 0;

  constructor(
    settings: Settings,
    runtime: Runtime,
    quota: Quota,
    clientRuntime: ClientRuntime,
    op: Operation,
    idempotencyKey: string | null,
  ) {
    this.#settings = settings;
    this.#runtime = runtime;
    this.#quota = quota;
    this.#clientRuntime = clientRuntime;
    this.#op = op;
    this.#idempotencyKey = idempotencyKey;
  }

  /** How the last attempt ended is how the call ended. Rejects when there is nothing that could be sent. */
  async run(unsubscribed: AbortSignal): Promise<Outcome> {
    const settings = this.#settings;
    const runtime = this.#runtime;
    const op = this.#op;
    const options = op.context as WriteOptions;
    const { maxRetries = settings.maxRetries, timeoutMs = settings.timeoutMs } = options;
    const totalMs = options.totalTimeoutMs ?? settings.totalTimeoutMs;
    const headers = this.#headers(options);

    const whole = linkAbort(op.signal, unsubscribed);
    const endsAt = runtime.now() + (totalMs ?? Number.POSITIVE_INFINITY);
    const endInTime = () =>
      whole.abort(new WoesTimeoutError(`No answer to ${op.path} in ${totalMs} ms in all.`, totalMs!, false));
    const stopTimer = totalMs === null ? () => undefined : runtime.after(totalMs, endInTime);
    try {
      for (let failures = 0; ; failures++) {
        const waited = await this.#waitForQuota(endsAt, whole.signal);
        if (waited) return { response: null, text: '', envelope: null, rpcError: null, ...waited };
        const request = this.#request(failures + 1);
        if (!whole.signal.aborted) this.attempts = request.attempt;
        const outcome = await attempt({
          settings,
          runtime,
          clientRuntime: this.#clientRuntime,
          op,
          request,
          headers,
          timeoutMs,
          signal: whole.signal,
        });
        this.#learn(outcome);
        if (outcome.envelope || whole.signal.aborted) return outcome;
        if (failures >= maxRetries || !mayRetry(outcome.error)) return outcome;
        const wait = waitMs(outcome.error, failures, runtime.random());
        if (wait === null || runtime.now() + wait >= endsAt) return outcome;
        this.#tell(request, wait, outcome.error);
        const interrupted = await this.#pause(wait, whole.signal);
        if (interrupted) return { ...outcome, ...interrupted, rpcError: null };
      }
    } finally {
      stopTimer();
      whole.release();
    }
  }

  #headers(options: WriteOptions): Record<string, string> {
    const headers = {
      ...this.#settings.headers(),
      ...lowerCased(options.headers),
      ...(this.#idempotencyKey === null ? {} : { 'idempotency-key': this.#idempotencyKey }),
    };
    // Throws for values that no header can have, which are a mistake of the caller and no fault of the line.
    new Headers(headers);
    return headers;
  }

  #request(number: number): SentRequest {
    return {
      operation: this.#op.path,
      attempt: number,
      method: this.#op.type === 'mutation' ? 'POST' : 'GET',
      url: `${this.#settings.baseUrl}/api/trpc/${this.#op.path}`,
      idempotencyKey: this.#idempotencyKey,
    };
  }

  /** Null when the call may go, what ended it when it was cut short. */
  async #waitForQuota(endsAt: number, signal: AbortSignal): Promise<{ error: unknown } | null> {
    if (signal.aborted) return null;
    const wait = this.#quota.take(this.#op.type === 'mutation' ? 2 : 1);
    if (wait <= 0 || this.#runtime.now() + wait >= endsAt) return null;
    this.#settings.log.info('woes: waiting for the quota', {
      operation: this.#op.path,
      waitMs: Math.round(wait),
    });
    return this.#pause(wait, signal);
  }

  /** Null when the time has passed, the reason when it was cut short. */
  #pause(ms: number, signal: AbortSignal): Promise<{ error: unknown } | null> {
    return pause(this.#runtime, ms, signal).then(
      () => null,
      (error: unknown) => ({ error }),
    );
  }

  #learn({ response, error }: Outcome): void {
    if (!response) return;
    const refused = isWoesError(error, 'rate_limited') ? error.retryAfter : null;
    this.#quota.learn(response.headers, refused);
  }

  #tell(request: SentRequest, wait: number, error: unknown): void {
    const ms = Math.round(wait);
    this.#settings.log.warn('woes: sending again', {
      operation: request.operation,
      attempt: request.attempt,
      waitMs: ms,
      reason: error,
    });
    this.#settings.hooks.onRetry({ ...request, waitMs: ms, error });
  }
}
