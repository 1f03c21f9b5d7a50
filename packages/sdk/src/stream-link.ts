import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { isWoesError } from './errors.ts';
import { EventStream } from './event-stream.ts';
import { streamSources } from './generated/resources.ts';
import type { AppRouter } from './generated/router.ts';
import type { Settings } from './options.ts';
import type { Runtime } from './runtime.ts';

/** Serves the subscriptions of tRPC's client from the same streams, since its own link cannot send headers. */
export function streamLink(settings: Settings, runtime: Runtime): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      if (op.type !== 'subscription') return next(op);
      return observable((observer) => {
        const source = streamSources[op.path];
        if (!source) throw new TypeError(`${op.path} is no stream.`);
        const options = op.signal ? { signal: op.signal } : {};
        const stream = new EventStream(settings, runtime, source, (op.input ?? {}) as object, options);
        const read = async () => {
          observer.next({ result: { type: 'started' } });
          for await (const event of stream) observer.next({ result: { type: 'data', data: event } });
          observer.complete();
        };
        read().catch((error: unknown) => observer.error(asRpcError(error)));
        return () => stream.close();
      });
    };
}

function asRpcError(error: unknown): TRPCClientError<AppRouter> {
  if (!isWoesError(error)) return TRPCClientError.from(error as Error);
  return TRPCClientError.from(
    {
      error: {
        code: -32_603,
        message: error.detail,
        data: { problem: error.problem, httpStatus: error.status },
      },
    } as never,
    { cause: error },
  );
}
