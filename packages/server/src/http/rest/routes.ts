import type { ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { type Entry, operationsOf } from '../../rpc/catalogue.ts';
import type { Context, RequestInfo } from '../../rpc/context.ts';
import type { Following } from '../../rpc/follow.ts';
import { invalidInput, type Locate, problemOf } from '../../rpc/problem-of.ts';
import type { Invocation } from '../../rpc/run.ts';
import type { Door, DoorContext } from '../bindings.ts';
import { problemHeaders, replyHeaders } from '../reply-headers.ts';
import { requestContext } from '../request-context.ts';
import { sendStream } from '../stream/send-stream.ts';
import { untilClosed } from '../until-closed.ts';
import { fixedPaths, methodNotAllowed } from './allowed-methods.ts';
import { compileDecoder } from './decode.ts';

interface Mounted {
  /** Path prefix, `/api/v1`. */
  base: string;
  surface: RequestInfo['surface'];
  router: Parameters<typeof operationsOf>[0];
}

type Procedures = Record<string, (invocation: Invocation) => Promise<unknown>>;

/** The same procedures as plain REST: decoded, called, and encoded by what each operation declares. */
export function restRoutes(services: Services, { base, surface, router }: Mounted): Hono<Door> {
  const app = new Hono<Door>();
  const entries = operationsOf(router).sort(byParameters);
  const fixed = fixedPaths(base, router);

  for (const entry of entries) {
    const [method = '', path = ''] = entry.operation.rest.split(' ');
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    const answer = endpoint(services, entry, surface, router._def.procedures as Procedures, base, entries);
    app.on(method, pattern, path.includes('{') ? unlessFixed(services, surface, fixed, answer) : answer);
  }
  return app;
}

type Answer = (c: DoorContext) => Promise<Response>;

/** What is a path of its own is no id: a method that it does not take is refused, not tried on the object of that name. */
const unlessFixed =
  (
    services: Services,
    surface: RequestInfo['surface'],
    fixed: ReadonlyMap<string, readonly string[]>,
    answer: Answer,
  ): Answer =>
  async (c) => {
    const methods = fixed.get(c.req.path);
    if (!methods) return answer(c);
    const { refusal, allow } = methodNotAllowed(methods);
    const context = requestContext(services, c.env.incoming, 'rest', surface);
    return problemResponse(context, refusal, { Allow: allow });
  };

/** Fixed paths come before those with parameters, which would swallow them. */
const byParameters = (a: Entry, b: Entry) =>
  a.operation.rest.split('{').length - b.operation.rest.split('{').length;

function endpoint(
  services: Services,
  entry: Entry,
  surface: RequestInfo['surface'],
  procedures: Procedures,
  base: string,
  entries: Entry[],
) {
  const { operation, name, kind } = entry;
  const procedure = procedures[name]!;
  const { decode, locate } = compileDecoder(operation, kind === 'subscription');
  const status = operation.status ?? 200;
  const locationOf = created(entry, base, entries);
  const isList =
    kind === 'query' && operation.output instanceof z.ZodObject && 'nextCursor' in operation.output.shape;

  return async (c: DoorContext): Promise<Response> => {
    let context: Context | null = null;
    try {
      context = requestContext(services, c.env.incoming, 'rest', surface);
      // The input is read when the procedure asks for it: after it knows who is calling.
      const signal = kind === 'subscription' ? untilClosed(c.env.outgoing as ServerResponse) : undefined;
      const output = await procedure({ ctx: context, path: name, signal, getRawInput: () => decode(c) });
      if (kind === 'subscription') return sendStream(context, c, output as Following<unknown>);
      const headers = replyHeaders(context);
      if (status === 204) return new Response(null, { status, headers });
      headers['Content-Type'] = 'application/json';
      const { version, id, nextCursor } = output as {
        version?: number;
        id?: string;
        nextCursor?: string | null;
      };
      if (version !== undefined) headers.ETag = `"${version}"`;
      if (status === 201 && locationOf && id) headers.Location = locationOf(id);
      if (isList && nextCursor)
        headers.Link = [headers.Link, `<${nextPage(c.env.incoming.url ?? '', nextCursor)}>; rel="next"`]
          .filter(Boolean)
          .join(', ');
      return new Response(JSON.stringify(output), { status, headers });
    } catch (error) {
      return problemResponse(context ?? contextOf(services, c, surface), located(error, locate));
    }
  };
}

/** `Location` of what was created, where there is an operation that reads it. */
function created({ operation }: Entry, base: string, entries: Entry[]): ((id: string) => string) | null {
  const [, path = ''] = operation.rest.split(' ');
  const readable = entries.some(
    (entry) => entry.operation.rest.replace(/\{\w+\}$/, '{id}') === `GET ${path}/{id}`,
  );
  return readable ? (id) => `${base}${path}/${id}` : null;
}

function nextPage(url: string, cursor: string): string {
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', cursor);
  return next.pathname + next.search;
}

/** The idempotency key may be what made the context fail. */
function contextOf(services: Services, c: DoorContext, surface: RequestInfo['surface']): Context {
  delete c.env.incoming.headers['idempotency-key'];
  return requestContext(services, c.env.incoming, 'rest', surface);
}

/** Field problems say where in the request the field stood. */
function located(error: unknown, locate: Locate): ProblemError {
  if (error instanceof TRPCError && error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError)
    return invalidInput(error.cause, locate);
  return problemOf(error);
}

export function problemResponse(
  context: Context,
  error: ProblemError,
  more: Record<string, string> = {},
): Response {
  const problem = error.toProblem(context.request.id);
  if (problem.status >= 500 && error.code === 'internal_error')
    context.services.log.error(
      { requestId: context.request.id, code: problem.code, err: error.cause },
      'request failed',
    );
  const headers = {
    ...replyHeaders(context),
    ...problemHeaders(problem),
    ...more,
    'Content-Type': 'application/problem+json',
  };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
