import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  bytesOf,
  createConversation,
  createWorkspace,
  expectForeignUnknown,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let other: TestWorkspace;
let admin: RestActor;
const made: any[] = [];
const unknown = `conv_${'0'.repeat(26)}`;

beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace();
  admin = workspace.admin;
  const { body: api } = await admin.post('/channels', { type: 'api', name: 'API' });
  for (let n = 0; n < 12; n++) {
    const conversation = await createConversation(workspace, {
      customer: { externalId: `customer-${n % 3}` },
      ...(n % 4 === 0 ? { channelId: api.id } : {}),
      tags: n % 2 ? ['odd'] : ['even', 'null'],
    });
    made.push(conversation);
  }
  await admin.post(`/conversations/${made[1].id}/resolve`);
  await admin.patch(`/conversations/${made[2].id}`, { state: 'open' });
  await admin.patch(`/conversations/${made[3].id}`, { externalId: 'mine', subject: 'Mine' });
});

const idsOf = (rows: any[]) => rows.map(({ id }) => id);
const list = async (query: Record<string, any>) => (await admin.get('/conversations', query)).body;

describe('one conversation', () => {
  test('is read by id, number and external id, with its version as ETag', async () => {
    const { body } = await admin.get(`/conversations/${made[3].id}`);
    for (const key of [body.id, `ref:${body.ref}`, 'ext:mine']) {
      const answer = await admin.get(`/conversations/${encodeURIComponent(key)}`);
      expect(answer.body).toEqual(body);
      expect(answer.headers.get('etag')).toBe(`"${body.version}"`);
    }
  });

  test('of another workspace is answered like one that does not exist, by every kind of key', async () => {
    const theirs = await createConversation(other, { externalId: 'theirs' });
    const ask = (id: string) => admin.get(`/conversations/${encodeURIComponent(id)}`);
    await expectForeignUnknown(ask, { foreign: theirs.id, unknown });
    await expectForeignUnknown(ask, { foreign: 'ext:theirs', unknown: 'ext:nobody' });
    expect(bytesOf(await ask('ref:999999'))).toBe(bytesOf(await ask(unknown)));
  });

  test('keys that are none are refused', async () => {
    for (const key of ['conv_1', 'ref:0', 'ref:x', 'ext:', `cus_${'0'.repeat(26)}`, 'ext:%00'])
      expect(fieldProblems(await admin.get(`/conversations/${key}`))).toEqual(['path /id invalid_value']);
  });

  test('needs the scope to read conversations', async () => {
    for (const path of ['', `/${made[0].id}`, `/${made[0].id}/timeline`])
      await expectScopeNeeded(workspace, 'conversations:read', (actor) => actor.get(`/conversations${path}`));
  });
});

describe('the list', () => {
  test('pages completely in both orders, with a link to the next page', async () => {
    const newest = await allPages(admin, '/conversations', { limit: 5 });
    expect(idsOf(newest)).toEqual(idsOf(made).reverse());
    const oldest = await allPages(admin, '/conversations', { limit: 5, sort: 'created_at' });
    expect(idsOf(oldest)).toEqual(idsOf(made));
    const first = await admin.get('/conversations', { limit: 5, tag: 'odd' });
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link')!)![1]!;
    const second = await admin.get(next.replace('/api/v1', ''));
    expect(idsOf([...first.body.data, ...second.body.data])).toEqual(
      idsOf(made.filter(({ tags }) => tags[0] === 'odd')).reverse(),
    );
    expect(second.headers.get('link')).toBeNull();
  });

  test('filters by state, customer, channel, tag and time, alone and together', async () => {
    const customerId = made[0].customer.id;
    expect(idsOf((await list({ state: ['resolved', 'open'] })).data)).toEqual([made[2].id, made[1].id]);
    expect(idsOf((await list({ customerId })).data)).toEqual(
      idsOf(made.filter((each) => each.customer.id === customerId)).reverse(),
    );
    expect((await list({ channelId: made[0].channel.id })).data).toHaveLength(3);
    expect((await list({ tag: 'null' })).data).toHaveLength(6);
    const since = (await admin.get(`/conversations/${made[1].id}`)).body.updatedAt;
    expect(idsOf((await list({ updatedSince: since })).data)).toEqual([made[3].id, made[2].id, made[1].id]);
    expect(idsOf((await list({ customerId, tag: 'odd', state: 'new' })).data)).toEqual([
      made[9].id,
      made[3].id,
    ]);
  });

  test("another workspace's ids filter to nothing", async () => {
    const theirs = await createConversation(other);
    expect((await list({ customerId: theirs.customer.id })).data).toEqual([]);
    expect((await list({ channelId: other.channelId })).data).toEqual([]);
  });

  test('a limit beyond 100 is refused, not clipped', async () => {
    expect(fieldProblems(await admin.get('/conversations', { limit: 101 }))).toEqual([
      'query /limit too_big',
    ]);
    expect(fieldProblems(await admin.get('/conversations', { limit: 0 }))).toEqual([
      'query /limit too_small',
    ]);
    expect((await admin.get('/conversations', { limit: 100 })).status).toBe(200);
  });

  test('parameters that are unknown, repeated or of the wrong form are named', async () => {
    const problems = async (query: Record<string, any>) =>
      fieldProblems(await admin.get('/conversations', query));
    expect(await problems({ colour: 'red' })).toEqual(['query /colour unknown_field']);
    expect(await problems({ limit: ['1', '2'] })).toEqual(['query /limit invalid_value']);
    expect(await problems({ state: 'closed' })).toEqual(['query /state/0 invalid_value']);
    expect(await problems({ updatedSince: 'yesterday' })).toEqual(['query /updatedSince invalid_type']);
    expect(await problems({ updatedSince: '0000-01-01T00:00:00Z' })).toEqual([
      'query /updatedSince invalid_value',
    ]);
    expect(await problems({ tag: 'a\u0000' })).toEqual(['query /tag invalid_format']);
  });
});

describe('a cursor', () => {
  const refused = async (actor: RestActor, path: string, query: Record<string, any>) =>
    expectProblem(await actor.get(path, query), 400, 'invalid_cursor');

  test('belongs to its workspace, list, filter and order', async () => {
    const { nextCursor: cursor } = await list({ limit: 2, tag: 'odd' });
    await refused(other.admin, '/conversations', { cursor, tag: 'odd' });
    await refused(admin, '/customers', { cursor });
    await refused(admin, `/conversations/${made[0].id}/messages`, { cursor });
    await refused(admin, `/conversations/${made[0].id}/timeline`, { cursor });
    await refused(admin, '/conversations', { cursor });
    await refused(admin, '/conversations', { cursor, tag: 'even' });
    await refused(admin, '/conversations', { cursor, tag: 'odd', sort: 'created_at' });
    await refused(admin, '/conversations', { cursor, tag: 'odd', state: 'new' });
    const { body } = await admin.get('/conversations', { cursor, tag: 'odd', limit: 100 });
    expect(body.data).toHaveLength(4);
  });

  test('that was changed or made up is refused', async () => {
    const { nextCursor } = await list({ limit: 2 });
    const [body, signature] = nextCursor.split('.');
    const forged = Buffer.from(JSON.stringify(["2026-01-01'; select 1; --", 'x'])).toString('base64url');
    for (const cursor of [
      body,
      `${body}.`,
      `.${signature}`,
      `${forged}.${signature}`,
      `${body}.${signature.slice(0, -1)}`,
      `${nextCursor}x`,
      'x',
    ])
      await refused(admin, '/conversations', { cursor });
  });
});
