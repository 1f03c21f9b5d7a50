import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { attempt, type ClientRuntime, type Outcome } from './attempt.ts';
import type { WriteOptions } from './call.ts';
import { WoesTimeoutError } from './errors.ts';
import { mayRetry, waitMs } from './failures.ts';
import type { AppRouter } from './generated/router.ts';
import { linkAbort } from './linked-abort.ts';
import { lowerCased, type SentRequest, type Settings } from './options.ts';
import { pause, type Runtime } from './runtime.ts';

/** What a call learns beside its answer. */
export interface Exchange {
  response: Response | null;
  error: unknown;
}

const exchangeKey: unique symbol = Symbol('exchange');
type CallContext = WriteOptions & { [exchangeKey]?: Exchange };

/** The context by which a call tells the link how it is to be sent, and gets back what came with the answer. */
export const callContext = (options: WriteOptions, exchange: Exchange): Record<string, unknown> =>
  ({ ...options, [exchangeKey]: exchange }) as Record<string, unknown>;

/**
 * The end of tRPC's chain: sends a call, and sends it again while that may help. A write keeps its idempotency
 * key over all attempts.
 */
export function sendLink(settings: Settings, runtime: Runtime): TRPCLink<AppRouter> {
  return (clientRuntime) =>
    ({ op }) =>
      observable((observer) => {
        const unsubscribed = new AbortController();
        const exchange = (op.context as CallContext)[exchangeKey];
        send({ settings, runtime, clientRuntime, op, unsubscribed: unsubscribed.signal }).then(
          ({ response, envelope, error, rpcError }) => {
            if (exchange) Object.assign(exchange, { response, error });
            if (!envelope) return observer.error(rpcError ?? TRPCClientError.from(error as Error));
            observer.next(envelope as never);
            observer.complete();
          },
          (mistake: unknown) => {
            if (exchange) exchange.error = mistake;
            observer.error(TRPCClientError.from(mistake as Error));
          },
        );
        return () => unsubscribed.abort();
      });
}

interface Call {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly clientRuntime: ClientRuntime;
  readonly op: Operation;
  readonly unsubscribed: AbortSignal;
}

/** How the last attempt ended is how the call ended. Rejects when there is nothing that could be sent. */
async function send({ settings, runtime, clientRuntime, op, unsubscribed }: Call): Promise<Outcome> {
  const options = op.context as CallContext;
  const maxRetries = options.maxRetries ?? settings.maxRetries;
  const timeoutMs = options.timeoutMs ?? settings.timeoutMs;
  const totalMs = options.totalTimeoutMs ?? settings.totalTimeoutMs;
  const idempotencyKey = op.type === 'mutation' ? (options.idempotencyKey ?? crypto.randomUUID()) : null;
  const headers = {
    ...settings.headers(),
    ...lowerCased(options.headers),
    ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
  };
  // Throws for values that no header can have, which are a mistake of the caller and no fault of the line.
  new Headers(headers);
  const request: Omit<SentRequest, 'attempt'> = {
    operation: op.path,
    method: op.type === 'mutation' ? 'POST' : 'GET',
    url: `${settings.baseUrl}/api/trpc/${op.path}`,
    idempotencyKey,
  };

  const whole = linkAbort(op.signal, unsubscribed);
  const ends = totalMs === null ? Number.POSITIVE_INFINITY : runtime.now() + totalMs;
  const stopTimer =
    totalMs === null
      ? () => undefined
      : runtime.after(totalMs, () =>
          whole.abort(
            new WoesTimeoutError(`No answer to ${op.path} in ${totalMs} ms in all.`, totalMs, false),
          ),
        );
  try {
    for (let failures = 0; ; failures++) {
      const outcome = await attempt({
        settings,
        runtime,
        clientRuntime,
        op,
        request: { ...request, attempt: failures + 1 },
        headers,
        timeoutMs,
        signal: whole.signal,
      });
      if (outcome.envelope || whole.signal.aborted) return outcome;
      if (failures >= maxRetries || !mayRetry(outcome.error)) return outcome;
      const wait = waitMs(outcome.error, failures, runtime.random());
      if (wait === null || runtime.now() + wait >= ends) return outcome;
      settings.logger.warn?.('woes: sending again', {
        operation: op.path,
        attempt: failures + 1,
        waitMs: Math.round(wait),
        reason: (outcome.error as Error).message,
      });
      const interrupted = await pause(runtime, wait, whole.signal).then(
        () => null,
        (reason: unknown) => ({ reason }),
      );
      if (interrupted) return { ...outcome, error: interrupted.reason, rpcError: null };
    }
  } finally {
    stopTimer();
    whole.release();
  }
}
