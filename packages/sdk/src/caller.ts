import type { TRPCUntypedClient } from '@trpc/client';
import { type Answer, ApiPromise } from './api-promise.ts';
import type { Caller, ReadOptions, WriteOptions } from './call.ts';
import { EventStream } from './event-stream.ts';
import type { AppRouter } from './generated/router.ts';
import { ListPromise } from './list-promise.ts';
import type { Settings } from './options.ts';
import type { Runtime } from './runtime.ts';
import { callContext, type Exchange } from './send.ts';

type Client = TRPCUntypedClient<AppRouter>;

/** What the generated methods call: answers as promises, refusals as the SDK's own errors. */
export function createCaller(client: Client, settings: Settings, runtime: Runtime): Caller {
  async function ask<T>(
    kind: 'query' | 'mutation',
    name: string,
    input: object,
    options: WriteOptions,
  ): Promise<Answer<T>> {
    const exchange: Exchange = { response: null, text: '', error: null };
    const { signal, ...more } = options;
    try {
      const data = (await client[kind](name, input, {
        context: callContext(more, exchange),
        ...(signal ? { signal } : {}),
      })) as T;
      const { status, headers } = exchange.response!;
      const requestId = headers.get('woes-request-id');
      return { parsed: { data, status, headers, requestId }, text: exchange.text };
    } catch (error) {
      throw exchange.error ?? error;
    }
  }

  const pages =
    (kind: 'query' | 'mutation') =>
    <Item, Page extends { data: Item[] }>(name: string, input: object = {}, options: ReadOptions = {}) =>
      new ListPromise<Item, Page>(
        ask<Page>(kind, name, input, options),
        async (more) => (await ask<Page>(kind, name, { ...input, ...more }, options)).parsed.data,
      );

  return {
    read: (name, input = {}, options = {}) => new ApiPromise(ask('query', name, input, options)),
    write: (name, input = {}, options = {}) => new ApiPromise(ask('mutation', name, input, options)),
    list: pages('query'),
    search: pages('mutation'),
    stream: (source, input = {}, options = {}) => new EventStream(settings, runtime, source, input, options),
  };
}
