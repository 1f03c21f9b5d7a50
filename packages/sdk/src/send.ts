import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { WriteOptions } from './call.ts';
import { isWoesError } from './errors.ts';
import type { AppRouter } from './generated/router.ts';
import type { Settings } from './options.ts';
import { Quota } from './quota.ts';
import { Repetition } from './repetition.ts';
import type { Runtime } from './runtime.ts';

/** What a call learns beside its answer. */
export interface Exchange {
  response: Response | null;
  text: string;
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
  const quota = new Quota(runtime, settings.maxQuotaWaitMs);
  return (clientRuntime) =>
    ({ op }) =>
      observable((observer) => {
        const unsubscribed = new AbortController();
        const exchange = (op.context as CallContext)[exchangeKey];
        const idempotencyKey =
          op.type === 'mutation' ? ((op.context as CallContext).idempotencyKey ?? crypto.randomUUID()) : null;
        const startedAt = runtime.now();
        const call = new Repetition(settings, runtime, quota, clientRuntime, op, idempotencyKey);
        const failed = (error: unknown, response: Response | null) => {
          const requestId = isWoesError(error)
            ? error.requestId
            : (response?.headers.get('woes-request-id') ?? null);
          const durationMs = runtime.now() - startedAt;
          const about = { operation: op.path, attempts: call.attempts, durationMs, requestId };
          logFailure(settings, about, error, op.signal?.aborted === true);
          settings.hooks.onError({ ...about, idempotencyKey, error });
        };
        call.run(unsubscribed.signal).then(
          ({ response, text, envelope, error, rpcError }) => {
            if (exchange) Object.assign(exchange, { response, text, error });
            if (envelope) {
              observer.next(envelope as never);
              return observer.complete();
            }
            failed(error, response);
            observer.error(rpcError ?? TRPCClientError.from(error as Error));
          },
          (mistake: unknown) => {
            if (exchange) exchange.error = mistake;
            failed(mistake, null);
            observer.error(TRPCClientError.from(mistake as Error));
          },
        );
        return () => unsubscribed.abort();
      });
}

/** A refusal is an answer like others, and giving up is a wish; that there was no answer is news. */
function logFailure({ log }: Settings, about: object, error: unknown, wasGivenUp: boolean): void {
  const isRefusal = isWoesError(error) && (error as { status: number }).status < 500;
  const fields = { ...about, reason: error instanceof Error ? error : String(error) };
  if (wasGivenUp) log.info('woes: the call was given up', fields);
  else if (isRefusal) log.info('woes: the call was refused', fields);
  else log.error('woes: the call failed', fields);
}
