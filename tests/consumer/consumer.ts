import {
  type ApiPromise,
  type AppRouter,
  type Conversation,
  type ErrorCode,
  type Event,
  isWoesError,
  type ListPromise,
  Woes,
  WoesConnectionError,
  type WoesError,
  type WoesOptions,
} from '@woes/sdk';

// Compiled as a module and as CommonJS by every supported compiler, with the libraries checked too.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const proven = <T extends true>(_?: T): void => undefined;

export const options: WoesOptions = { apiKey: process.env.WOES_API_KEY, baseUrl: 'http://127.0.0.1:4000' };
export const woes = new Woes(options);

export async function types(): Promise<void> {
  const conversation = await woes.conversations.create(
    { customer: { externalId: 'user_8841' }, channelId: 'chn_1' },
    { idempotencyKey: 'ticket-7', timeoutMs: 5000 },
  );
  proven<Equal<typeof conversation, Conversation>>();
  proven<Equal<typeof conversation.id, `conv_${string}`>>();
  proven<Equal<typeof conversation.createdAt, Date>>();
  proven<Equal<typeof conversation.resolvedAt, Date | null>>();

  const list = woes.conversations.list({ state: ['new'] });
  proven<typeof list extends ListPromise<Conversation, infer _> ? true : false>();
  for await (const each of list) proven<Equal<typeof each, Conversation>>();
  const page = await list;
  proven<Equal<typeof page.nextCursor, string | null>>();

  for await (const event of woes.events.stream({ types: ['message.*'] })) {
    proven<Equal<typeof event, Event>>();
    if (event.occurredAt.getTime() > 0) break;
  }

  const { data, headers, requestId } = await woes.workspaces.get().withResponse();
  proven<Equal<typeof data.createdAt, Date>>();
  proven<Equal<typeof requestId, string | null>>();
  headers.get('ratelimit');
  const response: Response = await woes.workspaces.get().asResponse();
  proven<Equal<Awaited<ReturnType<typeof response.text>>, string>>();

  const raw = await woes.trpc.conversations.get.query({ id: 'ref:1' });
  proven<Equal<typeof raw, Conversation>>();

  const promise: Promise<Conversation> = woes.conversations.get({ id: 'ref:1' });
  const all = await Promise.all([promise, woes.workspaces.get()]);
  proven<Equal<(typeof all)[0], Conversation>>();
}

export async function mistakes(): Promise<void> {
  // @ts-expect-error a conversation needs a customer
  await woes.conversations.create({ channelId: 'chn_1' });
  // @ts-expect-error the id of a message is no id of a channel
  await woes.channels.get({ id: 'msg_1' });
  // @ts-expect-error there is no such field
  await woes.customers.upsert({ externalId: 'a', nick: 'b' });
  // @ts-expect-error there is no such state
  await woes.conversations.list({ state: ['closed'] });
  // @ts-expect-error reads have no idempotency key
  await woes.workspaces.get({ idempotencyKey: 'a' });
  // @ts-expect-error there is no such code
  isWoesError(null, 'not_there');
}

export function errors(error: unknown): ErrorCode | null {
  if (isWoesError(error, 'version_conflict')) {
    proven<Equal<typeof error.code, 'version_conflict'>>();
    proven<Equal<typeof error.metadata.currentVersion, number>>();
    return error.code;
  }
  if (isWoesError(error) && error.code === 'illegal_transition')
    proven<Equal<typeof error.metadata.allowedTransitions, string[]>>();
  if (isWoesError(error, 'internal_error')) proven<Equal<typeof error.metadata, Record<string, unknown>>>();
  if (error instanceof WoesConnectionError) return null;
  return isWoesError(error) ? (error satisfies WoesError).code : null;
}

export type { ApiPromise, AppRouter };
