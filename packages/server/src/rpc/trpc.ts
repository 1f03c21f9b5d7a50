import { initTRPC } from '@trpc/server';
import type { Operation } from '../contract/operation.ts';
import type { Context } from './context.ts';
import { problemOf } from './problem-of.ts';
import { transformer } from './superjson.ts';

/** What every procedure declares. `openapi` is the same again in the words of the document's generator. */
export interface Meta {
  readonly operation: Operation;
  readonly openapi: {
    readonly method: string;
    readonly path: `/${string}`;
    readonly summary: string;
    readonly description: string;
  };
}

export const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer,
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const problem = problemOf(error).toProblem(ctx?.request.id ?? 'req_unknown');
      return { code: shape.code, message: problem.detail, data: { problem, httpStatus: problem.status } };
    },
  });
