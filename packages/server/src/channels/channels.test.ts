import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
const unknown = `chn_${'0'.repeat(26)}`;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const create = (more: object = {}, headers = {}, actor = admin) =>
  actor.post('/channels', { type: 'api', name: 'Backend', ...more }, headers);

test('a channel is ready at once, audited, and told in one event', async () => {
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await create();
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(`/api/v1/channels/${answer.body.id}`);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^chn_/),
    type: 'api',
    name: 'Backend',
    status: 'active',
    version: 1,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect((await admin.get(`/channels/${answer.body.id}`)).body).toEqual(answer.body);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    type: 'channel.created',
    resource: { type: 'channel', id: answer.body.id, version: 1 },
    data: { channel: answer.body },
  });
  expect((await auditOf(workspace)).at(-1)).toMatchObject({
    action: 'channel.create',
    changes: { type: 'api', name: 'Backend' },
  });
});

test('conversations can be started in it', async () => {
  const { body: channel } = await create();
  const { status, body } = await admin.post('/conversations', {
    channelId: channel.id,
    customer: { externalId: 'x' },
  });
  expect(status).toBe(201);
  expect(body.channel).toEqual({ id: channel.id, type: 'api' });
});

test('is created once under its key, by one or by fifty', async () => {
  await expectRepeatable(
    workspace,
    (headers) => create({ name: 'Once' }, headers),
    (headers) => create({ name: 'Twice' }, headers),
  );
  const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => create({}, headers)));
  expect(events.map(({ type }) => type)).toEqual(['channel.created']);
});

describe('reading', () => {
  test('lists oldest first, by type, completely', async () => {
    const own = await createWorkspace();
    for (let n = 0; n < 5; n++) await create({ name: `${n}` }, {}, own.admin);
    const list = async (query: object) =>
      (await allPages(own.admin, '/channels', { limit: 2, ...query })).map(({ name }) => name);
    expect(await list({})).toEqual(['Live chat', '0', '1', '2', '3', '4']);
    expect(await list({ type: 'live_chat' })).toEqual(['Live chat']);
    expect(await list({ type: 'email' })).toEqual([]);
    const { nextCursor: cursor } = (await own.admin.get('/channels', { limit: 2 })).body;
    expectProblem(await own.admin.get('/channels', { cursor, type: 'api' }), 400, 'invalid_cursor');
    expectProblem(await admin.get('/channels', { cursor }), 400, 'invalid_cursor');
    expect(fieldProblems(await admin.get('/channels', { limit: 101 }))).toEqual(['query /limit too_big']);
  });

  test('answers foreign ids like unknown ones, and needs a scope', async () => {
    const { channelId: foreign } = await createWorkspace();
    await expectForeignUnknown((id) => admin.get(`/channels/${id}`), { foreign, unknown });
    await expectScopeNeeded(workspace, 'channels:read', (actor) => actor.get('/channels'));
    await expectScopeNeeded(workspace, 'channels:read', (actor) => actor.get(`/channels/${unknown}`));
    await expectScopeNeeded(workspace, 'channels:write', (actor) => create({}, {}, actor));
  });
});

test('names each field that does not fit', async () => {
  const problems = async (more: object) => fieldProblems(await create(more));
  expect(await problems({ status: 'disabled' })).toEqual(['body /status unknown_field']);
  expect(await problems({ type: 'email' })).toEqual(['body /type invalid_value']);
  expect(await problems({ name: '' })).toEqual(['body /name too_small']);
  expect(await problems({ name: 'x'.repeat(201) })).toEqual(['body /name too_big']);
  expect(await problems({ name: 'a\u0000' })).toEqual(['body /name invalid_value']);
});
