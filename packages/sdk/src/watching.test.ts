import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type FailedCall, isWoesError, type RetriedRequest } from './index.ts';
import { maskFields, maskText } from './masking.ts';
import { apiKey, keyOf, Peer, refuse, silence, succeed } from './testing/peer.ts';
import { until } from './testing/test-runtime.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const broken = refuse('internal_error', 500, { retry: 'same_request' });
const channel = { type: 'api', name: 'Console' } as const;
const failing = (call: PromiseLike<unknown>) =>
  call.then(
    () => expect.fail('It succeeded.'),
    (error: unknown) => error,
  );

/** A logger that keeps what it is told. */
function recorder() {
  const lines: [level: string, message: string, fields: unknown][] = [];
  const level = (name: string) => (message: string, fields: object) =>
    void lines.push([name, message, fields]);
  const logger = {
    error: level('error'),
    warn: level('warn'),
    info: level('info'),
    debug: level('debug'),
  };
  return { lines, logger };
}

test('hooks hear of every retry, and once of the end', async () => {
  peer.answers(broken);
  const retries: RetriedRequest[] = [];
  const failures: FailedCall[] = [];
  const { woes } = peer.client({
    onRetry: (retry) => retries.push(retry),
    onError: (failure) => failures.push(failure),
  });
  const error = await failing(woes.channels.create(channel, { idempotencyKey: 'mine' }));
  const operation = 'channels.create';
  expect(retries).toMatchObject([
    { operation, attempt: 1, waitMs: 375, idempotencyKey: 'mine', error: { code: 'internal_error' } },
    { operation, attempt: 2, waitMs: 750, idempotencyKey: 'mine', error: { code: 'internal_error' } },
  ]);
  expect(failures).toEqual([
    { operation, attempts: 3, durationMs: 1125, idempotencyKey: 'mine', requestId: 'req_peer', error },
  ]);
});

test('a call that never was sent, and one that was given up, have ended too', async () => {
  peer.answers(silence);
  const failures: FailedCall[] = [];
  const { lines, logger } = recorder();
  const { woes } = peer.client({ onError: (failure) => failures.push(failure), logger, logLevel: 'info' });
  await failing(woes.channels.create(channel, { idempotencyKey: '✓' }));
  const abort = new AbortController();
  const call = failing(woes.workspaces.get({ signal: abort.signal }));
  await until(() => peer.received.length === 1);
  abort.abort('enough');
  await call;
  expect(failures).toMatchObject([
    { attempts: 0, error: expect.any(TypeError), requestId: null },
    { attempts: 1, error: 'enough', requestId: null },
  ]);
  expect(lines.map(([level]) => level)).toEqual(['error', 'info']);
});

test('a call that succeeds in the end is no failure', async () => {
  peer.answers(broken, succeed({}));
  const { woes } = peer.client({ onError: () => expect.fail('It did not fail.') });
  await woes.workspaces.get();
});

test('hooks and loggers that throw or reject break no call', async () => {
  peer.answers(broken, succeed({ id: 'chn_1' }));
  const { lines, logger } = recorder();
  const bad = () => {
    throw new Error('not my day');
  };
  const reject = async () => {
    throw new Error('not my day either');
  };
  const hooks = { onRequest: bad, onResponse: reject, onRetry: bad, onError: reject };
  const { woes } = peer.client({ ...hooks, logger });
  expect(await woes.channels.create(channel)).toEqual({ id: 'chn_1' });
  await until(() => lines.filter(([, message]) => message === 'woes: a hook failed').length === 5);
  peer.answers(refuse('not_found', 404));
  expect(isWoesError(await failing(woes.channels.create(channel)), 'not_found')).toBe(true);

  peer.answers(broken, succeed({ id: 'chn_1' }));
  const mute = { error: bad, warn: bad, info: bad, debug: bad };
  const silent = peer.client({ ...hooks, logger: mute, logLevel: 'debug' });
  expect(await silent.woes.channels.create(channel)).toEqual({ id: 'chn_1' });
});

test('the level decides what the logger is told', async () => {
  for (const [logLevel, levels] of [
    ['off', []],
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'info', 'warn']],
    ['debug', ['debug', 'error', 'info', 'warn']],
  ] as const) {
    const { lines, logger } = recorder();
    const { woes } = peer.client({ logger, logLevel, maxRetries: 1 });
    peer.answers(broken);
    await failing(woes.workspaces.get());
    peer.answers(refuse('not_found', 404));
    await failing(woes.workspaces.get());
    expect([...new Set(lines.map(([level]) => level))].sort()).toEqual(levels);
  }
});

test('a level without a logger writes to the console, and neither writes nothing', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  peer.answers(broken);
  await failing(peer.client({ maxRetries: 0 }).woes.workspaces.get());
  expect(error).not.toHaveBeenCalled();
  vi.stubEnv('WOES_SDK_LOG', 'error');
  await failing(peer.client({ maxRetries: 0 }).woes.workspaces.get());
  expect(error).toHaveBeenCalledOnce();
});

test('no line of the log holds a key, a cookie, an idempotency key or the content of a call', async () => {
  const { lines, logger } = recorder();
  const session = keyOf('woess_');
  peer.answers((response) => {
    response.setHeader('set-cookie', 'sid=crumbs');
    response.setHeader('x-echo', `told ${session}`);
    broken(response, peer.received[0]!);
  });
  const { woes } = peer.client({
    logger,
    logLevel: 'debug',
    defaultHeaders: { 'x-service-token': 'hush-hush' },
  });
  const name = 'What the customer wrote';
  await failing(woes.channels.create({ type: 'api', name }, { idempotencyKey: 'order-of-mariah' }));
  await failing(
    peer
      .client({
        logger,
        fetch: () => Promise.reject(new Error(`no route with Bearer ${apiKey}`)),
        maxRetries: 1,
      })
      .woes.workspaces.get(),
  );
  expect(lines.length).toBeGreaterThan(10);
  const text = JSON.stringify(lines);
  expect(text).toContain('Bearer [masked]');
  for (const secret of [apiKey, session, 'crumbs', 'hush-hush', 'order-of-mariah', name])
    expect(text).not.toContain(secret);
});

test('secrets are known by the name of their field and by their form, wherever they stand', () => {
  const secrets = [
    keyOf('woesk_'),
    keyOf('woesroot_'),
    `whsec_${'a'.repeat(24)}`,
    `ghp_${'a'.repeat(36)}`,
    `${'eyJhbGciOiJIUzI1NiJ9'}.${'eyJzdWIiOiJ4In0'}.${'c2lnbmF0dXJl'}`,
  ];
  for (const secret of secrets) {
    const masked = maskText(`before ${secret} after`);
    expect(masked).not.toContain(secret.slice(-8));
    expect(masked).toMatch(/^before .*after$/);
  }
  expect(maskText('http://user:hunter2@proxy:3128 said no')).toBe('http://user:[masked]@proxy:3128 said no');
  const cyclic: Record<string, unknown> = {
    Authorization: 'Basic x',
    nested: [{ apiKey: 'x', 'X-API-Key': 'y' }],
  };
  cyclic.self = cyclic;
  expect(JSON.stringify(maskFields(cyclic))).not.toMatch(/"[xy]"|Basic x/);
});

test('masking takes no longer on text made to be slow', () => {
  const startedAt = performance.now();
  for (const text of [
    'eyJ'.repeat(50_000),
    '://'.repeat(50_000),
    `://${'a'.repeat(100_000)}`,
    'Bearer '.repeat(30_000),
  ])
    maskText(text);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
