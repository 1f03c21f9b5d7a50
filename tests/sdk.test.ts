import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  apiVersion,
  type ErrorMetadata,
  isWoesError,
  Woes,
  WoesConnectionError,
  type WoesError,
} from '@woes/sdk';
import { beforeAll, expect, test } from 'vitest';
import { readConfig } from '../packages/server/src/platform/config.ts';
import { mintKey } from '../packages/server/src/platform/keys/format.ts';
import { createWorkspace, type TestWorkspace } from '../packages/server/src/testing/index.ts';

let workspace: TestWorkspace;
let woes: Woes;

beforeAll(async () => {
  workspace = await createWorkspace();
  woes = clientOf(workspace.admin.key);
});

const clientOf = (apiKey: string, more: object = {}) =>
  new Woes({ apiKey, baseUrl: workspace.server.url, maxRetries: 0, ...more });

let asked = 0;
const start = (text = 'How do I skip to the next track?') =>
  woes.conversations.create({
    customer: { externalId: `sdk-${++asked}`, name: 'Mariah' },
    channelId: workspace.channelId as `chn_${string}`,
    firstMessage: { text },
  });

const refusal = (call: Promise<unknown>): Promise<WoesError> =>
  call.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (isWoesError(error) ? error : Promise.reject(error)),
  );

test('times come back as dates, at every depth', async () => {
  const conversation = await start();
  expect(conversation.createdAt).toBeInstanceOf(Date);
  expect(conversation.lastMessage?.at).toEqual(conversation.createdAt);
  expect(conversation.resolvedAt).toBeNull();
});

test('times are sent as dates', async () => {
  const { id } = await start();
  const sentAt = new Date('2026-01-02T03:04:05.678Z');
  const message = await woes.conversations.messages.send({
    conversationId: id,
    body: { text: 'By mail.' },
    sentAt,
  });
  expect(message.sentAt).toEqual(sentAt);
});

test('operations without input take their options first', async () => {
  const { data } = await woes.authentication.me({ headers: { 'x-trace': '1' } }).withResponse();
  expect(data.workspace.id).toBe(workspace.id);
});

test('an answer tells its status and the id of its request', async () => {
  const { data, status, requestId, headers } = await woes.workspaces.get().withResponse();
  expect(data.id).toBe(workspace.id);
  expect(status).toBe(200);
  expect(requestId).toMatch(/^req_/);
  expect(headers.get('woes-request-id')).toBe(requestId);
});

test('a list is one page when awaited and every item when iterated', async () => {
  const { id } = await start('1');
  for (const text of ['2', '3', '4', '5'])
    await woes.conversations.messages.send({ conversationId: id, body: { text } });
  const messages = () => woes.conversations.messages.list({ conversationId: id, limit: 2 });
  const page = await messages();
  expect(page.data).toHaveLength(2);
  expect(page.hasMore).toBe(true);
  const texts: string[] = [];
  for await (const message of messages()) texts.push(message.body.text);
  expect(texts).toEqual(['1', '2', '3', '4', '5']);
  const sizes: number[] = [];
  for await (const each of messages().pages()) sizes.push(each.data.length);
  expect(sizes).toEqual([2, 2, 1]);
  const three = await messages().toArray({ max: 3 });
  expect(three.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

test('the log of events is iterated by its sequence', async () => {
  await start();
  const events = await woes.events.list({ limit: 1 }).toArray({ max: 10 });
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, n) => n + 1));
  expect(events[0]!.occurredAt).toBeInstanceOf(Date);
});

test('a refusal carries all that the API says of it', async () => {
  const error = await refusal(woes.conversations.get({ id: 'ref:999999' }));
  expect(error).toMatchObject({
    name: 'WoesError',
    code: 'not_found',
    status: 404,
    retry: 'no',
    retryAfter: null,
    detail: 'There is no such conversation.',
    metadata: { resource: 'conversation' },
    errors: [],
  });
  expect(error.requestId).toMatch(/^req_/);
  expect(isWoesError(error, 'not_found')).toBe(true);
  expect(isWoesError(error, 'already_exists')).toBe(false);
});

test('every wrong field is named', async () => {
  const error = await refusal(
    woes.customers.upsert({ externalId: 'x', email: 'no address', wrong: 1 } as never),
  );
  expect(error.code).toBe('validation_failed');
  expect(error.errors.map(({ pointer, code }) => [pointer, code]).sort()).toEqual([
    ['/email', 'invalid_format'],
    ['/wrong', 'unknown_field'],
  ]);
});

test('a missing scope is named', async () => {
  const reader = await workspace.withScopes('customers:read');
  const error = await refusal(clientOf(reader.key).workspaces.get());
  expect(error).toMatchObject({ code: 'insufficient_scope', metadata: { missingScope: 'workspace:read' } });
});

test('what is refused before any procedure runs is a refusal like all others', async () => {
  const call = woes.channels.create({ type: 'api', name: 'Console' }, { idempotencyKey: 'two words' });
  expect(await refusal(call)).toMatchObject({ code: 'invalid_idempotency_key', status: 400 });
});

test('one idempotency key makes one change', async () => {
  const create = () =>
    woes.channels.create({ type: 'api', name: 'Console' }, { idempotencyKey: 'once-1' }).withResponse();
  const [first, second] = [await create(), await create()];
  expect(second.data).toEqual(first.data);
  expect(second.data.createdAt).toBeInstanceOf(Date);
  expect(second.headers.get('idempotent-replayed')).toBe('true');
});

test('calls without a key of their own are changes of their own', async () => {
  const create = () => woes.channels.create({ type: 'api', name: 'Console' });
  expect((await create()).id).not.toBe((await create()).id);
});

test('a write whose answer is cut off is made once, and its first answer comes back', async () => {
  const line = await unreliableLine(workspace.server.url);
  const keys: (string | null)[] = [];
  const client = clientOf(workspace.admin.key, {
    baseUrl: line.url,
    maxRetries: 1,
    onRequest: ({ idempotencyKey }: { idempotencyKey: string | null }) => keys.push(idempotencyKey),
  });
  const name = 'Cut off';
  const { data, headers } = await client.channels.create({ type: 'api', name }).withResponse();
  await line.stop();
  expect(headers.get('idempotent-replayed')).toBe('true');
  expect(keys).toEqual([keys[0], keys[0]]);
  const channels = await woes.channels.list({ limit: 100 }).toArray({ max: 1000 });
  expect(channels.filter((channel) => channel.name === name)).toEqual([data]);
});

/** A line to the server that breaks in the middle of the first answer. */
async function unreliableLine(target: string) {
  let whole = false;
  const line = createServer(async (incoming, outgoing) => {
    const body: Buffer[] = [];
    for await (const chunk of incoming) body.push(chunk);
    const { host: _, connection: __, ...headers } = incoming.headers as Record<string, string>;
    const answer = await fetch(target + incoming.url, {
      method: incoming.method!,
      headers,
      body: Buffer.concat(body),
    });
    const text = await answer.text();
    outgoing.writeHead(answer.status, {
      ...Object.fromEntries(answer.headers),
      'content-length': text.length,
    });
    if (whole) outgoing.end(text);
    else outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
    whole = true;
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => line.close(resolve)),
  };
}

test('the stream brings every event once and in order, with dates', async () => {
  const [last] = (await woes.events.list({ limit: 100 }).toArray({ max: 10_000 })).slice(-1);
  const stream = woes.events.stream({ afterSequence: last?.sequence ?? 0, types: ['conversation.created'] });
  const expected = [(await start()).id, (await start()).id];
  const seen: string[] = [];
  for await (const event of stream) {
    expect(event.occurredAt).toBeInstanceOf(Date);
    seen.push(event.resource.id);
    if (seen.length === 2) expected.push((await start()).id);
    if (seen.length === 3) break;
  }
  expect(seen).toEqual(expected);
  expect(stream.lastSequence).toBeGreaterThan(last?.sequence ?? 0);
});

test('a stream that is refused throws the refusal', async () => {
  const reader = await workspace.withScopes('customers:read');
  const read = async () => {
    for await (const _ of clientOf(reader.key).events.stream()) throw new Error('It was not refused.');
  };
  expect(await refusal(read())).toMatchObject({ code: 'insufficient_scope' });
});

test('an aborted stream throws the reason, a closed one ends', async () => {
  const abort = new AbortController();
  const aborted = woes.events.stream({ afterSequence: 0 }, { signal: abort.signal });
  const read = async () => {
    for await (const _ of aborted) abort.abort(new Error('enough'));
  };
  await expect(read()).rejects.toThrow('enough');

  const closed = woes.webhooks.events.stream({ afterSequence: 0 });
  let count = 0;
  for await (const _ of closed) {
    count += 1;
    closed.close();
  }
  expect(count).toBe(1);
});

test("tRPC's own client works over the same connection", async () => {
  const { trpc } = woes;
  expect((await trpc.workspaces.get.query({})).id).toBe(workspace.id);
  const context = { idempotencyKey: 'raw-1' };
  const create = () => trpc.channels.create.mutate({ type: 'api', name: 'Raw' }, { context });
  expect((await create()).id).toBe((await create()).id);
  const refused = trpc.conversations.get.query({ id: 'ref:999999' });
  await expect(refused).rejects.toMatchObject({
    name: 'TRPCClientError',
    data: { httpStatus: 404, problem: { code: 'not_found' } },
  });
  const { idempotencyKey } = { idempotencyKey: 'two words' };
  const early = trpc.channels.create.mutate({ type: 'api', name: 'Raw' }, { context: { idempotencyKey } });
  await expect(early).rejects.toMatchObject({ data: { problem: { code: 'invalid_idempotency_key' } } });
});

test("subscriptions of tRPC's client are the same streams", async () => {
  const first = await new Promise((resolve, reject) => {
    const subscription = woes.trpc.webhooks.events.stream.subscribe(
      { afterSequence: 0 },
      {
        onData(event) {
          subscription.unsubscribe();
          resolve([event.sequence, event.occurredAt instanceof Date]);
        },
        onError: reject,
      },
    );
  });
  expect(first).toEqual([1, true]);
});

test("a subscription of tRPC's client that is refused carries the problem", async () => {
  const reader = await workspace.withScopes('customers:read');
  const refused = new Promise((_, reject) =>
    clientOf(reader.key).trpc.webhooks.events.stream.subscribe({}, { onError: reject }),
  );
  await expect(refused).rejects.toMatchObject({
    name: 'TRPCClientError',
    data: { httpStatus: 403, problem: { code: 'insufficient_scope', title: 'Scope is missing' } },
  });
});

test('nothing that can be looked at shows the key', async () => {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => void lines.push(inspect(parts, { depth: 20, showHidden: true }));
  const key = workspace.admin.key;
  const loud = clientOf(key, {
    logger: { debug: write, info: write, warn: write, error: write },
    logLevel: 'debug',
    onRequest: write,
    onResponse: write,
    onRetry: write,
    onError: write,
  });
  await loud.workspaces.get();
  const error = await refusal(loud.conversations.get({ id: 'ref:999999' }));
  const nobody = await clientOf(key, {
    baseUrl: 'http://127.0.0.1:1',
    logger: { warn: write },
    maxRetries: 1,
  })
    .workspaces.get()
    .catch((thrown: unknown) => thrown);
  expect(nobody).toBeInstanceOf(WoesConnectionError);
  const looks = [loud, loud.trpc, error, nobody, { ...error }].map((each) =>
    inspect(each, { depth: 20, showHidden: true }),
  );
  expect(lines.length).toBeGreaterThan(4);
  expect(JSON.stringify([...lines, ...looks, loud])).not.toContain(key.slice(6, 30));
});

test('every key that the server makes is taken, and none that lost or changed a character', () => {
  const make = (apiKey: string) => () => new Woes({ apiKey, baseUrl: workspace.server.url });
  for (let n = 0; n < 200; n++) {
    const key = mintKey(n % 2 === 0 ? 'credential' : 'root');
    const at = 10 + (n % 30);
    expect(make(key)).not.toThrow();
    expect(make(key.slice(0, at) + key.slice(at + 1))).toThrow(TypeError);
    expect(make(key.slice(0, at) + (key[at] === 'x' ? 'y' : 'x') + key.slice(at + 1))).toThrow(/checksum/);
  }
});

test('the SDK asks for the contract that it was made from', async () => {
  const asked: (string | null)[] = [];
  const fetch = (url: string | URL | Request, init?: RequestInit) => {
    asked.push(new Headers(init?.headers).get('woes-version'));
    return globalThis.fetch(url, init);
  };
  await clientOf(workspace.admin.key, { fetch }).workspaces.get();
  await clientOf(workspace.admin.key, { fetch, apiVersion: '2026-11-01' }).workspaces.get();
  expect(asked).toEqual([apiVersion, '2026-11-01']);
  expect(apiVersion).toBe(readConfig({}).apiVersion);
});

test('refusals hold the metadata that their types promise', async () => {
  const { id, version } = await start();
  const reader = clientOf((await workspace.withScopes('customers:read')).key);
  const promised: { [Code in keyof ErrorMetadata]?: [Promise<unknown>, ErrorMetadata[Code]] } = {
    version_conflict: [
      woes.conversations.update({ id, priority: 'high', expectedVersion: version + 7 }),
      { currentVersion: version },
    ],
    illegal_transition: [
      woes.conversations.reopen({ id }),
      { from: expect.any(String), to: 'open', allowedTransitions: expect.any(Array) },
    ],
    not_found: [woes.conversations.get({ id: 'ref:999999' }), { resource: 'conversation' }],
    insufficient_scope: [reader.workspaces.get(), { missingScope: 'workspace:read' }],
    validation_failed: [woes.channels.create({} as never), { count: expect.any(Number) }],
    reference_not_usable: [
      woes.conversations.messages.send({
        conversationId: id,
        body: { text: 'Yes.' },
        inReplyTo: 'msg_01jd0000000000000000000001',
      }),
      { field: 'inReplyTo' },
    ],
  };
  for (const [code, [call, metadata]] of Object.entries(promised)) {
    const error = await refusal(call);
    expect(error.code).toBe(code);
    expect(error.metadata).toMatchObject(metadata);
  }
});
