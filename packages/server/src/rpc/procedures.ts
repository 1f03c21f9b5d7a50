import type { TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { Operation } from '../contract/operation.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { Call, Context } from './context.ts';
import type { Follow } from './follow.ts';
import { iterate } from './iterate.ts';
import { authenticate } from './middleware/authenticate.ts';
import { authorize } from './middleware/authorize.ts';
import { limit } from './middleware/limit.ts';
import { observe } from './middleware/observe.ts';
import { readTransaction, unitOfWork } from './middleware/unit-of-work.ts';
import { type Meta, t } from './trpc.ts';

/** The one order in which every call is treated. */
const base = t.procedure.use(observe).use(authenticate).use(authorize).use(limit);

type Verb<I, O> = (call: Call, input: I) => O | Promise<O>;

interface Types<I extends z.ZodType, O extends z.ZodType> {
  meta: Meta;
  input: z.input<I>;
  output: z.output<O>;
}

const metaOf = (operation: Operation): Meta => {
  const [method = '', path = ''] = operation.rest.split(' ');
  return {
    operation,
    openapi: {
      method,
      path: path as `/${string}`,
      summary: operation.summary,
      description: operation.description,
    },
  };
};

interface ResolverOptions {
  ctx: unknown;
  input: unknown;
}

// The builder's types cannot follow generic schemas, and a procedure's own type says all that callers see of it.
const callOf = (options: ResolverOptions) => options.ctx as { call: Call; replay?: { value: unknown } };

/** A procedure that reads. */
export function read<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, z.input<O>>,
): TRPCQueryProcedure<Types<I, O>> {
  return base
    .meta(metaOf(operation))
    .input(operation.input)
    .use(readTransaction)
    .output(operation.output)
    .query(
      (options: ResolverOptions) => verb(callOf(options).call, options.input as z.output<I>) as never,
    ) as never;
}

/** A procedure that changes something: one transaction, one answer per idempotency key. */
export function write<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, z.input<O>>,
): TRPCMutationProcedure<Types<I, O>> {
  return base
    .meta(metaOf(operation))
    .input(operation.input)
    .use(unitOfWork)
    .output(operation.output)
    .mutation((options: ResolverOptions) => {
      const { call, replay } = callOf(options);
      return (replay ? replay.value : verb(call, options.input as z.output<I>)) as never;
    }) as never;
}

/**
 * A procedure that goes on. Its verb says what may be followed; REST carries that out as server-sent events, and
 * here it becomes an iterable for tRPC.
 */
export function follow<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, Follow<z.input<O>>>,
): TRPCSubscriptionProcedure<{ meta: Meta; input: z.input<I>; output: AsyncIterable<z.output<O>> }> {
  return base
    .meta(metaOf(operation))
    .input(operation.input)
    .subscription(async (options: ResolverOptions & { signal?: AbortSignal | undefined }) => {
      const { call } = callOf(options);
      const following = await inTransaction(call.services.engine, call.workspaceId, 'read', async () =>
        verb(call, options.input as z.output<I>),
      );
      if ((options.ctx as Context).request.door === 'rest') return following as never;
      return iterate(call.services, following, options.signal ?? new AbortController().signal) as never;
    }) as never;
}
