import { beforeAll, describe, expect, test } from 'vitest';
import { exampleId } from '../contract/ids.ts';
import {
  createWorkspace,
  eventsAfter,
  expectForeignUnknown,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  placesOf,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const asked = { url: 'https://hooks.example.com/woes', eventTypes: ['customer.*'] };
const create = (more: object = {}, actor = admin) => actor.post('/webhooks', { ...asked, ...more });

describe('a subscription', () => {
  test('is created with a secret that is shown once, in no list, event or log, and kept in no clear text', async () => {
    const { status, body } = await create({ headers: { Authorization: 'Bearer of-the-receiver' } });
    expect([status, body.status, body.version, body.headerNames]).toEqual([
      201,
      'active',
      1,
      ['authorization'],
    ]);
    expect(body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { secret, ...shown } = body;
    expect((await admin.get(`/webhooks/${body.id}`)).body).toEqual(shown);
    const event = (await eventsAfter(workspace)).at(-1)!;
    expect(event).toMatchObject({ type: 'webhook.subscription.created', data: { subscription: shown } });
    for (const hidden of [secret.slice(6), 'of-the-receiver'])
      expect(await placesOf(workspace, hidden)).toEqual([]);
  });

  test('changes as it is told, and not at all when nothing differs', async () => {
    const { body } = await create({ headers: { 'x-a': '1' } });
    const before = (await eventsAfter(workspace)).length;
    const same = await admin.patch(`/webhooks/${body.id}`, { url: asked.url, headers: { 'X-A': '1' } });
    expect([same.status, same.body.version]).toEqual([200, 1]);
    expect(await eventsAfter(workspace)).toHaveLength(before);
    const changed = await admin.patch(`/webhooks/${body.id}`, { status: 'paused', headers: { 'x-b': '2' } });
    expect(changed.body).toMatchObject({
      status: 'paused',
      statusReason: 'asked',
      headerNames: ['x-b'],
      version: 2,
    });
    expect((await admin.patch(`/webhooks/${body.id}`, { status: 'active' })).body).toMatchObject({
      status: 'active',
      statusReason: null,
    });
    expectProblem(
      await admin.patch(`/webhooks/${body.id}`, { expectedVersion: 1, url: asked.url }),
      412,
      'version_conflict',
    );
  });

  test('gets another secret, and says until when the old one signs as well', async () => {
    const { body } = await create();
    const rotated = await admin.post(`/webhooks/${body.id}/rotate-secret`, { graceSeconds: 60 });
    expect(rotated.body.secret).not.toBe(body.secret);
    expect(Date.parse(rotated.body.previousExpiresAt) - Date.parse(rotated.body.updatedAt)).toBe(60_000);
    workspace.server.clock.advance(61_000);
    expect((await admin.get(`/webhooks/${body.id}`)).body.previousExpiresAt).toBeNull();
    expect(
      (await admin.post(`/webhooks/${body.id}/rotate-secret`, { graceSeconds: 0 })).body.previousExpiresAt,
    ).toBeNull();
  });

  test('is deleted with what waits, and says before what that is', async () => {
    const { body } = await create();
    await admin.post(`/webhooks/${body.id}/test`, { eventType: 'customer.created' });
    const dry = await admin.send('DELETE', `/webhooks/${body.id}`, { query: { dryRun: 'true' } });
    expect(dry.body).toEqual({ id: body.id, dryRun: true, effects: { pending: 1 } });
    expect((await admin.delete(`/webhooks/${body.id}`)).body.effects.pending).toBe(1);
    expectProblem(await admin.get(`/webhooks/${body.id}`), 404, 'not_found');
    expect((await admin.get('/webhook-deliveries', { subscriptionId: body.id })).body.data).toEqual([]);
  });

  test('shows how its requests went when asked for it', async () => {
    const { body } = await create();
    await admin.post(`/webhooks/${body.id}/test`, { eventType: 'customer.created' });
    workspace.server.clock.advance(5000);
    const { stats } = (await admin.get(`/webhooks/${body.id}`, { include: 'stats' })).body;
    expect(stats).toMatchObject({ attempts: 0, successRate: null, p95Ms: null, pending: 1 });
    expect(stats.oldestPendingSeconds).toBeGreaterThanOrEqual(5);
  });
});

describe('what is refused', () => {
  test.each([
    [{ url: 'http://hooks.example.com/' }, '/url'],
    [{ url: 'https://hooks.example.com:8443/' }, '/url'],
    [{ url: 'https://hooks.example.com/#x' }, '/url'],
    [{ url: 'https://2130706433/' }, '/url'],
    [{ url: 'https://[::ffff:10.0.0.1]/' }, '/url'],
    [{ url: 'ftp://hooks.example.com/' }, '/url'],
    [{ url: 'x' }, '/url'],
    [{ eventTypes: ['customer.creatd'] }, '/eventTypes/0'],
    [{ eventTypes: ['customer.created', 'nothing.*'] }, '/eventTypes/1'],
    [{ headers: { 'webhook-id': 'x' } }, '/headers/webhook-id'],
    [{ headers: { Host: 'x' } }, '/headers/Host'],
    [{ filter: { field: 'data.customer.secret', op: 'eq', value: 'x' } }, '/filter/field'],
  ])('%j', async (more, pointer) => {
    const answer = await create(more);
    expect([answer.status, fieldProblems(answer).map((each) => each.split(' ')[1])]).toEqual([
      400,
      [pointer],
    ]);
  });

  test('a header that would smuggle another, and a contract that is not served', async () => {
    expect((await create({ headers: { 'x-a': 'a\r\nx-b: c' } })).status).toBe(400);
    expectProblem(await create({ apiVersion: '2020-01-01' }), 400, 'unsupported_api_version');
  });

  test('a type that the scopes of whoever asks do not show; of a pattern it is left out', async () => {
    const partial = await workspace.withScopes('webhooks:read', 'webhooks:write', 'customers:read');
    const refused = await create({ eventTypes: ['message.received'] }, partial);
    expectProblem(refused, 403, 'insufficient_scope');
    expect(refused.body.metadata.missingScope).toBe('messages:read');
    const made = await create({ eventTypes: ['*'] }, partial);
    expect(made.body.scopes).toEqual(['customers:read', 'webhooks:read']);
  });

  test('to take over what others are told: who changes where to gives it no more than the own scopes', async () => {
    const { body } = await create({ eventTypes: ['*'] });
    const partial = await workspace.withScopes('webhooks:write');
    const described = await partial.patch(`/webhooks/${body.id}`, { description: 'Ours' });
    expect(described.body.scopes).toEqual(body.scopes);
    const moved = await partial.patch(`/webhooks/${body.id}`, { url: 'https://elsewhere.example.com/' });
    expect(moved.body.scopes).toEqual([]);
  });

  test('a test or replay of one that sends nothing, and a range without a beginning', async () => {
    const { body } = await create();
    expect(fieldProblems(await admin.post(`/webhooks/${body.id}/replay`, {}))).toEqual([
      'body /fromSequence required',
    ]);
    await admin.patch(`/webhooks/${body.id}`, { status: 'paused' });
    expectProblem(await admin.post(`/webhooks/${body.id}/test`, {}), 409, 'state_conflict');
    expectProblem(
      await admin.post(`/webhooks/${body.id}/replay`, { fromSequence: 1 }),
      409,
      'state_conflict',
    );
  });

  test('more than fifty', async () => {
    const own = await createWorkspace();
    const made = await Promise.all(Array.from({ length: 55 }, () => create({}, own.admin)));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(50);
    expectProblem(made.find(({ status }) => status !== 201)!, 409, 'state_conflict');
  });

  test('others of other workspaces, and those without the scope', async () => {
    const { body } = await create();
    const { admin: stranger } = await createWorkspace();
    await expectForeignUnknown((id) => stranger.get(`/webhooks/${id}`), {
      foreign: body.id,
      unknown: exampleId('whk', 77),
    });
    await expectScopeNeeded(workspace, 'webhooks:write', (actor) => create({}, actor));
    await expectScopeNeeded(workspace, 'webhooks:replay', (actor) =>
      actor.post(`/webhooks/${body.id}/replay`, { fromSequence: 1 }),
    );
  });
});
