import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeSecrets } from '../testing/fake-secrets.ts';
import {
  auditOf,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

/** A company's own endpoint, on this machine. */
let endpoint: Server;
let origin: string;
let answer: RequestListener;
let asked: { headers: Record<string, any>; body: string }[] = [];

let server: TestServer;
let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  endpoint = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ headers: request.headers, body });
    answer(request, response);
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(endpoint.address() as { port: number }).port}`;
  server = await startTestServer({ WOES_OUTGOING_ALLOW: '127.0.0.1' });
});
afterAll(async () => {
  await server.stop();
  endpoint.closeAllConnections();
  endpoint.close();
});
beforeEach(async () => {
  workspace = await createWorkspace(server);
  admin = workspace.admin;
  asked = [];
});

const facts = [
  { key: 'spend', label: 'Spend', type: 'number' },
  { key: 'plan', label: 'Plan', type: 'text' },
  { key: 'since', label: 'Since', type: 'date' },
  { key: 'manager', label: 'Manager', type: 'text', sensitive: true },
];
const put = (key: string, body: object, headers = {}, actor = admin) =>
  actor.put(`/context-providers/${key}`, body, headers);
const provider = async (key = 'billing', more: object = {}) => {
  const made = await put(key, { url: `${origin}/${key}`, facts, ...more });
  expect(made.status, made.text).toBe(200);
  return made.body;
};
const person = async (body: object = {}) =>
  (await admin.put('/customers/by-external-id/context', { email: 'c@example.com', ...body })).body;
const context = async (id: string, query: object = {}, actor = admin) => {
  const given = await actor.get(`/customers/${id}/context`, query as never);
  expect(given.status, given.text).toBe(200);
  return Object.fromEntries(given.body.facts.map((fact: any) => [fact.key, fact]));
};
const telling =
  (told: object): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify({ facts: told }));

describe('facts about a customer', () => {
  test('come from the company’s endpoint, asked with a signature that proves who asks', async () => {
    const { secret } = await provider();
    const { id } = await person();
    const conversation = await createConversation(workspace, { customer: { id } });
    answer = telling({ spend: 12.5, plan: 'scale', since: '2026-01-02', manager: 'Ada', other: 'ignored' });
    const told = await context(id, { conversationId: conversation.id });
    expect(told.spend).toMatchObject({
      label: 'Spend',
      type: 'number',
      value: 12.5,
      source: 'billing',
      stale: false,
      redactions: [],
      error: null,
    });
    expect(Date.parse(told.spend.expiresAt) - Date.parse(told.spend.fetchedAt)).toBe(300_000);
    expect([told.plan.value, told.since.value]).toEqual(['scale', '2026-01-02']);
    expect(told).not.toHaveProperty('other');

    const [{ headers, body }] = asked as [(typeof asked)[number]];
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = createHmac('sha256', key).update(content).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    expect(JSON.parse(body)).toEqual({
      type: 'context.requested',
      timestamp: expect.any(String),
      customer: { id, externalId: 'context', email: 'c@example.com', name: null, accountExternalIds: [] },
      conversationId: conversation.id,
      keys: facts.map((fact) => fact.key),
    });
  });

  test('are asked for again when their time is over, or when newer ones are wanted', async () => {
    await provider();
    const { id } = await person();
    answer = telling({ spend: 1 });
    await context(id);
    await context(id);
    expect(asked).toHaveLength(1);
    answer = telling({ spend: 2 });
    server.clock.advance(60_000);
    expect((await context(id, { maxAgeSeconds: 120 })).spend.value).toBe(1);
    expect((await context(id, { maxAgeSeconds: 30 })).spend.value).toBe(2);
    server.clock.advance(301_000);
    answer = telling({ spend: 3 });
    expect((await context(id)).spend.value).toBe(3);
    expect(asked).toHaveLength(3);
  });

  test.each<[string, string, RequestListener]>([
    ['refuses', 'refused', (_, response) => response.writeHead(500).end('{}')],
    [
      'redirects',
      'refused',
      (_, response) => response.writeHead(302, { location: 'http://127.0.0.2/' }).end(),
    ],
    ['breaks off', 'connection_failed', (request) => request.socket.destroy()],
    ['says no JSON', 'invalid_response', (_, response) => response.end('<html>')],
    [
      'says too much',
      'invalid_response',
      (_, response) => response.end(`{"facts":{"plan":"${'x'.repeat(70_000)}"}}`),
    ],
    ['says another form', 'invalid_response', (_, response) => response.end('{"facts":[1]}')],
    ['takes too long', 'timeout', () => undefined],
  ])('keep their last values, and say why, when the endpoint %s', async (_, code, failure) => {
    await provider('billing', { timeoutMs: 300 });
    const { id } = await person();
    answer = failure;
    const first = await context(id);
    expect(first.spend).toMatchObject({ value: null, stale: false, error: { code } });
    expect(first.spend.error.detail.length).toBeGreaterThan(10);
    // It is left alone for a while.
    const before = asked.length;
    await context(id, { maxAgeSeconds: 0 });
    expect(asked).toHaveLength(before);
    server.clock.advance(31_000);
    answer = telling({ spend: 7 });
    expect((await context(id)).spend).toMatchObject({ value: 7, stale: false, error: null });
    server.clock.advance(301_000);
    answer = failure;
    expect((await context(id)).spend).toMatchObject({ value: 7, stale: true, error: { code } });
    const [listed] = (await admin.get('/context-providers')).body.data;
    expect(listed).toMatchObject({ health: 'failing', lastError: code, p95Ms: expect.any(Number) });
  });

  test('of one provider do not wait for, or fail with, those of another', async () => {
    await provider('billing');
    await provider('usage', { facts: [{ key: 'calls', label: 'Calls', type: 'number' }] });
    answer = (request, response) =>
      request.url === '/usage' ? response.writeHead(503).end() : response.end('{"facts":{"spend":1}}');
    const { id } = await person();
    const told = await context(id);
    expect(told.spend.value).toBe(1);
    expect(told.calls).toMatchObject({ value: null, source: 'usage', error: { code: 'refused' } });
    asked = [];
    server.clock.advance(400_000);
    expect(Object.keys(await context(id, { keys: ['calls'] }))).toEqual(['calls']);
    expect(asked).toHaveLength(1);
  });

  test('of the wrong type are no facts, and secrets in them are masked', async () => {
    await provider();
    const { id } = await person();
    const { text, core } = fakeSecrets('context')[0]!;
    answer = telling({ spend: 'a lot', plan: text, since: 'yesterday' });
    const told = await context(id);
    expect(told.spend).toMatchObject({ value: null, error: { code: 'invalid_value' } });
    expect(told.since.error.code).toBe('invalid_value');
    expect(told.plan.redactions).toEqual(['secret']);
    expect(told.plan.value).not.toContain(core);
  });

  test('that are sensitive are for those who may see what is masked', async () => {
    await provider();
    const { id } = await person();
    answer = telling({ manager: 'Ada' });
    const reader = await workspace.withScopes('customers:read');
    expect((await context(id, {}, reader)).manager).toMatchObject({ value: null, redactions: ['sensitive'] });
    const revealing = await workspace.withScopes('customers:read', 'redactions:reveal');
    expect((await context(id, {}, revealing)).manager).toMatchObject({ value: 'Ada', redactions: [] });
  });

  test('are of nobody’s but the customer’s, and are gone with the customer', async () => {
    await provider();
    const { id } = await person();
    const other = await createWorkspace(server);
    const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
    await expectForeignUnknown((each) => admin.get(`/customers/${each}/context`), {
      foreign,
      unknown: `cus_${'0'.repeat(26)}`,
    });
    const elsewhere = await createConversation(workspace);
    expectProblem(
      await admin.get(`/customers/${id}/context`, { conversationId: elsewhere.id }),
      422,
      'reference_not_usable',
    );
    await expectScopeNeeded(workspace, 'customers:read', (actor) => actor.get(`/customers/${id}/context`));
    // The endpoint answers after the customer was erased: nothing of the answer is kept.
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      answer = (_, response) => {
        resolve();
        release = () => void response.end('{"facts":{"plan":"Kept nowhere"}}');
      };
    });
    const late = admin.get(`/customers/${id}/context`);
    await arrived;
    expect((await admin.delete(`/customers/${id}?mode=erase`)).status).toBe(200);
    release();
    expect((await late).status).toBe(200);
    expectProblem(await admin.get(`/customers/${id}/context`), 409, 'state_conflict');
    const lease = await server.services.engine.acquire();
    await lease.command('reset role');
    const [row] = await lease.values('select count(*)::integer from context_facts where data::text like $1', [
      '%Kept%',
    ]);
    lease.release();
    expect(row).toEqual([0]);
  });
});

describe('a context provider', () => {
  test('is made with a secret that is shown once, changed, and given a new one', async () => {
    const made = await provider();
    expect(made).toMatchObject({
      result: 'created',
      health: 'unknown',
      enabled: true,
      timeoutMs: 2000,
      version: 1,
    });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const same = await put('billing', { url: `${origin}/billing`, facts });
    expect(same.body).toMatchObject({ result: 'noop', secret: null, version: 1 });
    const events = await eventsOf(workspace, async () => {
      const changed = await put('billing', { ttlSeconds: 60 });
      expect(changed.body).toMatchObject({ result: 'updated', secret: null, ttlSeconds: 60, version: 2 });
      const rotated = await put('billing', { rotateSecret: true });
      expect(rotated.body.secret).toMatch(/^whsec_/);
      expect(rotated.body.secret).not.toBe(made.secret);
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
      ['context_provider.updated', ['ttlSeconds']],
      ['context_provider.updated', ['hint']],
    ]);
    expect(JSON.stringify(events)).not.toContain(made.secret.slice(8, 40));
    expect((await admin.get('/context-providers')).text).not.toContain(made.secret.slice(8, 40));
    const audited = (await auditOf(workspace)).filter(({ action }) => action === 'context_provider.upsert');
    expect(audited).toHaveLength(3);
  });

  test('that is off is not asked', async () => {
    await provider('billing', { enabled: false });
    const { id } = await person();
    expect(await context(id)).toEqual({});
    expect(asked).toEqual([]);
  });

  test.each([
    'http://example.com/',
    'https://10.0.0.1/',
    'https://user:pass@example.com/',
    'https://localhost/',
    'ftp://example.com/',
    'no url',
  ])('cannot be %s', async (url) => {
    expect(fieldProblems(await put('bad', { url, facts }))).toEqual(['body /url invalid_value']);
  });

  test('names what is missing or twice, and a workspace has twenty', async () => {
    expect(fieldProblems(await put('new', { facts }))).toEqual(['body /url required']);
    expect(fieldProblems(await put('new', { url: `${origin}/` }))).toEqual(['body /facts required']);
    expect(fieldProblems(await put('new', { url: `${origin}/`, facts: [facts[0], facts[0]] }))).toEqual([
      'body /facts not_unique',
    ]);
    for (let n = 0; n < 20; n++) await provider(`p${n}`);
    expectProblem(await put('p20', { url: `${origin}/`, facts }), 409, 'state_conflict', {
      providersMax: 20,
    });
  });

  test('of two editors one is refused; the scopes are those of the workspace', async () => {
    await provider();
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        put('billing', { ttlSeconds: 10 + n, ...(expectedVersion ? { expectedVersion } : {}) }, headers),
      1,
    );
    await expectScopeNeeded(workspace, 'workspace:write', (actor) => put('x', {}, {}, actor));
    await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/context-providers'));
  });
});
