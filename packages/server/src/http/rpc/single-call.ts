import { type AnyRouter, getErrorShape, TRPCError } from '@trpc/server';
import { type Entry, operationsOf } from '../../rpc/catalogue.ts';
import type { Context } from '../../rpc/context.ts';
import { compileEncoder } from '../../rpc/date-paths.ts';
import { problemOf } from '../../rpc/problem-of.ts';
import type { Invocation } from '../../rpc/run.ts';
import { decodeInput } from '../../rpc/superjson.ts';
import { problemHeaders, replyHeaders } from '../reply-headers.ts';

/** One call by one request: what nearly all requests are. */
export interface SingleCall {
  readonly entry: Entry;
  answer(context: Context, input: unknown): Promise<Response>;
}

/**
 * Answers single calls without the fetch adapter, which makes a URL, a request and an abort signal of each and
 * cost a quarter of a read. The wire is tRPC's own; batches and subscriptions stay with its adapter.
 */
export function singleCalls(router: AnyRouter): Map<string, SingleCall> {
  const procedures = router._def.procedures as Record<string, (invocation: Invocation) => Promise<unknown>>;
  const { _config: config } = router._def;
  const calls = new Map<string, SingleCall>();
  for (const entry of operationsOf(router)) {
    if (entry.kind === 'subscription') continue;
    const procedure = procedures[entry.name]!;
    const encode = compileEncoder(entry.operation.output);
    const answer: SingleCall['answer'] = async (context, input) => {
      try {
        const output = await procedure({
          ctx: context,
          path: entry.name,
          getRawInput: async () => decodeInput(input),
        });
        return respond(200, `{"result":{"data":${encode(output)}}}`, replyHeaders(context));
      } catch (error) {
        return refuse(context, entry, error);
      }
    };
    calls.set(entry.name, { entry, answer });
  }

  function refuse(context: Context, { name, kind }: Entry, thrown: unknown): Response {
    const error =
      thrown instanceof TRPCError ? thrown : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: thrown });
    const shape = getErrorShape({ config, error, type: kind, path: name, input: undefined, ctx: context });
    const problem = problemOf(error).toProblem(context.request.id);
    const headers = { ...replyHeaders(context), ...problemHeaders(problem) };
    return respond(problem.status, JSON.stringify({ error: { json: shape } }), headers);
  }
  return calls;
}

function respond(status: number, body: string, headers: Record<string, string>): Response {
  headers['Content-Type'] = 'application/json';
  return new Response(body, { status, headers });
}
