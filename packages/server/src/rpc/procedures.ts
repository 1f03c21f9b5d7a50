import type { TRPCMutationProcedure, TRPCQueryProcedure, TRPCSubscriptionProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { Operation } from '../contract/operation.ts';
import { inReadingTransaction, inTransaction } from '../platform/db/index.ts';
import { readBounds } from '../platform/events/read.ts';
import type { Call } from './context.ts';
import { type Follow, inEdition } from './follow.ts';
import { iterate } from './iterate.ts';
import { type Invocation, run } from './run.ts';
import { parseOutput } from './stages/parse.ts';
import { unitOfWork } from './stages/unit-of-work.ts';
import { type Meta, t } from './trpc.ts';

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

/**
 * A procedure whose definition is tRPC's, for its types and for what walks the router, and whose call is ours.
 */
function procedure(
  kind: 'query' | 'mutation' | 'subscription',
  operation: Operation,
  invoke: (invocation: Invocation) => Promise<unknown>,
): never {
  const builder = t.procedure.meta(metaOf(operation)).input(operation.input);
  const unused = () => undefined as never;
  const defined =
    kind === 'subscription'
      ? builder.subscription(unused)
      : kind === 'query'
        ? builder.output(operation.output).query(unused)
        : builder.output(operation.output).mutation(unused);
  return Object.assign(invoke, { _def: defined._def, meta: defined.meta }) as never;
}

/** A procedure that reads: one transaction that cannot write unless it asks to, opened with its first statement. */
export function read<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, z.input<O>>,
): TRPCQueryProcedure<Types<I, O>> {
  return procedure('query', operation, (invocation) =>
    run('query', operation, invocation, async ({ call, input }) => {
      const answer = await inReadingTransaction(call.services.engine, call.workspaceId, async () =>
        verb(call, input as z.output<I>),
      );
      return parseOutput(operation.output, answer);
    }),
  );
}

/** Runs a part of a call in a transaction of its own. */
export type Part = <T>(mode: 'read' | 'write', work: () => Promise<T>) => Promise<T>;

/**
 * A procedure that asks somebody outside in between: no transaction is held while it waits. What it writes is only
 * a memory of what it was told.
 */
export function readInParts<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: (call: Call, input: z.output<I>, part: Part) => Promise<z.input<O>>,
): TRPCQueryProcedure<Types<I, O>> {
  return procedure('query', operation, (invocation) =>
    run('query', operation, invocation, async ({ call, input }) => {
      const part: Part = (mode, work) => inTransaction(call.services.engine, call.workspaceId, mode, work);
      return parseOutput(operation.output, await verb(call, input as z.output<I>, part));
    }),
  );
}

/** A procedure that changes something: one transaction, one answer per idempotency key. */
export function write<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, z.input<O>>,
): TRPCMutationProcedure<Types<I, O>> {
  return procedure('mutation', operation, (invocation) =>
    run('mutation', operation, invocation, ({ call, outbox, input }) =>
      unitOfWork({
        context: invocation.ctx,
        call,
        outbox,
        operation,
        path: invocation.path,
        input,
        effect: async () => parseOutput(operation.output, await verb(call, input as z.output<I>)),
      }),
    ),
  );
}

/**
 * A procedure that goes on. Its verb says what may be followed; REST carries that out as server-sent events, and
 * here it becomes an iterable for tRPC.
 */
export function follow<I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<I, O>,
  verb: Verb<z.output<I>, Follow<z.input<O>>>,
): TRPCSubscriptionProcedure<{ meta: Meta; input: z.input<I>; output: AsyncIterable<z.output<O>> }> {
  return procedure('subscription', operation, (invocation) =>
    run('subscription', operation, invocation, async ({ call, input }) => {
      const following = await inReadingTransaction(call.services.engine, call.workspaceId, async () => {
        const asked = await verb(call, input as z.output<I>);
        const after = asked.after ?? (await readBounds(asked.workspaceId)).head;
        return { ...asked, after, principal: call.principal, access: operation.access };
      });
      const versioned = inEdition(following, invocation.ctx.reply.edition, invocation.path);
      if (invocation.ctx.request.door === 'rest') return versioned;
      return iterate(invocation.ctx, versioned, invocation.signal ?? new AbortController().signal);
    }),
  );
}
