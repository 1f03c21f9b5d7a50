import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let other: TestWorkspace;
let admin: RestActor;
let foreign: string;
const unknown = `wk_${'0'.repeat(26)}`;
beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace();
  admin = workspace.admin;
  foreign = (await create({ channelId: other.channelId }, {}, other.admin)).body.id;
});

const create = (more: object = {}, headers = {}, actor = admin) =>
  actor.post(
    '/auth/widget-keys',
    {
      channelId: workspace.channelId,
      name: 'Docs',
      allowedOrigins: ['https://docs.example.com'],
      ...more,
    },
    headers,
  );
const patch = (id: string, body: object, headers = {}, actor = admin) =>
  actor.patch(`/auth/widget-keys/${id}`, body, headers);
const rotate = (id: string, body: object = {}, headers = {}, actor = admin) =>
  actor.post(`/auth/widget-keys/${id}/rotate`, body, headers);
const revoke = (id: string, query = '', headers = {}, actor = admin) =>
  actor.delete(`/auth/widget-keys/${id}${query}`, headers);

test('a widget key is created, audited, told in one event, and may be read again', async () => {
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await create({ allowedOrigins: ['https://*.example.com', 'http://localhost:3000'] });
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^wk_/),
    key: expect.stringMatching(/^woesw_[0-9A-Za-z]{38}$/),
    channelId: workspace.channelId,
    name: 'Docs',
    allowedOrigins: ['https://*.example.com', 'http://localhost:3000'],
    capabilities: ['conversations'],
    identityMode: 'off',
    status: 'active',
    previousExpiresAt: null,
    revokedAt: null,
    version: 1,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(events.map(({ type, data }) => [type, data])).toEqual([
    ['widget_key.created', { widgetKey: answer.body }],
  ]);
  expect((await auditOf(workspace)).at(-1)!.action).toBe('widget_key.create');
  const list = await admin.get('/auth/widget-keys');
  expect(list.body.data[0]).toEqual(answer.body);
});

test('only a live chat channel of the own workspace is taken', async () => {
  const { body: api } = await admin.post('/channels', { type: 'api', name: 'API' });
  for (const channelId of [other.channelId, `chn_${'0'.repeat(26)}`, api.id])
    expectProblem(await create({ channelId }), 422, 'reference_not_usable', { field: 'channelId' });
});

test('the list pages completely, by channel too', async () => {
  const own = await createWorkspace();
  const { body: second } = await own.admin.post('/channels', { type: 'live_chat', name: 'App' });
  const ids = [];
  for (let n = 0; n < 5; n++) {
    const channelId = n % 2 ? second.id : own.channelId;
    ids.push((await create({ channelId, name: `${n}` }, {}, own.admin)).body.id);
  }
  const list = async (query: object) =>
    (await allPages(own.admin, '/auth/widget-keys', { limit: 2, ...query })).map(({ id }) => id);
  expect(await list({})).toEqual([...ids].reverse());
  expect(await list({ channelId: second.id })).toEqual([ids[3], ids[1]]);
  const { nextCursor: cursor } = (await own.admin.get('/auth/widget-keys', { limit: 2 })).body;
  for (const query of [{ cursor, channelId: second.id }])
    expectProblem(await own.admin.get('/auth/widget-keys', query), 400, 'invalid_cursor');
  expectProblem(await admin.get('/auth/widget-keys', { cursor }), 400, 'invalid_cursor');
  expect(fieldProblems(await admin.get('/auth/widget-keys', { limit: 101 }))).toEqual([
    'query /limit too_big',
  ]);
});

describe('updating', () => {
  test('replaces what is given, audits the difference, and tells it', async () => {
    const { body: before } = await create();
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(before.id, { name: 'App', allowedOrigins: ['https://app.example.com'] });
    });
    const changes = {
      name: { from: 'Docs', to: 'App' },
      allowedOrigins: { from: ['https://docs.example.com'], to: ['https://app.example.com'] },
    };
    expect(answer.body).toEqual({
      ...before,
      name: 'App',
      allowedOrigins: ['https://app.example.com'],
      version: 2,
      updatedAt: answer.body.updatedAt,
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'widget_key.updated',
      changes,
      data: { widgetKey: answer.body },
    });
    expect((await auditOf(workspace)).at(-1)).toMatchObject({ action: 'widget_key.update', changes });
  });

  test('to what it is emits nothing and keeps the version', async () => {
    const { body: before } = await create();
    const events = await eventsOf(workspace, async () => {
      for (const body of [{}, { name: 'Docs', allowedOrigins: ['https://docs.example.com'] }])
        expect((await patch(before.id, body)).body).toEqual(before);
    });
    expect(events).toEqual([]);
  });

  test('from a version that has passed is refused', async () => {
    const { body } = await create();
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        patch(body.id, { name: `Edit ${n}`, ...(expectedVersion ? { expectedVersion } : {}) }, headers),
      1,
    );
  });

  test('of a revoked key is refused', async () => {
    const { body } = await create();
    await revoke(body.id);
    expectProblem(await patch(body.id, { name: 'Late' }), 409, 'state_conflict');
  });
});

describe('revoking', () => {
  test('is told and audited once, and again changes nothing', async () => {
    const { body: made } = await create();
    let first: any;
    const events = await eventsOf(workspace, async () => {
      first = await revoke(made.id);
      expect((await revoke(made.id)).body).toEqual(first.body);
    });
    expect(first.body).toMatchObject({ status: 'revoked', version: 2, sessionsEnded: 0 });
    const { sessionsEnded: _, ...widgetKey } = first.body;
    expect(events.map(({ type, data }) => [type, data])).toEqual([['widget_key.revoked', { widgetKey }]]);
    expect((await auditOf(workspace)).at(-1)!.action).toBe('widget_key.revoke');
  });
});

describe('every write', () => {
  test('needs the scope to write credentials, the list the one to read them', async () => {
    const write = 'credentials:write';
    await expectScopeNeeded(workspace, write, (actor) => create({}, {}, actor));
    await expectScopeNeeded(workspace, write, (actor) => patch(unknown, { name: 'x' }, {}, actor));
    await expectScopeNeeded(workspace, write, (actor) => rotate(unknown, {}, {}, actor));
    await expectScopeNeeded(workspace, write, (actor) => revoke(unknown, '', {}, actor));
    await expectScopeNeeded(workspace, 'credentials:read', (actor) => actor.get('/auth/widget-keys'));
  });

  test('answers foreign ids like unknown ones', async () => {
    await expectForeignUnknown((id) => patch(id, { name: 'x' }), { foreign, unknown });
    await expectForeignUnknown((id) => rotate(id), { foreign, unknown });
    await expectForeignUnknown((id) => revoke(id), { foreign, unknown });
  });

  test('is done once under its key', async () => {
    const { body: made } = await expectRepeatable(
      workspace,
      (headers) => create({}, headers),
      (headers) => create({ name: 'Other' }, headers),
    );
    await expectRepeatable(
      workspace,
      (headers) => patch(made.id, { name: 'Once' }, headers),
      (headers) => patch(made.id, { name: 'Twice' }, headers),
    );
    await expectRepeatable(
      workspace,
      (headers) => rotate(made.id, { graceSeconds: 60 }, headers),
      (headers) => rotate(made.id, { graceSeconds: 61 }, headers),
    );
    await expectRepeatable(
      workspace,
      (headers) => revoke(made.id, '', headers),
      (headers) => revoke(made.id, '?endSessions=false', headers),
    );
    const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => create({}, headers)));
    expect(events.map(({ type }) => type)).toEqual(['widget_key.created']);
  });

  test('names each field that does not fit', async () => {
    const problems = async (more: object) => fieldProblems(await create(more));
    expect(await problems({ key: 'mine' })).toEqual(['body /key unknown_field']);
    expect(await problems({ allowedOrigins: [] })).toEqual(['body /allowedOrigins too_small']);
    expect(await problems({ identityMode: 'maybe' })).toEqual(['body /identityMode invalid_value']);
    for (const origin of [
      '*',
      'https://*',
      'https://a.*.example.com',
      'https://docs.example.com/',
      'https://docs.example.com/path',
      'ftp://docs.example.com',
      'https://user@docs.example.com',
      'HTTPS://DOCS.EXAMPLE.COM',
    ])
      expect(
        (await problems({ allowedOrigins: [origin] })).every((each) =>
          each.startsWith('body /allowedOrigins/0 '),
        ),
      ).toBe(true);
  });
});
