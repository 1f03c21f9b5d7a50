import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createWorkspace,
  eventsAfter,
  type Received,
  type Receiver,
  startReceiver,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../../testing/index.ts';

let server: TestServer;
let workspace: TestWorkspace;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer({
    WOES_WEBHOOKS: 'on',
    WOES_OUTGOING_ALLOW: '127.0.0.1',
    WOES_WEBHOOK_TIMEOUT_MS: '400',
  });
});
afterAll(() => server.stop());
beforeEach(async () => {
  workspace = await createWorkspace(server);
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const until = <T>(look: () => T | Promise<T>) => vi.waitUntil(look, { timeout: 15_000, interval: 20 });
const subscribe = async (more: object = {}) => {
  const made = await workspace.admin.post('/webhooks', {
    url: receiver.url,
    eventTypes: ['customer.*'],
    ...more,
  });
  expect(made.status, made.text).toBe(201);
  return made.body;
};
let count = 0;
const happen = async (externalId = `hooked-${++count}`, body: object = {}) =>
  (await workspace.admin.put(`/customers/by-external-id/${externalId}`, body)).body;
const deliveries = async (query: Record<string, string | number> = {}) =>
  (await workspace.admin.get('/webhook-deliveries', { limit: 100, sort: 'created_at', ...query })).body
    .data as any[];
const only = async (fits: (delivery: any) => boolean) =>
  until(async () => (await deliveries()).find(fits)) as Promise<any>;
const read = async (id: string) => (await workspace.admin.get(`/webhooks/${id}`)).body;

const isSigned = ({ headers, text }: Received, secret: string): boolean => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
};
/** Lets the waits of retries go by, until something is so. */
const wait = async (ms: number, isSo: () => boolean | Promise<boolean>) => {
  server.clock.advance(ms);
  await until(isSo);
};

test('an event arrives once, signed, as the feed has it, with the headers that were given', async () => {
  const { secret } = await subscribe({ headers: { 'X-Team': 'data' } });
  const customer = await happen();
  await until(() => receiver.received.length > 0);
  const [got] = receiver.received as [Received];
  const event = (await eventsAfter(workspace)).find(({ resource }) => resource.id === customer.id)!;
  expect(got.body).toEqual(event);
  expect(got.headers).toMatchObject({
    'webhook-id': (event as any).id,
    'content-type': 'application/json',
    'x-team': 'data',
  });
  expect(isSigned(got, secret)).toBe(true);
  expect(await only(({ state }) => state === 'delivered')).toMatchObject({
    eventId: (event as any).id,
    series: 1,
    attempts: [{ number: 1, status: 200, errorCode: null, responseExcerpt: 'ok' }],
    nextAttemptAt: null,
  });
  expect(receiver.received).toHaveLength(1);
});

test('every event of many writers arrives, each exactly once', async () => {
  await subscribe({ maxInFlight: 20 });
  await Promise.all(Array.from({ length: 40 }, () => happen()));
  await until(async () => (await deliveries({ state: 'delivered' })).length === 40);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
  expect(receiver.received).toHaveLength(40);
});

test('what was not sent says why: filtered, paused, or not allowed to be seen', async () => {
  const partial = await workspace.withScopes('webhooks:write', 'customers:read');
  const made = await partial.post('/webhooks', {
    url: receiver.url,
    eventTypes: ['*'],
    filter: { field: 'resource.type', op: 'eq', value: 'account' },
  });
  expect(made.status, made.text).toBe(201);
  await happen();
  await workspace.admin.post('/channels', { type: 'api', name: 'One' });
  await workspace.admin.put('/accounts/by-external-id/acme', {});
  await only(({ state }) => state === 'delivered');
  await workspace.admin.patch(`/webhooks/${made.body.id}`, { status: 'paused' });
  await workspace.admin.put('/accounts/by-external-id/other', {});
  await only(({ skipReason }) => skipReason === 'paused');
  const reasons = Object.fromEntries(
    (await deliveries()).map(({ eventType, skipReason }) => [eventType, skipReason]),
  );
  expect(reasons).toMatchObject({ 'customer.created': 'filtered', 'channel.created': 'scope' });
  expect(receiver.received.map(({ body }) => body.type)).toEqual(['account.created']);
});

test('thin events say what happened to what, and nothing of it', async () => {
  await subscribe({ payload: 'thin' });
  const customer = await happen();
  await until(() => receiver.received.length > 0);
  const { body } = receiver.received[0]!;
  expect(body.resource).toEqual({ type: 'customer', id: customer.id, version: 1 });
  expect([body.data, body.changes]).toEqual([undefined, undefined]);
});

describe('a receiver that fails', () => {
  test.each([
    ['answers 500', (r: any) => r.writeHead(500).end('no'), { status: 500, errorCode: 'server_error' }],
    ['answers 404', (r: any) => r.writeHead(404).end(), { status: 404, errorCode: 'client_error' }],
    [
      'redirects',
      (r: any) => r.writeHead(302, { location: receiver.url }).end(),
      { status: 302, errorCode: 'redirected' },
    ],
    ['never answers', () => undefined, { status: null, errorCode: 'timeout' }],
    [
      'drips',
      (r: any) => {
        r.writeHead(200);
        const dripping = setInterval(() => r.write('.'), 20);
        r.on('close', () => clearInterval(dripping));
      },
      { status: null, errorCode: 'timeout' },
    ],
    ['breaks off', (r: any) => r.destroy(), { status: null, errorCode: 'connection_failed' }],
  ] as const)('that %s is asked again, with the same id and a new signature', async (_, answer, attempt) => {
    receiver.answer = answer;
    const { secret } = await subscribe();
    await happen();
    const failed = await only(({ attempts }) => attempts.length === 1);
    expect(failed).toMatchObject({ state: 'pending', attempts: [attempt] });
    expect(Date.parse(failed.nextAttemptAt)).toBeGreaterThan(Date.parse(failed.attempts[0].at));
    receiver.answer = (response) => response.end('ok');
    await wait(90_000, async () => (await deliveries({ state: 'delivered' })).length === 1);
    const [first, second] = receiver.received as [Received, Received];
    expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
    expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp']);
    expect([isSigned(first, secret), isSigned(second, secret)]).toEqual([true, true]);
  });

  test('that answers 410 ends the subscription, and says so', async () => {
    receiver.answer = (response) => response.writeHead(410).end();
    const { id } = await subscribe();
    await happen();
    expect(await only(({ state }) => state === 'failed')).toMatchObject({
      attempts: [{ errorCode: 'gone' }],
    });
    await until(async () => (await read(id)).status === 'disabled');
    expect((await read(id)).statusReason).toBe('gone');
    expect((await eventsAfter(workspace)).at(-1)).toMatchObject({
      type: 'webhook.subscription.disabled',
      changes: { status: { from: 'active', to: 'disabled' } },
    });
  });

  test('is asked eight times by the schedule, then no more', async () => {
    receiver.answer = (response) => response.writeHead(503).end();
    const { id } = await subscribe();
    await happen();
    for (let tried = 1; tried < 8; tried++) {
      await until(() => receiver.received.length === tried);
      await until(async () => (await deliveries())[0].attempts.length === tried);
      server.clock.advance(12.1 * 3600 * 1000);
    }
    const last = await only(({ state }) => state === 'exhausted');
    expect(last.attempts.map(({ number }: any) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await read(id)).status).toBe('failing');
    const told = (await eventsAfter(workspace)).filter(({ type }) => type === 'webhook.subscription.failing');
    expect(told).toHaveLength(1);
    receiver.answer = (response) => response.end('ok');
    const recovered = await workspace.admin.post(`/webhooks/${id}/replay`, {
      fromSequence: 0,
      onlyFailed: true,
    });
    expect(recovered.body, recovered.text).toMatchObject({ count: 1 });
    await until(async () => (await read(id)).status === 'active');
    expect((await eventsAfter(workspace)).at(-1)).toMatchObject({ type: 'webhook.subscription.updated' });
  });

  test('is left alone while its breaker is open, which counts against no delivery', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { id } = await subscribe({ maxInFlight: 20 });
    await Promise.all(Array.from({ length: 12 }, () => happen()));
    await until(async () => (await read(id)).heldUntil !== null);
    await until(async () => (await deliveries()).every(({ attempts }) => attempts.length === 1));
    const asked = receiver.received.length;
    await happen();
    server.clock.advance(20_000);
    await until(async () => (await deliveries()).length === 13);
    expect(receiver.received).toHaveLength(asked);
    const { heldUntil } = await read(id);
    await wait(15_000, async () => (await read(id)).heldUntil !== heldUntil);
    expect(receiver.received).toHaveLength(asked + 1);
    receiver.answer = (response) => response.end('ok');
    await wait(65_000, async () => (await deliveries({ state: 'delivered' })).length === 13);
    expect(await read(id)).toMatchObject({ status: 'active', heldUntil: null });
  });

  test('that is a private address is never asked', async () => {
    const { id } = await subscribe();
    await happen();
    await only(({ state }) => state === 'delivered');
    const refused = await workspace.admin.patch(`/webhooks/${id}`, { url: 'https://169.254.169.254/latest' });
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, '/url']);
    for (const url of [
      'http://hooks.example.com/',
      'https://localhost/',
      'https://10.0.0.1/',
      'https://u:p@hooks.example.com/',
    ])
      expect((await workspace.admin.post('/webhooks', { url, eventTypes: ['customer.*'] })).status, url).toBe(
        400,
      );
  });
});

test('with order per resource the next event of a resource waits for the one before, others do not', async () => {
  await subscribe({ ordering: 'per_resource' });
  let isDown = true;
  receiver.answer = (response, { body }) =>
    response.writeHead(isDown && body.data.customer.externalId === 'slow' ? 500 : 200).end();
  await happen('slow');
  await happen('slow', { name: 'Second' });
  await happen('slow', { name: 'Third' });
  await happen('quick');
  await until(() => receiver.received.some(({ body }) => body.data.customer.externalId === 'quick'));
  await only(({ attempts, state }) => state === 'pending' && attempts.length === 1);
  expect(receiver.received.filter(({ body }) => body.data.customer.externalId === 'slow')).toHaveLength(1);
  isDown = false;
  await wait(10_000, async () => (await deliveries({ state: 'delivered' })).length === 4);
  const slow = receiver.received.filter(({ body }) => body.data.customer.externalId === 'slow');
  expect(slow.map(({ body }) => body.resource.version)).toEqual([1, 1, 2, 3]);
});

test('a rotation between two tries: both secrets sign until the old one ends', async () => {
  receiver.answer = (response) => response.writeHead(500).end();
  const { id, secret: old } = await subscribe();
  await happen();
  await only(({ attempts }) => attempts.length === 1);
  const { secret } = (await workspace.admin.post(`/webhooks/${id}/rotate-secret`, { graceSeconds: 60 })).body;
  await wait(10_000, () => receiver.received.length === 2);
  const both = receiver.received[1]!;
  expect([isSigned(both, old), isSigned(both, secret)]).toEqual([true, true]);
  await only(({ attempts }) => attempts.length === 2);
  await wait(400_000, () => receiver.received.length === 3);
  const after = receiver.received[2]!;
  expect([isSigned(after, old), isSigned(after, secret)]).toEqual([false, true]);
});

test('a dead endpoint takes nothing from others', async () => {
  const dead = await startReceiver();
  dead.answer = () => undefined;
  await subscribe({ url: dead.url, maxInFlight: 5 });
  await subscribe();
  for (let n = 0; n < 10; n++) await happen();
  await until(() => receiver.received.length === 10);
  await dead.close();
});

test('a replay is a new series under the same event id, and one that waits is not sent twice', async () => {
  const { id } = await subscribe();
  await happen();
  const sent = await only(({ state }) => state === 'delivered');
  const again = await workspace.admin.post(`/webhook-deliveries/${sent.id}/replay`);
  expect([again.status, again.body.series, again.body.eventId]).toEqual([202, 2, sent.eventId]);
  await until(() => receiver.received.length === 2);
  const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
  expect(ids).toEqual([sent.eventId, sent.eventId]);
  await only(({ series, state }) => series === 2 && state === 'delivered');
  const counted = await workspace.admin.post(`/webhooks/${id}/replay`, { fromSequence: 0, dryRun: true });
  expect(counted.body).toMatchObject({ count: 1, dryRun: true });
  expect(await deliveries()).toHaveLength(2);
});

test('a test goes out with the example of its type, whatever the subscription names', async () => {
  const { id, secret } = await subscribe();
  const sent = await workspace.admin.post(`/webhooks/${id}/test`, { eventType: 'message.received' });
  expect([sent.status, sent.body.isTest, sent.body.state]).toEqual([202, true, 'pending']);
  await until(() => receiver.received.length === 1);
  expect(receiver.received[0]!.body).toMatchObject({ type: 'message.received', workspaceId: workspace.id });
  expect(isSigned(receiver.received[0]!, secret)).toBe(true);
});

test('with a rate no more go out in a second than it says', async () => {
  await subscribe({ ratePerSecond: 2 });
  for (let n = 0; n < 5; n++) await happen();
  await until(() => receiver.received.length === 2);
  await until(async () => (await deliveries({ state: 'delivered' })).length === 2);
  // Some looks at the clock later it is still the same second.
  await deliveries();
  expect(receiver.received).toHaveLength(2);
  await wait(1100, () => receiver.received.length === 4);
  await until(async () => (await deliveries({ state: 'delivered' })).length === 4);
  await wait(1100, () => receiver.received.length === 5);
});

test('an event is in the contract that the subscription was made for', async () => {
  await subscribe({ eventTypes: ['conversation.created'], apiVersion: '2026-09-01' });
  await workspace.admin.post('/conversations', {
    customer: { externalId: 'dated' },
    channelId: workspace.channelId,
    firstMessage: { text: 'How?' },
  });
  await until(() => receiver.received.length === 1);
  expect(receiver.received[0]!.body).toMatchObject({
    apiVersion: '2026-09-01',
    data: { conversation: { messageCount: expect.any(Number) } },
  });
});

test('what a receiver answers is kept up to its beginning, without what looks like a secret', async () => {
  const leaked = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  receiver.answer = (response) => response.writeHead(500).end(`token ${leaked} ${'x'.repeat(50_000)}`);
  await subscribe();
  await happen();
  const { attempts } = await only((each) => each.attempts.length === 1);
  expect(attempts[0].responseExcerpt).not.toContain(leaked);
  expect(attempts[0].responseExcerpt.length).toBeLessThanOrEqual(1000);
});
