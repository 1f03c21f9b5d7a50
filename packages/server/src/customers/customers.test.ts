import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
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
let admin: RestActor;
let foreign: any;
const unknown = `cus_${'0'.repeat(26)}`;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
  const other = await createWorkspace();
  foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body;
});

let count = 0;
const make = async (body: object = {}) =>
  (await admin.put(`/customers/by-external-id/customer-${++count}`, body)).body;

describe('reading', () => {
  test('finds a customer by id and by external id, with its version as ETag', async () => {
    const { result: _, ...customer } = await make({ name: 'Ada' });
    for (const key of [customer.id, `ext:${customer.externalId}`]) {
      const answer = await admin.get(`/customers/${key}`);
      expect(answer.body).toEqual(customer);
      expect(answer.headers.get('etag')).toBe('"1"');
    }
  });

  test('answers a customer of another workspace like one that does not exist', async () => {
    await expectForeignUnknown((id) => admin.get(`/customers/${id}`), { foreign: foreign.id, unknown });
    await expectForeignUnknown((id) => admin.get(`/customers/${id}`), {
      foreign: 'ext:theirs',
      unknown: 'ext:nobody',
    });
  });

  test('needs the scope to read customers', async () => {
    await expectScopeNeeded(workspace, 'customers:read', (actor) => actor.get('/customers'));
    await expectScopeNeeded(workspace, 'customers:read', (actor) => actor.get(`/customers/${unknown}`));
  });

  test('lists in both orders, by address in any case, and by time of change', async () => {
    const own = await createWorkspace();
    const put = async (n: number, body: object) =>
      (await own.admin.put(`/customers/by-external-id/${n}`, body)).body;
    const all = [];
    for (let n = 0; n < 7; n++) all.push(await put(n, n % 2 ? { email: 'Mixed@Example.com' } : {}));
    const ids = all.map(({ id }) => id);
    const list = async (query: object) =>
      (await allPages(own.admin, '/customers', { limit: 3, ...query })).map(({ id }) => id);
    expect(await list({})).toEqual([...ids].reverse());
    expect(await list({ sort: 'created_at' })).toEqual(ids);
    expect(await list({ email: 'mixed@example.COM', sort: 'created_at' })).toEqual([ids[1], ids[3], ids[5]]);
    expect(await list({ email: 'mixed' })).toEqual([]);
    const { updatedAt } = await put(2, { name: 'Changed' });
    expect(await list({ updatedSince: updatedAt })).toEqual([ids[2]]);
    expect(fieldProblems(await own.admin.get('/customers', { limit: 101 }))).toEqual([
      'query /limit too_big',
    ]);
    const { nextCursor: cursor } = (await own.admin.get('/customers', { limit: 3 })).body;
    for (const [actor, query] of [
      [admin, {}],
      [own.admin, { sort: 'created_at' }],
      [own.admin, { email: 'mixed@example.com' }],
    ] as const)
      expectProblem(await actor.get('/customers', { ...query, cursor }), 400, 'invalid_cursor');
  });
});

describe('updating', () => {
  const patch = (id: string, body: object, headers = {}, actor = admin) =>
    actor.patch(`/customers/${id}`, body, headers);

  test('changes what is given and tells the difference in one event', async () => {
    const { result: _, ...before } = await make({ name: 'Ada', traits: { a: 1, b: 2 } });
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(before.id, {
        name: null,
        email: 'ada@example.com',
        tags: { add: ['vip'] },
        traits: { b: null, c: 3 },
        blocked: true,
      });
    });
    expect(answer.body).toEqual({
      ...before,
      name: null,
      email: 'ada@example.com',
      tags: ['vip'],
      traits: { a: 1, c: 3 },
      blocked: true,
      version: 2,
      updatedAt: answer.body.updatedAt,
    });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'customer.updated',
      resource: { type: 'customer', id: before.id, version: 2 },
      data: { customer: answer.body },
    });
    expect(events[0]!.changes).toEqual({
      name: { from: 'Ada', to: null },
      email: { from: null, to: 'ada@example.com' },
      tags: { from: [], to: ['vip'] },
      traits: { from: { a: 1, b: 2 }, to: { a: 1, c: 3 } },
      blocked: { from: false, to: true },
    });
  });

  test('emits nothing and keeps the version when nothing changes', async () => {
    const { result: _, ...before } = await make({ name: 'Ada' });
    const events = await eventsOf(workspace, async () => {
      for (const body of [{}, { name: 'Ada', blocked: false }, { tags: { remove: ['x'] } }, { traits: {} }])
        expect((await patch(before.id, body)).body).toEqual(before);
    });
    expect(events).toEqual([]);
  });

  test('an external id that is taken names the customer who has it, also when two ask at once', async () => {
    const [holder, one, two] = [await make(), await make(), await make()];
    const conflict = { field: 'externalId', conflictingResource: { type: 'customer', id: holder.id } };
    const taken = await patch(one.id, { externalId: holder.externalId, name: 'Not written' });
    expectProblem(taken, 409, 'already_exists', conflict);
    expect((await admin.get(`/customers/${one.id}`)).body.name).toBeNull();
    const race = await Promise.all([one, two].map(({ id }) => patch(id, { externalId: 'contested' })));
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await patch(holder.id, { externalId: null })).body.externalId).toBeNull();
    expect((await patch(one.id, { externalId: holder.externalId })).status).toBe(200);
  });

  test('of two editors that read the same version one is refused', async () => {
    const { id } = await make();
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        patch(id, { name: `Edit ${n}`, ...(expectedVersion ? { expectedVersion } : {}) }, headers),
      1,
    );
  });

  test('is done once under its key, by one or by fifty', async () => {
    const { id } = await make();
    await expectRepeatable(
      workspace,
      (headers) => patch(id, { name: 'Once' }, headers),
      (headers) => patch(id, { name: 'Twice' }, headers),
    );
    const events = await eventsOf(workspace, () =>
      expectOneOfFifty((headers) => patch(id, { name: 'Fifty' }, headers)),
    );
    expect(events.map(({ type }) => type)).toEqual(['customer.updated']);
  });

  test('needs the scope to write customers and answers foreign ids like unknown ones', async () => {
    const { id } = await make();
    await expectScopeNeeded(workspace, 'customers:write', (actor) => patch(id, { name: 'x' }, {}, actor));
    await expectForeignUnknown((each) => patch(each, { name: 'x' }), { foreign: foreign.id, unknown });
  });

  test('names each field that does not fit', async () => {
    const { id } = await make();
    const problems = async (body: object) => fieldProblems(await patch(id, body));
    expect(await problems({ vip: true })).toEqual(['body /vip unknown_field']);
    expect(await problems({ blocked: 'yes' })).toEqual(['body /blocked invalid_type']);
    expect(await problems({ tags: ['x'] })).toEqual(['body /tags invalid_type']);
    expect(await problems({ tags: { add: ['X'] } })).toEqual(['body /tags/add/0 invalid_format']);
    expect(await problems({ externalId: 'x'.repeat(256) })).toEqual(['body /externalId too_big']);
    expect(await problems({ name: '\u0000' })).toEqual(['body /name invalid_value']);
    expect(fieldProblems(await patch('ext:customer-1', {}))).toEqual(['path /id invalid_format']);
  });
});
