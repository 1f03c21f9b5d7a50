import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
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
const newId = () => `account-${++count}`;
const upsert = (externalId: string, body: object = {}, headers = {}, actor = admin) =>
  actor.put(`/accounts/by-external-id/${externalId}`, body, headers);
const make = async (body: object = {}) => (await upsert(newId(), body)).body;
const person = async () => (await admin.put(`/customers/by-external-id/member-${++count}`, {})).body;

describe('upsert', () => {
  test('creates, changes what differs, and is a noop when nothing does', async () => {
    const externalId = newId();
    const body = {
      name: 'Acme',
      domains: ['acme.com', 'acme.com'],
      plan: 'scale',
      apiEnvironments: ['production'],
      traits: { region: 'eu', gone: null },
    };
    let first: any;
    const events = await eventsOf(workspace, async () => {
      first = await upsert(externalId, body);
      expect((await upsert(externalId, body)).body).toEqual({ ...first.body, result: 'noop' });
      const changed = await upsert(externalId, { plan: null, traits: { region: null, seats: 3 } });
      expect(changed.body).toMatchObject({
        result: 'updated',
        name: 'Acme',
        plan: null,
        traits: { seats: 3 },
        version: 2,
      });
    });
    expect(first.body).toMatchObject({
      externalId,
      domains: ['acme.com'],
      tier: null,
      traits: { region: 'eu' },
      result: 'created',
      version: 1,
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
      ['account.created', []],
      ['account.updated', ['plan', 'traits']],
    ]);
    expect((await admin.get(`/accounts/ext:${externalId}`)).body.version).toBe(2);
  });

  test('takes the external id for a name when a new account has none', async () => {
    expect((await upsert('nameless')).body.name).toBe('nameless');
  });

  test('of two parallel calls one creates and none fails', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => upsert('parallel', { name: 'P' })));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(answers.filter(({ body }) => body.result === 'created')).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  test('adds, renames and removes members, each told as a changed customer', async () => {
    const [one, two] = [await person(), await person()];
    const externalId = newId();
    const account = await upsert(externalId, {
      name: 'Team',
      members: { add: [{ customerId: one.id, role: 'admin' }, { customerId: two.id }] },
    });
    expect(account.status, account.text).toBe(200);
    const accountsOf = async (id: string) => (await admin.get(`/customers/${id}`)).body.accounts;
    expect(await accountsOf(one.id)).toEqual([
      { id: account.body.id, externalId, name: 'Team', plan: null, tier: null, role: 'admin' },
    ]);
    expect((await accountsOf(two.id))[0].role).toBe('member');
    const events = await eventsOf(workspace, async () => {
      const again = { members: { add: [{ customerId: one.id, role: 'admin' }], remove: [] } };
      expect((await upsert(externalId, again)).body.result).toBe('noop');
      const moved = await upsert(externalId, {
        members: { add: [{ customerId: one.id, role: 'owner' }], remove: [two.id] },
      });
      expect(moved.body).toMatchObject({ result: 'updated', version: 1 });
    });
    expect(events.map(({ type, resource }) => [type, resource.id])).toEqual(
      [one.id, two.id].sort().map((id) => ['customer.updated', id]),
    );
    expect(await accountsOf(two.id)).toEqual([]);
    const members = await admin.get('/customers', { accountId: account.body.id });
    expect(members.body.data.map(({ id }: any) => id)).toEqual([one.id]);
    const byRole = { field: 'accounts.role', op: 'contains', value: 'owner' };
    const found = await admin.get('/customers', { filter: JSON.stringify(byRole) });
    expect(found.body.data.map(({ id }: any) => id)).toEqual([one.id]);
  });

  test('refuses members who are not there, and parallel changes of members all hold', async () => {
    const account = await make();
    const unknown = { members: { add: [{ customerId: `cus_${'0'.repeat(26)}` }] } };
    expectProblem(await upsert(account.externalId, unknown), 422, 'reference_not_usable');
    const people = [await person(), await person(), await person()];
    const answers = await Promise.all(
      people.flatMap(() =>
        [people, [...people].reverse()].map((list) =>
          upsert(account.externalId, { members: { add: list.map(({ id }) => ({ customerId: id })) } }),
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const { stats } = (await admin.get(`/accounts/${account.id}`, { include: 'stats' })).body;
    expect(stats).toEqual({ customers: 3, open: 0, total: 0 });
  });

  test('of two editors one is refused, a key is good once, the scope is needed', async () => {
    const account = await make();
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        upsert(
          account.externalId,
          { name: `E${n}`, ...(expectedVersion ? { expectedVersion } : {}) },
          headers,
        ),
      1,
    );
    await expectRepeatable(
      workspace,
      (headers) => upsert(account.externalId, { name: 'Once' }, headers),
      (headers) => upsert(account.externalId, { name: 'Twice' }, headers),
    );
    await expectScopeNeeded(workspace, 'customers:write', (actor) => upsert('x', {}, {}, actor));
    expect(fieldProblems(await upsert('x', { domains: ['Not a domain'] }))).toEqual([
      'body /domains/0 invalid_format',
    ]);
    expectProblem(await upsert('nobody', { expectedVersion: 1 }), 404, 'not_found');
  });
});

describe('reading', () => {
  test('lists by plan and by the beginnings of words, in both orders', async () => {
    const own = await createWorkspace();
    const put = async (id: string, body: object) =>
      (await own.admin.put(`/accounts/by-external-id/${id}`, body)).body.id;
    const ids = [
      await put('a1', { name: 'Blue Ocean GmbH', plan: 'free', domains: ['blue-ocean.io'] }),
      await put('a2', { name: 'Blüe Mountain', plan: 'scale' }),
      await put('a3', { name: 'Red', plan: 'scale' }),
    ];
    const list = async (query: object) =>
      (await allPages(own.admin, '/accounts', { limit: 2, sort: 'created_at', ...query })).map(
        ({ id }) => id,
      );
    expect(await list({})).toEqual(ids);
    expect(await list({ sort: '-created_at' })).toEqual([...ids].reverse());
    expect(await list({ plan: 'scale' })).toEqual([ids[1], ids[2]]);
    expect(await list({ query: 'BLU' })).toEqual([ids[0], ids[1]]);
    expect(await list({ query: 'ocean.i' })).toEqual([ids[0]]);
    expect(await list({ query: 'blue red' })).toEqual([]);
    expect(await list({ query: '%_' })).toEqual([]);
    await own.admin.put('/accounts/by-external-id/a3', { name: 'Blue Red' });
    expect(await list({ query: 'blue red' })).toEqual([ids[2]]);
  });

  test('answers accounts of other workspaces like ones that do not exist', async () => {
    const other = await createWorkspace();
    const foreign = (await other.admin.put('/accounts/by-external-id/theirs', {})).body.id;
    const unknown = `acc_${'0'.repeat(26)}`;
    await expectForeignUnknown((id) => admin.get(`/accounts/${id}`), { foreign, unknown });
    await expectForeignUnknown((id) => admin.delete(`/accounts/${id}`), { foreign, unknown });
    expectProblem(await admin.get('/accounts/ext:theirs'), 404, 'not_found');
    await expectScopeNeeded(workspace, 'customers:read', (actor) => actor.get('/accounts'));
  });
});

describe('deleting', () => {
  test('needs consent to detach members, tells its effects first, and then does them', async () => {
    const account = await make({ name: 'Goner' });
    const { id } = await person();
    await upsert(account.externalId, { members: { add: [{ customerId: id }] } });
    expectProblem(await admin.delete(`/accounts/${account.id}`), 409, 'state_conflict', { customers: 1 });
    const effects = { customers: 1 };
    const nothing = await eventsOf(workspace, async () => {
      const tried = await admin.delete(`/accounts/${account.id}?detachCustomers=true&dryRun=true`);
      expect(tried.body).toEqual({ id: account.id, dryRun: true, effects });
    });
    expect(nothing).toEqual([]);
    expect((await admin.get(`/accounts/${account.id}`)).status).toBe(200);
    const events = await eventsOf(workspace, async () => {
      const done = await admin.delete(`/accounts/${account.id}?detachCustomers=true`);
      expect(done.body).toEqual({ id: account.id, dryRun: false, effects });
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.updated', 'account.deleted']);
    expectProblem(await admin.get(`/accounts/${account.id}`), 404, 'not_found');
    expect((await admin.get('/accounts', { query: 'goner' })).body.data).toEqual([]);
    expect((await admin.get(`/customers/${id}`)).body.accounts).toEqual([]);
  });

  test('refuses a version that is no longer the current one', async () => {
    const account = await make();
    await upsert(account.externalId, { name: 'Moved' });
    expectProblem(await admin.delete(`/accounts/${account.id}?expectedVersion=1`), 412, 'version_conflict');
    expect((await admin.delete(`/accounts/${account.id}`, { 'if-match': '"2"' })).status).toBe(200);
  });
});
