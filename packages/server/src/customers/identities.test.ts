import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const make = async (body: object = {}) =>
  (await admin.put(`/customers/by-external-id/identities-${++count}`, body)).body;
const add = (id: string, body: object, headers = {}, actor = admin) =>
  actor.post(`/customers/${id}/identities`, body, headers);

describe('an identity', () => {
  test('is added and removed, each told once with the customer as it is then', async () => {
    const { id } = await make();
    let added: any;
    let removed: any;
    const events = await eventsOf(workspace, async () => {
      added = await add(id, { type: 'email', value: 'One@Example.com', verified: true });
      removed = await admin.delete(`/customers/${id}/identities/${added.body.id}`);
    });
    expect(added.status, added.text).toBe(201);
    expect(added.body).toMatchObject({ type: 'email', value: 'One@Example.com', verified: true });
    expect(removed.body).toMatchObject({ id, identities: [], verified: false, version: 3 });
    expect(events.map(({ type, resource }) => [type, resource.version])).toEqual([
      ['customer.identity_linked', 2],
      ['customer.identity_unlinked', 3],
    ]);
    expect(events[0]).toMatchObject({
      data: { identity: added.body, customer: { verified: true, identities: [added.body] } },
      changes: { verified: { from: false, to: true }, identities: { from: [], to: [added.body] } },
    });
    expectProblem(await admin.delete(`/customers/${id}/identities/${added.body.id}`), 404, 'not_found');
  });

  test('that is there changes nothing but from unverified to verified', async () => {
    const { id } = await make();
    const first = (await add(id, { type: 'phone', value: '+49 30 1' + '23' })).body;
    const events = await eventsOf(workspace, async () => {
      expect((await add(id, { type: 'phone', value: '+49 (30) 123' })).body).toEqual(first);
      const proven = await add(id, { type: 'phone', value: '+4930123', verified: true });
      expect(proven.body).toEqual({ ...first, verified: true });
      expect((await add(id, { type: 'phone', value: '+4930123', verified: false })).body.verified).toBe(true);
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.updated']);
  });

  test('of another customer is refused with its owner, for whichever spelling', async () => {
    const [owner, other] = [await make(), await make()];
    await add(owner.id, { type: 'email', value: 'taken@example.com' });
    await add(owner.id, { type: 'external', system: 'crm', value: 'X1' });
    const conflictingResource = { type: 'customer', id: owner.id };
    for (const body of [
      { type: 'email', value: 'TAKEN@example.com', verified: true },
      { type: 'external', system: 'crm', value: 'X1' },
    ])
      expectProblem(await add(other.id, body), 409, 'already_exists', {
        field: body.type,
        conflictingResource,
      });
    expect((await add(other.id, { type: 'external', system: 'crm', value: 'x1' })).status).toBe(201);
    expect((await add(other.id, { type: 'external', system: 'erp', value: 'X1' })).status).toBe(201);
    const blind = await workspace.withScopes('customers:write');
    const told = await add(other.id, { type: 'email', value: 'taken@example.com' }, {}, blind);
    expect(told.body.metadata).toEqual({ field: 'email' });
  });

  test('that two customers are given at once belongs to one of them', async () => {
    const [one, two] = [await make(), await make()];
    const answers = await Promise.all(
      [one, two, one, two].map(({ id }) => add(id, { type: 'discord', value: 'contested' })),
    );
    const ok = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect(new Set(ok.map(({ body }) => body.id)).size).toBe(1);
  });

  test('is added once under its key, needs the scope, and knows no foreign customer', async () => {
    const { id } = await make();
    await expectRepeatable(
      workspace,
      (headers) => add(id, { type: 'widget', value: 'once' }, headers),
      (headers) => add(id, { type: 'widget', value: 'twice' }, headers),
    );
    await expectScopeNeeded(workspace, 'customers:write', (actor) =>
      add(id, { type: 'widget', value: 'x' }, {}, actor),
    );
    const other = await createWorkspace();
    const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
    const ids = { foreign, unknown: `cus_${'0'.repeat(26)}` };
    await expectForeignUnknown((each) => add(each, { type: 'widget', value: 'y' }), ids);
    await expectForeignUnknown((each) => admin.get(`/customers/${each}/identities`), ids);
    expect(fieldProblems(await add(id, { type: 'fax', value: '1' }))).toEqual(['body /type invalid_value']);
    expect(fieldProblems(await add(id, { type: 'phone', value: 'call me' }))).toEqual([
      'body /value invalid_format',
    ]);
    expectProblem(
      await add(id, { type: 'widget', value: 'z', channelId: `chn_${'0'.repeat(26)}` }),
      422,
      'reference_not_usable',
    );
  });

  test('has at most fifty of its kind on one customer, and pages hold each once', async () => {
    const { id } = await make();
    for (let n = 0; n < 50; n++)
      expect((await add(id, { type: 'widget', value: `many-${n}` })).status).toBe(201);
    expect(fieldProblems(await add(id, { type: 'widget', value: 'many-50' }))).toEqual([
      'body /value too_big',
    ]);
    const listed = await allPages(admin, `/customers/${id}/identities`, { limit: 7 });
    expect(listed.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, (_, n) => `many-${n}`));
    expect((await admin.get(`/customers/${id}`)).body.identities).toEqual(listed);
  });
});

describe('upsert with identities', () => {
  const upsert = (externalId: string, body: object) =>
    admin.put(`/customers/by-external-id/${externalId}`, body);
  const verified = (value: string) => ({ type: 'email', value, verified: true });

  test('adds what is new, and is a noop when all is there', async () => {
    const body = {
      identities: [verified('upsert@example.com')],
      externalIds: [{ system: 'billing', id: 'u1' }],
    };
    expect((await upsert('with', body)).body).toMatchObject({ result: 'created', verified: true });
    const events = await eventsOf(workspace, async () => {
      expect((await upsert('with', body)).body.result).toBe('noop');
    });
    expect(events).toEqual([]);
    const more = await upsert('with', { externalIds: [{ system: 'crm', id: 'u1' }] });
    expect(more.body).toMatchObject({ result: 'updated', version: 2 });
    expect(more.body.externalIds).toHaveLength(2);
  });

  test('refuses an identity of another customer, and writes nothing then', async () => {
    await upsert('holder', { identities: [verified('held@example.com')] });
    const refused = await upsert('asker', { name: 'Asker', identities: [verified('held@example.com')] });
    expectProblem(refused, 409, 'already_exists', { field: 'email' });
    expectProblem(await admin.get('/customers/ext:asker'), 404, 'not_found');
  });

  test('brings an archived customer back', async () => {
    const { id } = (await upsert('archived', {})).body;
    const archived = await admin.patch(`/customers/${id}`, { archived: true });
    expect(archived.body.archivedAt).toEqual(expect.any(String));
    const ids = async (query: object) => (await allPages(admin, '/customers', query)).map((each) => each.id);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ archived: 'true' })).toEqual([id]);
    expect((await upsert('archived', {})).body).toMatchObject({ id, result: 'updated', archivedAt: null });
    expect(await ids({})).toContain(id);
  });
});
