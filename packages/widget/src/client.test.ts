import { describe, expect, test } from 'vitest';
import { WidgetError } from './errors.ts';
import { texts, until, visitor } from './testing/visitor.ts';

const here = visitor();

test('the configuration is read with the widget key and starts no session', async () => {
  const { client } = here.visit();
  expect(await client.config()).toMatchObject({ workspaceName: 'Acme API', messageLengthMax: 32_000 });
  expect(here.peer.received.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /config']);
  expect(here.peer.received[0]!.headers.authorization).toBe(`Bearer ${here.peer.widgetKey}`);
});

test('a conversation is started, continued and read', async () => {
  const { client, messages, states } = here.visit();
  const first = await client.start('How do I skip?', {
    apiContext: { method: 'POST', path: '/v1/next', occurredAt: new Date(0) },
    page: { url: 'https://example.com/docs', title: 'Docs' },
  });
  expect(first).toMatchObject({ sequence: 1, from: 'visitor', body: { text: 'How do I skip?' } });
  expect(first.sentAt).toBeInstanceOf(Date);
  expect(here.peer.calls('POST', '/conversations')[0]!.body).toMatchObject({
    apiContext: { method: 'POST', path: '/v1/next', occurredAt: '1970-01-01T00:00:00.000Z' },
    page: { url: 'https://example.com/docs', title: 'Docs' },
  });
  const second = await client.send(first.conversationId, 'Anyone?');
  expect(second.sequence).toBe(2);
  expect(texts(await client.messages(first.conversationId))).toEqual(['How do I skip?', 'Anyone?']);
  expect(texts(await client.messages(first.conversationId, { afterSequence: 1 }))).toEqual(['Anyone?']);
  expect(texts(messages)).toEqual(['How do I skip?', 'Anyone?']);
  expect(states).toMatchObject([{ id: first.conversationId, state: 'open' }]);
  expect(await client.conversations()).toMatchObject([{ id: first.conversationId, messageCount: 2 }]);
  expect(client.conversationIds()).toEqual([first.conversationId]);
});

test('a long history is read to its end', async () => {
  here.peer.pageSize = 2;
  const { client } = here.visit();
  const { conversationId } = await client.start('1');
  for (const text of ['2', '3', '4', '5']) here.peer.reply(conversationId, text);
  expect(texts(await client.messages(conversationId))).toEqual(['1', '2', '3', '4', '5']);
});

test('keys, tokens and secrets are never in a URL', async () => {
  const { client, connections } = here.visit();
  const { conversationId } = await client.start('hello');
  client.connect();
  await until(() => connections.includes('open'));
  await client.messages(conversationId);
  expect(here.peer.received.length).toBeGreaterThan(4);
  for (const { path } of here.peer.received) expect(path).not.toMatch(/woes/);
});

describe('errors', () => {
  test('a refusal carries code, status, request id and advice', async () => {
    const { client } = here.visit();
    here.peer.intercept = () => ({ status: 429, code: 'rate_limited', retry: 'after', retryAfter: 7 });
    const error = await client.config().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WidgetError);
    expect(error).toMatchObject({ code: 'rate_limited', status: 429, retry: 'after', retryAfterMs: 7000 });
    expect((error as WidgetError).requestId).toMatch(/^req_/);
  });

  test('an unreachable server is a network error that may be repeated', async () => {
    const { client } = here.visit();
    here.peer.intercept = () => 'drop';
    await expect(client.config()).rejects.toMatchObject({
      code: 'network_error',
      status: 0,
      retry: 'same_request',
      requestId: null,
    });
  });

  test('a proxy that answers for the server is judged by its status', async () => {
    const answer =
      (status: number, headers = {}) =>
      async () =>
        new Response('<html>', { status, headers });
    const config = (fetch: typeof globalThis.fetch) => here.visit({ fetch }).client.config();
    await expect(config(answer(502))).rejects.toMatchObject({ code: 'http_502', retry: 'same_request' });
    await expect(config(answer(503, { 'Retry-After': '3' }))).rejects.toMatchObject({
      retry: 'after',
      retryAfterMs: 3000,
    });
    await expect(config(answer(404))).rejects.toMatchObject({ code: 'http_404', retry: 'no' });
    await expect(config(answer(200))).rejects.toMatchObject({
      code: 'invalid_response',
      retry: 'same_request',
    });
  });

  test('the secret of another conversation does not read one', async () => {
    const { client } = here.visit();
    const { conversationId } = await client.start('mine');
    const stranger = here.visit({
      storage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
    });
    await expect(stranger.client.messages(conversationId)).rejects.toMatchObject({
      code: 'conversation_secret_required',
    });
  });
});

test('a listener that throws does not keep others from hearing, and one that left hears nothing', async () => {
  const { client, messages } = here.visit();
  const heard: string[] = [];
  const { error } = console;
  console.error = () => {};
  const leave = client.on('message', () => heard.push('left'));
  client.on('message', () => {
    throw new Error('broken listener');
  });
  client.on('message', () => heard.push('last'));
  leave();
  await client.start('hello');
  console.error = error;
  expect(heard).toEqual(['last']);
  expect(messages).toHaveLength(1);
});

test('where storage is blocked the client works until the page is left', async () => {
  const blocked = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const { client } = here.visit({ storage: { getItem: blocked, setItem: blocked, removeItem: blocked } });
  const { conversationId } = await client.start('hello');
  await client.send(conversationId, 'again');
  expect(here.peer.calls('POST', '/sessions')).toHaveLength(1);
  expect(texts(await client.messages(conversationId))).toEqual(['hello', 'again']);
});
