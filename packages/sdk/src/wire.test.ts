import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWoesError, WoesConnectionError } from './index.ts';
import { apiKey, Peer, page, problem, type Reaction, refuse, silence, succeed } from './testing/peer.ts';
import { until } from './testing/test-runtime.ts';

// What the network, a proxy and a clock may do to a call.

let peer: Peer;
let other: Peer;
beforeAll(async () => {
  [peer, other] = await Promise.all([Peer.start(), Peer.start()]);
});
afterAll(() => Promise.all([peer.stop(), other.stop()]));

const thrown = (call: PromiseLike<unknown>) =>
  call.then(
    () => expect.fail('It succeeded.'),
    (error: unknown) => error,
  );
const today = Date.parse('2026-11-22T09:30:00Z');
const dated = (ms: number) => new Date(today + ms).toUTCString();
/** The page of a proxy that asks to wait; Node's own `Date` is left out. */
const asking =
  (headers: Record<string, string>): Reaction =>
  (response, request) => {
    response.sendDate = false;
    page(503, headers)(response, request);
  };

test.each([
  ['seconds', { 'retry-after': '3' }, 3000],
  ['a date, by the clock of who sent it', { 'retry-after': dated(4000), date: dated(0) }, 4000],
  ['a date of a server an hour ahead', { 'retry-after': dated(3_605_000), date: dated(3_600_000) }, 5000],
  ['a date of a server a day behind', { 'retry-after': dated(-86_394_000), date: dated(-86_400_000) }, 6000],
  ['a date, by our clock when there is no other', { 'retry-after': dated(7000) }, 7000],
  ['a date that has passed', { 'retry-after': dated(-60_000) }, 375],
  ['nothing that can be read', { 'retry-after': 'soon' }, 375],
  ['a negative number', { 'retry-after': '-5' }, 375],
  ['a broken number', { 'retry-after': '1.5' }, 375],
  ['nothing', { 'retry-after': '0' }, 375],
])('`Retry-After` as %s', async (_what, headers, waitMs) => {
  peer.answers(asking(headers), succeed({}));
  const { woes, runtime } = peer.client();
  runtime.began = today;
  await woes.workspaces.get();
  expect(runtime.waits).toEqual([waitMs]);
});

test('who asks for a wait beyond all measure is not waited for', async () => {
  for (const huge of ['61', '99999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']) {
    peer.answers(asking({ 'retry-after': huge }));
    const { woes, runtime } = peer.client();
    const error = (await thrown(woes.workspaces.get())) as WoesConnectionError;
    expect(peer.received).toHaveLength(1);
    expect(runtime.set).toEqual([]);
    expect(Number.isSafeInteger(error.retryAfter)).toBe(true);
  }
});

test('a `retryAfter` that is no number of seconds is left out', async () => {
  for (const wrong of ['3', -1, {}, [9]]) {
    peer.answers(
      refuse('unavailable', 503, { retry: 'after', retryAfter: wrong as never, errors: 'none' as never }),
    );
    const { woes, runtime } = peer.client({ maxRetries: 1 });
    expect(await thrown(woes.workspaces.get())).toMatchObject({ code: 'unavailable', retryAfter: null });
    expect(runtime.waits).toEqual([375]);
  }
});

test('the header is obeyed when the body does not say', async () => {
  peer.answers((response, request) => {
    response.setHeader('retry-after', '2');
    refuse('unavailable', 503, { retry: 'after' })(response, request);
  }, succeed({}));
  const { woes, runtime } = peer.client();
  await woes.workspaces.get();
  expect(runtime.waits).toEqual([2000]);
});

test('the page of a proxy is an error with its status, asked again when the proxy is at fault', async () => {
  for (const [status, attempts] of [
    [502, 3],
    [504, 3],
    [429, 3],
    [403, 1],
    [200, 1],
  ] as const) {
    peer.answers(page(status));
    const error = await thrown(peer.client().woes.channels.create({ type: 'api', name: 'Console' }));
    expect(error).toBeInstanceOf(WoesConnectionError);
    expect(error).toMatchObject({ status, message: expect.stringContaining('text/html') });
    expect(peer.received).toHaveLength(attempts);
    expect(new Set(peer.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  }
});

test('JSON that breaks off, is none, or is that of somebody else is no answer', async () => {
  for (const text of ['{"result":{"data":', 'null', '[]', '"ok"', '{"message":"Bad Gateway"}', '', '\0']) {
    peer.answers(
      (response) => response.writeHead(502, { 'content-type': 'application/json' }).end(text),
      succeed({ id: 'ws_1' }),
    );
    expect(await peer.client().woes.workspaces.get()).toEqual({ id: 'ws_1' });
  }
});

test('a body that is cut without a length announced is asked for again', async () => {
  peer.answers(
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"result":{"data":{"json":{"id":"ws_', () => response.destroy());
    },
    succeed({ id: 'ws_1' }),
  );
  expect(await peer.client().woes.workspaces.get()).toEqual({ id: 'ws_1' });
  expect(peer.received).toHaveLength(2);
});

test('a redirect is not followed: nobody else gets the credential or the content', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    other.answers(succeed({}));
    peer.answers((response) => response.writeHead(status, { location: `${other.url}/api/trpc/x` }).end());
    const { woes } = peer.client();
    for (const call of [woes.workspaces.get(), woes.channels.create({ type: 'api', name: 'Console' })]) {
      const error = await thrown(call);
      expect(error).toBeInstanceOf(WoesConnectionError);
      expect(error).toMatchObject({ status, retryable: false, message: expect.stringContaining('redirect') });
    }
    const read = async () => {
      for await (const _ of woes.events.stream()) expect.fail('It went on.');
    };
    expect(await thrown(read())).toMatchObject({ status, retryable: false });
    expect(other.received).toEqual([]);
    expect(peer.received).toHaveLength(3);
  }
});

test('the time for all attempts runs on through waits and retries', async () => {
  peer.answers(silence);
  const { woes, runtime } = peer.client();
  const call = thrown(woes.workspaces.get({ totalTimeoutMs: 45_000 }));
  await until(() => peer.received.length === 1);
  await runtime.elapse(30_000);
  await until(() => peer.received.length === 2);
  await runtime.elapse(45_000);
  expect(await call).toMatchObject({ name: 'WoesTimeoutError', timeoutMs: 45_000, retryable: false });
  expect(peer.received).toHaveLength(2);
  expect(runtime.set).toEqual([]);
  await until(() => peer.closed === 2);
});

test('an abort while it waits for another attempt ends the call at once', async () => {
  peer.answers(refuse('unavailable', 503, { retry: 'after', retryAfter: 20 }));
  const { woes, runtime } = peer.client();
  const abort = new AbortController();
  const call = thrown(woes.channels.create({ type: 'api', name: 'Console' }, { signal: abort.signal }));
  await until(() => runtime.set.includes(20_000));
  abort.abort(new Error('enough'));
  expect(await call).toMatchObject({ message: 'enough' });
  expect(peer.received).toHaveLength(1);
  expect(runtime.set).toEqual([]);
});

test('a promise that is dropped ends no process, and who waits hears of it however they wait', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    peer.answers(refuse('not_found', 404));
    let failed = 0;
    const { woes } = peer.client({ onError: () => void failed++ });
    const abort = new AbortController();
    abort.abort();
    void woes.workspaces.get();
    void woes.customers.list();
    void woes.channels.create({ type: 'api', name: 'Console' });
    void woes.workspaces.get({ signal: abort.signal });
    woes.events.stream();
    await until(() => failed === 4);
    const call = woes.workspaces.get();
    for (const waiting of [
      call,
      call.withResponse(),
      call.asResponse(),
      call.finally(() => undefined),
      call.then(),
      woes.customers.list().toArray({ max: 1 }),
      woes.customers.list().pages().next(),
    ])
      expect(isWoesError(await thrown(waiting), 'not_found')).toBe(true);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

test('the answer can be had as it came, after the same retries', async () => {
  peer.answers(refuse('internal_error', 500, { retry: 'same_request' }), succeed({ id: 'ws_1' }));
  const call = peer.client().woes.workspaces.get();
  const response = await call.asResponse();
  expect(response).toBeInstanceOf(Response);
  expect([response.status, response.headers.get('woes-request-id')]).toEqual([200, 'req_peer']);
  expect(await response.json()).toEqual({ result: { data: { json: { id: 'ws_1' } } } });
  // Another reader has a body of its own.
  expect(await (await call.asResponse()).text()).toContain('ws_1');
  expect(await call).toEqual({ id: 'ws_1' });
  expect(await call.withResponse()).toMatchObject({ status: 200, requestId: 'req_peer' });
  expect(peer.received).toHaveLength(2);
});

test('many calls of one client at once get each their own answer', async () => {
  let turn = 0;
  const echo: Reaction = (response, request) => {
    const { name } = JSON.parse(request.body).json;
    if (turn++ % 7 === 0) return refuse('internal_error', 500, { retry: 'same_request' })(response, request);
    setImmediate(() => succeed({ name })(response, request));
  };
  peer.answers(echo);
  const { woes } = peer.client({ maxRetries: 20 });
  const names = Array.from({ length: 400 }, (_, n) => `Channel ${n}`);
  const made = await Promise.all(names.map((name) => woes.channels.create({ type: 'api', name })));
  expect(made.map(({ name }) => name)).toEqual(names);
  const keysByName = new Map<string, Set<unknown>>();
  for (const { body, headers } of peer.received) {
    const { name } = JSON.parse(body).json;
    keysByName.set(name, (keysByName.get(name) ?? new Set()).add(headers['idempotency-key']));
  }
  expect([...keysByName.values()].every((keys) => keys.size === 1)).toBe(true);
  expect(new Set([...keysByName.values()].map((keys) => [...keys][0])).size).toBe(400);
});

test('`fetch` of the caller sends everything, through a proxy for example', async () => {
  const throughProxy: typeof fetch = async (url, init) => {
    const { hostname, port } = new URL(peer.url);
    const headers = Object.fromEntries(new Headers(init?.headers));
    // A proxy is sent the whole address instead of its path.
    const request = httpRequest({
      hostname,
      port,
      path: String(url),
      method: init?.method ?? 'GET',
      headers,
    });
    request.end(init?.body);
    const [answer] = await once(request, 'response');
    return new Response(Readable.toWeb(answer) as ReadableStream, {
      status: answer.statusCode,
      headers: answer.headers,
    });
  };
  peer.answers(succeed({ id: 'chn_1' }));
  const { woes } = peer.client({ baseUrl: 'http://support.invalid', fetch: throughProxy });
  expect(await woes.channels.create({ type: 'api', name: 'Console' })).toEqual({ id: 'chn_1' });
  expect(peer.received).toMatchObject([
    {
      method: 'POST',
      url: 'http://support.invalid/api/trpc/channels.create',
      headers: { authorization: `Bearer ${apiKey}` },
    },
  ]);
});

test('a bare problem is a refusal whatever content type it came with', async () => {
  const body = JSON.stringify(problem('payload_too_large', 413));
  peer.answers((response) => response.writeHead(413, { 'content-type': 'text/plain' }).end(body));
  expect(isWoesError(await thrown(peer.client().woes.workspaces.get()), 'payload_too_large')).toBe(true);
});
