import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintKey } from '../platform/keys/index.ts';
import {
  type Answer,
  createWorkspace,
  expectProblem,
  RestActor,
  request,
  startTestServer,
  startWidget,
  type TestServer,
} from '../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    WOES_TRUST_PROXY: 'true',
    WOES_LIMIT_KEY: '10/1000',
    WOES_LIMIT_WORKSPACE: '16/2000',
    WOES_LIMIT_WIDGET_IP: '6/600',
    WOES_LIMIT_WIDGET_SESSION: '3/600',
    WOES_LIMIT_AUTH_FAIL: '4/400',
  });
});
afterAll(() => server.stop());

/** The fields of the header for one policy, such as `r` and `t`. */
function fieldsOf(answer: Answer, header: string, policy: string): Record<string, number> {
  const part = (answer.headers.get(header) ?? '').split(', ').find((each) => each.startsWith(`"${policy}"`));
  return Object.fromEntries(
    (part ?? '')
      .split(';')
      .slice(1)
      .map((field) => [field.split('=')[0], Number(field.split('=')[1])]),
  );
}
const remaining = (answer: Answer, policy = 'key') => fieldsOf(answer, 'ratelimit', policy).r;

describe('a key', () => {
  test('is told on each answer what it has left: a read costs one, a write two', async () => {
    const { admin } = await createWorkspace(server);
    const read = await admin.get('/customers');
    expect(read.headers.get('ratelimit-policy')).toBe('"key";q=10;w=1000, "workspace";q=16;w=2000');
    expect(remaining(read)).toBe(9);
    expect(remaining(read, 'workspace')).toBe(15);
    expect(fieldsOf(read, 'ratelimit', 'key').t).toBe(100);
    const write = await admin.put('/customers/by-external-id/a', {});
    expect(remaining(write)).toBe(7);
    expect(remaining(await admin.get('/customers/nonsense'))).toBe(6);
  });

  test('that has used its quota is refused, told the policy and when to come back', async () => {
    const { admin } = await createWorkspace(server);
    for (let n = 0; n < 10; n++) expect((await admin.get('/customers')).status).toBe(200);
    const refused = await admin.get('/customers');
    expectProblem(refused, 429, 'rate_limited', { policy: 'key', quota: 10, windowSeconds: 1000 });
    expect(refused.body.retry).toBe('after');
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBe(refused.body.retryAfter);
    expect(wait).toBe(100);
    expect(remaining(refused)).toBe(0);
    server.clock.advance((wait + 1) * 1000);
    expect((await admin.get('/customers')).status).toBe(200);
    expect((await admin.get('/customers')).status).toBe(429);
  });

  test('loses nothing by what is refused', async () => {
    const { admin } = await createWorkspace(server);
    for (let n = 0; n < 9; n++) await admin.get('/customers');
    for (let n = 0; n < 5; n++)
      expectProblem(await admin.put('/customers/by-external-id/b', {}), 429, 'rate_limited');
    expect((await admin.get('/customers')).status).toBe(200);
  });

  test('a refused write leaves nothing behind, not even under its idempotency key', async () => {
    const workspace = await createWorkspace(server);
    const { admin } = workspace;
    for (let n = 0; n < 10; n++) await admin.get('/customers');
    const write = () =>
      admin.put('/customers/by-external-id/c', {}, { 'idempotency-key': `limited-${workspace.id}` });
    expectProblem(await write(), 429, 'rate_limited');
    server.clock.advance(1_000_000);
    const answer = await write();
    expect(answer.body.result).toBe('created');
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
  });
});

test('the keys of a workspace share its quota, and other workspaces do not', async () => {
  const one = await createWorkspace(server);
  const second = await one.withScopes('customers:read');
  server.clock.advance(2_000_000);
  for (let n = 0; n < 9; n++) expect((await one.admin.get('/customers')).status).toBe(200);
  for (let n = 0; n < 7; n++) expect((await second.get('/customers')).status).toBe(200);
  expectProblem(await second.get('/customers'), 429, 'rate_limited', { policy: 'workspace' });
  // The key had one unit left, and the refusal for the workspace has not taken it.
  const refused = await one.admin.get('/customers');
  expectProblem(refused, 429, 'rate_limited', { policy: 'workspace' });
  expect(remaining(refused)).toBe(1);
  expect((await (await createWorkspace(server)).admin.get('/customers')).status).toBe(200);
});

test('a tRPC batch counts each of its calls', async () => {
  const { admin } = await createWorkspace(server);
  const input = encodeURIComponent(JSON.stringify({ 0: { json: {} }, 1: { json: {} }, 2: { json: {} } }));
  const names = 'customers.list,customers.list,customers.list';
  await request(server, 'GET', `/api/trpc/${names}?batch=1&input=${input}`, {
    headers: { authorization: `Bearer ${admin.key}` },
  });
  expect(remaining(await admin.get('/customers'))).toBe(6);
});

describe('failed attempts', () => {
  const attempt = (key: string, ip: string) =>
    request(server, 'GET', '/api/v1/auth/me', {
      headers: { authorization: `Bearer ${key}`, 'x-forwarded-for': ip },
    });

  test('are counted by address before any look-up, and shut out good keys from there too', async () => {
    const { admin } = await createWorkspace(server);
    const ip = '198.51.100.1';
    for (let n = 0; n < 4; n++)
      expectProblem(
        await attempt(n % 2 ? mintKey('credential') : 'nonsense', ip),
        401,
        'invalid_credentials',
      );
    for (const key of [mintKey('credential'), 'nonsense', admin.key]) {
      const refused = await attempt(key, ip);
      expectProblem(refused, 429, 'rate_limited', { policy: 'auth-fail' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await attempt(admin.key, '198.51.100.2')).status).toBe(200);
    server.clock.advance(400_000);
    expect((await attempt(admin.key, ip)).status).toBe(200);
  });

  test('without a key, and those that succeed, count for nothing', async () => {
    const { admin } = await createWorkspace(server);
    const headers = { 'x-forwarded-for': '198.51.100.3' };
    for (let n = 0; n < 6; n++)
      expectProblem(await request(server, 'GET', '/api/v1/auth/me', { headers }), 401, 'missing_credentials');
    for (let n = 0; n < 6; n++) expect((await attempt(admin.key, '198.51.100.3')).status).toBe(200);
  });
});

describe('a widget', () => {
  test('is limited by address, and its session by what it writes', async () => {
    const visitor = await startWidget(await createWorkspace(server));
    let last = 0;
    const ask = (method: string, path: string, ip: string, asked = {}) =>
      visitor.send(method, path, { headers: { 'x-forwarded-for': ip }, ...asked });
    for (let n = 0; n < 6; n++) expect((await ask('GET', '/conversations', '203.0.113.1')).status).toBe(200);
    const refused = await ask('GET', '/conversations', '203.0.113.1');
    expectProblem(refused, 429, 'rate_limited', { policy: 'widget-ip' });
    expect(refused.headers.get('ratelimit-policy')).toBe('"widget-ip";q=6;w=600');
    const write = () =>
      ask('POST', '/conversations', `203.0.113.${10 + ++last}`, {
        body: { body: { text: 'x' }, clientMessageId: `${last}` },
      });
    for (let n = 0; n < 3; n++) expect((await write()).status).toBe(201);
    expectProblem(await write(), 429, 'rate_limited', { policy: 'widget-session' });
    expect((await ask('GET', '/conversations', '203.0.113.30')).status).toBe(200);
  });
});

test('the root token and the public catalogue are not counted', async () => {
  const root = new RestActor(server, server.rootToken);
  for (let n = 0; n < 12; n++) expect((await root.get('/workspace')).status).toBe(403);
  for (let n = 0; n < 12; n++) expect((await request(server, 'GET', '/api/v1/errors')).status).toBe(200);
});
