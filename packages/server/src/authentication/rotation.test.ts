import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsAfter,
  expectProblem,
  RestActor,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';
import { expireKeys } from './index.ts';

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer({ WOES_LIMIT_KEY: '40/10000' });
});
afterAll(() => server.stop());
const fresh = async () => {
  workspace = await createWorkspace(server);
  return workspace.admin;
};
const made = async (admin: RestActor, more: Record<string, unknown> = {}) => {
  const { body } = await admin.post('/auth/credentials', {
    name: 'Billing sync',
    scopes: ['customers:read', 'customers:write'],
    ...more,
  });
  return { id: body.id as string, actor: new RestActor(server, body.secret), body };
};
const rotate = (admin: RestActor, id: string, body: Record<string, unknown> = {}) =>
  admin.post(`/auth/credentials/${id}/rotate`, body);
const typesOf = async () => (await eventsAfter(workspace)).map(({ type }) => type);

describe('rotation', () => {
  test('gives a new secret, and the one before works on until its grace is over, saying so', async () => {
    const admin = await fresh();
    const { id, actor, body: before } = await made(admin);
    const { status, body } = await rotate(admin, id, { graceSeconds: 600 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'rotating', version: 2, hint: body.secret.slice(-4) });
    expect(Date.parse(body.previousExpiresAt) - server.clock.now().getTime()).toBeGreaterThan(590_000);
    const next = new RestActor(server, body.secret);
    expect((await next.get('/auth/me')).body.credential.id).toBe(id);
    expect((await next.get('/auth/me')).headers.get('deprecation')).toBeNull();
    for (const answer of [
      await actor.get('/customers'),
      await actor.get('/conversations'),
      await actor.rpc('query', 'customers.list', {}),
    ]) {
      expect(answer.headers.get('deprecation')).toMatch(/^@\d{10}$/);
      expect(answer.headers.get('sunset')).toBe(new Date(body.previousExpiresAt).toUTCString());
    }
    server.clock.advance(601_000);
    expectProblem(await actor.get('/customers'), 401, 'expired_credentials');
    expect((await next.get('/auth/me')).body.credential.status).toBe('active');
    await expireKeys(server.services);
    expectProblem(await actor.get('/customers'), 401, 'invalid_credentials');
    expect((await next.get('/customers')).status).toBe(200);
    expect(before.secret).not.toBe(body.secret);
    expect(await typesOf()).toContain('credential.rotated');
  });

  test('without grace ends the secret before at once', async () => {
    const admin = await fresh();
    const { id, actor } = await made(admin);
    expect((await actor.get('/customers')).status).toBe(200);
    const { body } = await rotate(admin, id, { graceSeconds: 0 });
    expect(body).toMatchObject({ status: 'active', previousExpiresAt: null });
    expectProblem(await actor.get('/customers'), 401, 'invalid_credentials');
  });

  test('again ends the secret that was still on its way out: there are never more than two', async () => {
    const admin = await fresh();
    const { id, actor: first } = await made(admin);
    const second = new RestActor(server, (await rotate(admin, id)).body.secret);
    const third = new RestActor(server, (await rotate(admin, id)).body.secret);
    expectProblem(await first.get('/customers'), 401, 'invalid_credentials');
    expect((await second.get('/customers')).status).toBe(200);
    expect((await third.get('/customers')).status).toBe(200);
  });

  test('goes on with limits and replays: both secrets are one caller', async () => {
    const admin = await fresh();
    const { id, actor } = await made(admin);
    const key = { 'idempotency-key': 'before-the-rotation' };
    const first = await actor.put('/customers/by-external-id/r', {}, key);
    const next = new RestActor(server, (await rotate(admin, id)).body.secret);
    const again = await next.put('/customers/by-external-id/r', {}, key);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.text).toBe(first.text);
    const left = async (who: RestActor) =>
      (await who.get('/limits')).body.buckets.find((each: any) => each.class === 'key').remaining;
    const before = await left(actor);
    await next.get('/customers');
    expect(await left(actor)).toBe(before - 1);
  });

  test('is nothing for who reaches less far: the new secret would reach further than his own', async () => {
    const admin = await fresh();
    const { body: powerful } = await admin.get('/auth/me');
    const clerk = await workspace.withScopes('credentials:write', 'customers:read');
    expectProblem(await rotate(clerk, powerful.credential.id), 403, 'insufficient_scope');
    const { id } = await made(admin, { ipAllowlist: [] });
    expectProblem(await rotate(clerk, id), 403, 'insufficient_scope');
  });

  test('of what is no longer in use is refused, and under one key is done once', async () => {
    const admin = await fresh();
    const { id } = await made(admin);
    const key = { 'idempotency-key': 'rotate-once' };
    const ask = () => admin.post(`/auth/credentials/${id}/rotate`, {}, key);
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await admin.get(`/auth/credentials/${id}`)).body.version).toBe(2);
    await admin.delete(`/auth/credentials/${id}`);
    expectProblem(await rotate(admin, id), 409, 'state_conflict');
    for (const { text } of [await admin.get('/auth/credentials')])
      expect(text).not.toContain(answers[0]!.body.secret);
  });
});

describe('an update', () => {
  test('narrows at once, and what changes nothing writes nothing', async () => {
    const admin = await fresh();
    const { id, actor } = await made(admin);
    expect((await actor.put('/customers/by-external-id/u', {})).status).toBe(200);
    const narrowed = await admin.patch(`/auth/credentials/${id}`, {
      scopes: ['customers:read'],
      name: 'Reader',
    });
    expect(narrowed.body).toMatchObject({ scopes: ['customers:read'], name: 'Reader', version: 2 });
    expectProblem(await actor.put('/customers/by-external-id/u', {}), 403, 'insufficient_scope');
    const events = (await eventsAfter(workspace)).length;
    const again = await admin.patch(`/auth/credentials/${id}`, { scopes: ['customers:read'] });
    expect(again.body.version).toBe(2);
    expect(await eventsAfter(workspace)).toHaveLength(events);
  });

  test('never widens beyond who asks: scopes, end, addresses', async () => {
    const admin = await fresh();
    const end = new Date(server.clock.now().getTime() + 3_600_000);
    const clerkMade = await made(admin, {
      scopes: ['credentials:write', 'customers:read'],
      expiresAt: end.toISOString(),
      ipAllowlist: ['127.0.0.0/8', '::1'],
    });
    const clerk = clerkMade.actor;
    const path = `/auth/credentials/${clerkMade.id}`;
    expectProblem(
      await clerk.patch(path, { scopes: ['credentials:write', 'customers:write'] }),
      403,
      'insufficient_scope',
    );
    for (const body of [
      { expiresAt: null },
      { expiresAt: new Date(end.getTime() + 1).toISOString() },
      { ipAllowlist: [] },
      { ipAllowlist: ['10.0.0.0/8'] },
    ])
      expect((await clerk.patch(path, body)).status, JSON.stringify(body)).toBe(400);
    expect((await clerk.patch(path, { ipAllowlist: ['127.0.0.1'] })).status).toBe(200);
  });

  test('that crosses another is refused, of a revoked credential too', async () => {
    const admin = await fresh();
    const { id } = await made(admin);
    await admin.patch(`/auth/credentials/${id}`, { name: 'Second' });
    const crossed = await admin.patch(`/auth/credentials/${id}`, { name: 'Third', expectedVersion: 1 });
    expectProblem(crossed, 412, 'version_conflict', { currentVersion: 2 });
    await admin.delete(`/auth/credentials/${id}`);
    expectProblem(await admin.patch(`/auth/credentials/${id}`, { name: 'Fourth' }), 409, 'state_conflict');
  });
});

describe('expiry', () => {
  test('is told by one event, whoever sweeps how often, and again after a new end', async () => {
    const admin = await fresh();
    const inMs = (ms: number) => new Date(server.clock.now().getTime() + ms).toISOString();
    const { id, actor } = await made(admin, { expiresAt: inMs(60_000) });
    const expiries = async () => (await typesOf()).filter((type) => type === 'credential.expired').length;
    await expireKeys(server.services);
    expect(await expiries()).toBe(0);
    server.clock.advance(61_000);
    expectProblem(await actor.get('/customers'), 401, 'expired_credentials');
    await Promise.all([expireKeys(server.services), expireKeys(server.services)]);
    await expireKeys(server.services);
    expect(await expiries()).toBe(1);
    await admin.patch(`/auth/credentials/${id}`, { expiresAt: inMs(60_000) });
    expect((await actor.get('/customers')).status).toBe(200);
    server.clock.advance(61_000);
    await expireKeys(server.services);
    expect(await expiries()).toBe(2);
  });
});
