import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWoesError, WoesConnectionError, WoesTimeoutError } from './index.ts';
import { apiKey, cut, Peer, page, refuse, silence, succeed } from './testing/peer.ts';
import { until } from './testing/test-runtime.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());

const channel = { type: 'api', name: 'Console' } as const;
const keys = () => peer.received.map(({ headers }) => headers['idempotency-key']);
const thrown = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail('It succeeded.'),
    (error: unknown) => error,
  );
const unavailable = refuse('unavailable', 503, { retry: 'after', retryAfter: 1 });
const broken = refuse('internal_error', 500, { retry: 'same_request' });

test('a server that is away for a moment is asked again after the time it names', async () => {
  peer.answers(unavailable, succeed({ id: 'chn_1' }));
  const { woes, runtime } = peer.client();
  expect(await woes.channels.get({ id: 'chn_1' })).toEqual({ id: 'chn_1' });
  expect(runtime.waits).toEqual([1000]);
});

test('a write keeps its idempotency key over all attempts', async () => {
  peer.answers(broken, broken, succeed({}));
  const { woes } = peer.client();
  await woes.channels.create(channel);
  const [first] = keys();
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys()).toEqual([first, first, first]);
  expect(new Set(peer.received.map(({ body }) => body)).size).toBe(1);
});

test('each write has a key of its own, and the key of the caller comes first', async () => {
  peer.answers(succeed({}));
  const { woes } = peer.client();
  await woes.channels.create(channel);
  await woes.channels.create(channel);
  await woes.channels.create(channel, { idempotencyKey: 'mine', headers: { 'Idempotency-Key': 'not mine' } });
  expect(new Set(keys()).size).toBe(3);
  expect(keys()[2]).toBe('mine');
});

test('reads carry no key', async () => {
  peer.answers(succeed({}));
  await peer.client().woes.workspaces.get();
  expect(keys()).toEqual([undefined]);
});

test('an answer that is cut off is asked for again under the same key', async () => {
  peer.answers(cut, succeed({ id: 'chn_1' }));
  const { woes } = peer.client();
  expect(await woes.channels.create(channel)).toEqual({ id: 'chn_1' });
  expect(keys()[1]).toBe(keys()[0]);
});

test('a refusal that no repetition can change is not repeated', async () => {
  for (const [code, status, retry] of [
    ['not_found', 404, 'no'],
    ['idempotency_key_reused', 422, 'new_key'],
  ] as const) {
    peer.answers(refuse(code, status, { retry }));
    const error = await thrown(peer.client().woes.channels.create(channel));
    expect(isWoesError(error, code)).toBe(true);
    expect(peer.received).toHaveLength(1);
  }
});

test('waits double, vary by half, and end at eight seconds', async () => {
  peer.answers(broken);
  for (const [chance, waits] of [
    [0, [250, 500, 1000, 2000, 4000, 4000]],
    [1, [500, 1000, 2000, 4000, 8000, 8000]],
  ] as const) {
    const { woes, runtime } = peer.client({ maxRetries: 6 });
    runtime.chance = chance;
    await thrown(woes.workspaces.get());
    expect(runtime.waits).toEqual(waits);
  }
});

test('when nothing helps the last refusal is thrown', async () => {
  peer.answers(unavailable, broken);
  const error = await thrown(peer.client().woes.workspaces.get());
  expect(isWoesError(error, 'internal_error')).toBe(true);
  expect(peer.received).toHaveLength(3);
});

test('one call may be tried more or less often than others', async () => {
  peer.answers(broken);
  await thrown(peer.client().woes.workspaces.get({ maxRetries: 0 }));
  expect(peer.received).toHaveLength(1);
});

test('`Retry-After` is obeyed, whoever sends it', async () => {
  peer.answers(page(503, { 'retry-after': '3' }), succeed({}));
  const { woes, runtime } = peer.client();
  await woes.workspaces.get();
  expect(runtime.waits).toEqual([3000]);

  peer.answers(refuse('rate_limited', 429, { retry: 'after', retryAfter: 7 }), succeed({}));
  await woes.workspaces.get();
  expect(runtime.waits).toEqual([3000, 7000]);
});

test('who is asked to wait for longer than a minute is told so', async () => {
  peer.answers(refuse('rate_limited', 429, { retry: 'after', retryAfter: 61 }));
  const error = await thrown(peer.client().woes.workspaces.get());
  expect(error).toMatchObject({ code: 'rate_limited', retryAfter: 61 });
  expect(peer.received).toHaveLength(1);
});

test('an attempt that takes too long is given up and made again', async () => {
  peer.answers(silence, succeed({ id: 'ws_1' }));
  const { woes, runtime } = peer.client();
  const call = woes.workspaces.get();
  await until(() => peer.received.length === 1);
  await runtime.elapse(30_000);
  expect(await call).toEqual({ id: 'ws_1' });
  await until(() => peer.closed === 1);
});

test('a body that does not come counts into the time of the attempt', async () => {
  peer.answers((response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'));
  const { woes, runtime } = peer.client({ maxRetries: 0, timeoutMs: 20_000 });
  const call = thrown(woes.workspaces.get());
  await until(() => peer.received.length === 1);
  await runtime.elapse(20_000);
  const error = await call;
  expect(error).toBeInstanceOf(WoesTimeoutError);
  expect(error).toMatchObject({ name: 'WoesTimeoutError', timeoutMs: 20_000 });
});

test('all attempts together end in the time for all', async () => {
  peer.answers(silence);
  const { woes, runtime } = peer.client({ totalTimeoutMs: 45_000 });
  const call = thrown(woes.workspaces.get());
  await until(() => peer.received.length === 1);
  await runtime.elapse(45_000);
  expect(await call).toMatchObject({ name: 'WoesTimeoutError', timeoutMs: 45_000, retryable: false });
  expect(peer.received).toHaveLength(1);
});

test('no wait is begun that would not end in time', async () => {
  peer.answers(refuse('rate_limited', 429, { retry: 'after', retryAfter: 20 }));
  const { woes, runtime } = peer.client();
  runtime.hurries = false;
  const error = await thrown(woes.workspaces.get({ totalTimeoutMs: 15_000 }));
  expect(isWoesError(error, 'rate_limited')).toBe(true);
});

test('after an abort nothing is sent, and the reason is thrown', async () => {
  peer.answers(broken);
  const reason = new Error('the user left');
  const hooked: string[] = [];
  const before = new AbortController();
  before.abort(reason);
  const { woes, runtime } = peer.client({ onRequest: () => hooked.push('sent') });
  expect(await thrown(woes.workspaces.get({ signal: before.signal }))).toBe(reason);
  expect(peer.received).toHaveLength(0);
  expect(hooked).toEqual([]);

  runtime.hurries = false;
  const waiting = new AbortController();
  const call = thrown(woes.channels.create(channel, { signal: waiting.signal }));
  await until(() => runtime.set.includes(375));
  waiting.abort(reason);
  expect(await call).toBe(reason);
  expect(peer.received).toHaveLength(1);
  expect(runtime.set).toEqual([]);
});

test('an abort ends the attempt that is under way', async () => {
  peer.answers(silence);
  const abort = new AbortController();
  const { woes } = peer.client();
  const call = thrown(woes.workspaces.get({ signal: abort.signal }));
  await until(() => peer.received.length === 1);
  abort.abort();
  expect(await call).toMatchObject({ name: 'AbortError' });
  await until(() => peer.closed === 1);
});

test('a fetch that does not heed its signal is not waited for', async () => {
  const { woes, runtime } = peer.client({ fetch: () => new Promise(() => undefined), maxRetries: 0 });
  const call = thrown(woes.workspaces.get());
  await runtime.elapse(30_000);
  expect(await call).toBeInstanceOf(WoesTimeoutError);
});

test('a server that is not there is a connection error with its cause', async () => {
  const { woes, runtime } = peer.client({ baseUrl: 'http://127.0.0.1:1' });
  const error = await thrown(woes.workspaces.get());
  expect(error).toBeInstanceOf(WoesConnectionError);
  expect(error).toMatchObject({ status: null, retryable: true });
  expect(isWoesError(error)).toBe(false);
  expect(runtime.waits).toHaveLength(2);
});

test('a page of something in between is no answer, and asked again only when it is a fault', async () => {
  for (const [status, attempts] of [
    [404, 1],
    [200, 1],
    [502, 3],
    [408, 3],
  ] as const) {
    peer.answers(page(status));
    const error = await thrown(peer.client().woes.workspaces.get());
    expect(error).toMatchObject({ name: 'WoesConnectionError', status });
    expect(peer.received).toHaveLength(attempts);
  }
});

test('a redirect is not followed: it would carry the credential elsewhere', async () => {
  peer.answers((response) => response.writeHead(307, { location: '/elsewhere' }).end());
  const error = await thrown(peer.client().woes.channels.create(channel));
  expect(error).toMatchObject({ name: 'WoesConnectionError', status: 307 });
  expect(peer.received).toHaveLength(1);
});

test('a call is sent although nobody waits for it', async () => {
  peer.answers(succeed({}));
  peer.client().woes.channels.create(channel);
  await until(() => peer.received.length === 1);
});

test('an input that cannot be written is the mistake of the caller, and thrown as it is', async () => {
  peer.answers(succeed({}));
  const mistake = new Error('no name yet');
  const input = {
    type: 'api' as const,
    get name(): string {
      throw mistake;
    },
  };
  expect(await thrown(peer.client().woes.channels.create(input))).toBe(mistake);
  expect(peer.received).toHaveLength(0);
});

test('a header that cannot be sent is the mistake of the caller', async () => {
  peer.answers(succeed({}));
  const { woes, runtime } = peer.client();
  const error = await thrown(woes.channels.create(channel, { idempotencyKey: 'Schlüssel ✓' }));
  expect(error).toBeInstanceOf(TypeError);
  expect(peer.received).toHaveLength(0);
  expect(runtime.waits).toEqual([]);
});

test('headers of the call come before those of the client, however they are written', async () => {
  peer.answers(succeed({}));
  const { woes } = peer.client({ defaultHeaders: { 'X-Region': 'eu', 'x-team': 'billing' } });
  await woes.workspaces.get({ headers: { 'x-region': 'us' } });
  const [{ headers }] = peer.received as [(typeof peer.received)[0]];
  expect(headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    'x-region': 'us',
    'x-team': 'billing',
  });
  expect(headers['user-agent']).toMatch(/^woes-sdk\//);
});

test('hooks see every attempt and cannot break a call', async () => {
  peer.answers(broken, succeed({}));
  const seen: unknown[] = [];
  const { woes } = peer.client({
    onRequest: ({ attempt, method, operation, url }) => {
      seen.push(['sent', attempt, method, operation, url.replace(peer.url, '')]);
      throw new Error('not my day');
    },
    onResponse: ({ attempt, status, requestId, error }) =>
      seen.push(['received', attempt, status, requestId, isWoesError(error) ? error.code : error]),
  });
  await woes.customers.get({ id: 'ext:somebody' });
  const sent = (attempt: number) => ['sent', attempt, 'GET', 'customers.get', '/api/trpc/customers.get'];
  expect(seen).toEqual([
    sent(1),
    ['received', 1, 500, 'req_peer', 'internal_error'],
    sent(2),
    ['received', 2, 200, 'req_peer', null],
  ]);
});
