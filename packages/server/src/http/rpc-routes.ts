import type { AnyRouter } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { ProblemError } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import type { Context, RequestInfo } from '../rpc/context.ts';
import type { DoorContext } from './bindings.ts';
import { isJson, parseJson, readText } from './body.ts';
import { replyHeaders } from './reply-headers.ts';
import { requestContext } from './request-context.ts';
import { problemResponse } from './rest/routes.ts';

const batchMax = 20;

/** tRPC's own door. What its adapter would let through unbounded, bodies and batches, is bounded here. */
export function rpcHandler(
  services: Services,
  endpoint: string,
  router: AnyRouter,
  surface: RequestInfo['surface'],
) {
  return async (c: DoorContext): Promise<Response> => {
    const { incoming } = c.env;
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    const isBatch = url.searchParams.has('batch');
    const batchSize = isBatch
      ? decodeURIComponent(url.pathname.slice(endpoint.length + 1)).split(',').length
      : 1;
    let context: Context;
    try {
      context = requestContext(services, incoming, 'rpc', surface, batchSize);
    } catch (error) {
      delete incoming.headers['idempotency-key'];
      return problemResponse(requestContext(services, incoming, 'rpc', surface), error as ProblemError);
    }
    if (batchSize > batchMax)
      return problemResponse(
        context,
        new ProblemError('batch_too_large', `A batch holds ${batchMax} calls at most.`),
      );
    let body: string | undefined;
    if (incoming.method === 'POST') {
      try {
        body = await readText(incoming);
        if (body !== '') {
          if (!isJson(incoming.headers['content-type'])) throw new ProblemError('unsupported_media_type');
          parseJson(body);
        }
      } catch (error) {
        return problemResponse(context, error as ProblemError);
      }
    }
    const headers = new Headers();
    for (const name of ['content-type', 'accept', 'trpc-accept', 'last-event-id', 'x-trpc-source'] as const) {
      const value = incoming.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    const abort = new AbortController();
    c.env.outgoing.once('close', () => abort.abort());
    return fetchRequestHandler({
      endpoint,
      router,
      req: new Request(url, {
        method: incoming.method ?? 'GET',
        headers,
        signal: abort.signal,
        ...(body === undefined ? {} : { body }),
      }),
      createContext: () => context,
      responseMeta: () => ({ headers: new Headers(replyHeaders(context)) }),
    });
  };
}
