import { TRPCError } from '@trpc/server';
import type { Operation } from '../contract/operation.ts';
import type { Leave } from '../platform/rate-limits/index.ts';
import { refuseSpan, traced } from '../platform/tracing.ts';
import type { Entry } from './catalogue.ts';
import type { Call, Context } from './context.ts';
import type { Outbox } from './outbox.ts';
import { problemOf } from './problem-of.ts';
import { authenticate } from './stages/authenticate.ts';
import { authorize } from './stages/authorize.ts';
import { admit } from './stages/limit.ts';
import { observe } from './stages/observe.ts';
import { parseInput } from './stages/parse.ts';
import { selectContract } from './stages/select-contract.ts';

/** How tRPC calls a procedure. */
export interface Invocation {
  readonly ctx: Context;
  readonly path: string;
  /** Aborts when nobody waits for the answer any more. Streams go on until then. */
  readonly signal?: AbortSignal | undefined;
  getRawInput(): Promise<unknown>;
}

/** What is left to do once it is known who calls, that they may, and what they ask. */
export interface Admitted {
  readonly call: Call;
  readonly outbox: Outbox;
  readonly input: unknown;
}

/**
 * The one order in which every call is treated. It stands here and not in a chain of tRPC's middleware, which
 * copies its options twice per stage and cost a fifth of a read.
 */
export async function run<T>(
  kind: Entry['kind'],
  operation: Operation,
  { ctx, path, signal, getRawInput }: Invocation,
  work: (admitted: Admitted) => Promise<T>,
): Promise<T> {
  const { request, services } = ctx;
  const attributes = {
    'rpc.system': 'woes',
    'rpc.method': path,
    'woes.door': request.door,
    'woes.request_id': request.id,
  };
  return traced(path, { traceparent: request.traceparent, attributes }, async (span) => {
    const observed = observe(ctx, path);
    let leave: Leave | null = null;
    try {
      const { call, outbox } = await authenticate(ctx, operation.access);
      const edition = selectContract(ctx, call.principal);
      authorize(services, operation.access, call.principal);
      const admitted = admit(ctx, call, kind, operation.cost);
      leave = admitted instanceof Promise ? await admitted : admitted;
      const input = await parseInput(
        operation,
        edition ? async () => edition.upgrade(path, await getRawInput()) : getRawInput,
      );
      const working = work({ call, outbox, input });
      if (kind !== 'subscription') {
        // What is given up goes on until it next looks, and holds its place until then.
        working.then(leave, leave);
        leave = null;
      }
      const answer = await (kind === 'subscription'
        ? working
        : call.deadline.limit(services.config.requestTimeoutMs, working));
      if (leave && signal && !signal.aborted) {
        // A stream holds its place for as long as its door is open.
        signal.addEventListener('abort', leave, { once: true });
        leave = null;
      }
      observed.answered(call.principal);
      return edition && kind !== 'subscription' ? (edition.downgrade(path, answer) as T) : answer;
    } catch (error) {
      const { code, status } = observed.refused(error);
      refuseSpan(span, code, status);
      throw error instanceof TRPCError ? error : asRpcError(error);
    } finally {
      leave?.();
    }
  });
}

const rpcCodes: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** Our problem as tRPC carries it: only its own errors keep their code. */
function asRpcError(error: unknown): TRPCError {
  const problem = problemOf(error);
  return new TRPCError({
    code: rpcCodes[problem.status] ?? 'INTERNAL_SERVER_ERROR',
    message: problem.message,
    cause: problem,
  });
}
