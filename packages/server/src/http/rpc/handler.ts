import type { ServerResponse } from 'node:http';
import type { AnyRouter } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { sizes } from '../../contract/sizes.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { operationsOf } from '../../rpc/catalogue.ts';
import type { Context, RequestInfo } from '../../rpc/context.ts';
import { problemOf } from '../../rpc/problem-of.ts';
import type { DoorContext } from '../bindings.ts';
import { isJson, parseJson, readText } from '../body.ts';
import { problemHeaders, replyHeaders } from '../reply-headers.ts';
import { requestContext } from '../request-context.ts';
import { invalid } from '../rest/decode.ts';
import { uncheckedIfMatch } from '../rest/if-match.ts';
import { problemResponse } from '../rest/routes.ts';
import { Streams } from '../stream/streams.ts';
import { untilClosed } from '../until-closed.ts';
import { singleCalls } from './single-call.ts';

const batchMax = sizes.batchCalls;

/** tRPC's door. What its adapter would let through unbounded, bodies and batches, is bounded here. */
export function rpcHandler(
  services: Services,
  endpoint: string,
  router: AnyRouter,
  surface: RequestInfo['surface'],
) {
  const singles = singleCalls(router);
  const subscriptions = new Set(
    operationsOf(router).flatMap(({ kind, name }) => (kind === 'subscription' ? [name] : [])),
  );

  return async (c: DoorContext): Promise<Response> => {
    const { incoming } = c.env;
    const { path, query } = split(incoming.url ?? '/', endpoint);
    const isBatch = query?.has('batch') ?? false;
    const batchSize = isBatch ? decodeURIComponent(path).split(',').length : 1;
    let context: Context;
    try {
      context = requestContext(services, incoming, 'rpc', surface, batchSize);
    } catch (error) {
      delete incoming.headers['idempotency-key'];
      return problemResponse(requestContext(services, incoming, 'rpc', surface), problemOf(error));
    }
    try {
      if (incoming.headers['if-match'] !== undefined)
        throw invalid([uncheckedIfMatch('RPC takes the version as `expectedVersion`.')]);
      if (batchSize > batchMax)
        throw new ProblemError('batch_too_large', `A batch holds ${batchMax} calls at most.`);
      const body = incoming.method === 'POST' ? await readBody(c) : undefined;
      const single = isBatch ? undefined : singles.get(path);
      if (single && incoming.method === (single.entry.kind === 'query' ? 'GET' : 'POST'))
        return await single.answer(context, body ? body.value : parseInput(query?.get('input')));
      const closed = untilClosed(c.env.outgoing as ServerResponse);
      if (!isBatch && subscriptions.has(path)) comeBackLater(services, c, closed);
      return await adapter(c, context, body?.text, closed);
    } catch (error) {
      return problemResponse(context, problemOf(error));
    }
  };

  function adapter(
    c: DoorContext,
    context: Context,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    const { incoming } = c.env;
    const headers = new Headers();
    for (const name of ['content-type', 'accept', 'trpc-accept', 'x-trpc-source'] as const) {
      const value = incoming.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    return fetchRequestHandler({
      endpoint,
      router,
      req: new Request(url, {
        method: incoming.method ?? 'GET',
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
      }),
      createContext: () => context,
      responseMeta: ({ errors }) => {
        const [error] = errors;
        const more = error ? problemHeaders(problemOf(error).toProblem(context.request.id)) : {};
        return { headers: new Headers({ ...replyHeaders(context), ...more }) };
      },
    });
  }
}

/** tRPC has no word for a server that ends: its client comes back when the connection is gone. */
function comeBackLater(services: Services, { env: { outgoing } }: DoorContext, closed: AbortSignal): void {
  const reconnect = () => void (outgoing as ServerResponse).destroy();
  const forget = Streams.of(services).add({ ping: () => undefined, reconnect });
  if (closed.aborted) forget();
  else closed.addEventListener('abort', forget, { once: true });
}

const parseInput = (text: string | null | undefined) => (text ? parseJson(text) : undefined);

/** The body as text, for tRPC's adapter, and parsed, for us. */
async function readBody(c: DoorContext): Promise<{ text: string; value: unknown }> {
  const { incoming } = c.env;
  const text = await readText(incoming);
  if (text === '') return { text, value: undefined };
  if (!isJson(incoming.headers['content-type'])) throw new ProblemError('unsupported_media_type');
  return { text, value: parseJson(text) };
}

function split(url: string, endpoint: string): { path: string; query: URLSearchParams | null } {
  const mark = url.indexOf('?');
  const path = url.slice(endpoint.length + 1, mark < 0 ? undefined : mark);
  return { path, query: mark < 0 ? null : new URLSearchParams(url.slice(mark + 1)) };
}
