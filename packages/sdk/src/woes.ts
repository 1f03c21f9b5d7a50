import { createTRPCClientProxy, createTRPCUntypedClient, type TRPCClient } from '@trpc/client';
import { createCaller } from './caller.ts';
import { Resources } from './generated/resources.ts';
import type { AppRouter } from './generated/router.ts';
import { settingsOf, type WoesOptions } from './options.ts';
import { type Runtime, systemRuntime } from './runtime.ts';
import { sendLink } from './send.ts';
import { streamLink } from './stream-link.ts';

/**
 * The API of one workspace, with one method per operation.
 *
 * Each call rejects with a `WoesError` when the API refuses it, with a `WoesConnectionError` or
 * `WoesTimeoutError` when no answer came, and with the reason of its signal when it was given up.
 *
 * @throws {TypeError} when an option is missing or cannot be used.
 *
 * @example
 * const woes = new Woes({ apiKey: process.env.WOES_API_KEY, baseUrl: 'https://support.example.com' });
 *
 * const conversation = await woes.conversations.get({ id: 'ref:1042' });
 */
export class Woes extends Resources {
  /**
   * tRPC's own client over the same connection, with the same retries and keys. Refusals are `TRPCClientError`s
   * with the problem in `error.data.problem`. The `context` of a call takes `idempotencyKey`, `timeoutMs`,
   * `totalTimeoutMs`, `maxRetries` and `headers`.
   *
   * @example
   * const me = await woes.trpc.authentication.me.query({});
   */
  readonly trpc: TRPCClient<AppRouter>;

  /** @param runtime Clock, timers and chance; for tests. */
  constructor(options: WoesOptions = {}, runtime: Runtime = systemRuntime) {
    const settings = settingsOf(options);
    const client = createTRPCUntypedClient<AppRouter>({
      links: [streamLink(settings, runtime), sendLink(settings, runtime)],
    });
    super(createCaller(client, settings, runtime));
    this.trpc = createTRPCClientProxy<AppRouter>(client);
  }
}
