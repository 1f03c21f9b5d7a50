import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
let ada: any;
let mariah: any;
let mariaOther: any;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
  const account = (
    await admin.put('/accounts/by-external-id/acme', { name: 'Acme', plan: 'scale', tier: 'gold' })
  ).body;
  ada = (
    await admin.put('/customers/by-external-id/user_8841', {
      name: 'Ada Lovelace',
      email: 'Ada.Lovelace@Example.com',
      phone: '+49 30 123-456',
      traits: { plan: 'scale' },
      accountIds: [account.id],
    })
  ).body;
  mariah = (
    await admin.put('/customers/by-external-id/user_9', {
      name: 'Mariäh Ørsted-Łuczak',
      identities: [{ type: 'discord', value: 'mariah#42', verified: true }],
    })
  ).body;
  mariaOther = (await admin.put('/customers/by-external-id/M-1', { name: 'Maria' })).body;
});

const search = (body: object, actor = admin) => actor.post('/customers/search', body);
const found = async (body: object) =>
  (await search({ sort: 'created_at', ...body })).body.data.map(({ id }: any) => id);
const names = (...customers: any[]) => customers.map(({ id }) => id);

describe('a query', () => {
  test.each([
    ['ada', () => names(ada)],
    ['LOVE', () => names(ada)],
    ['love ada', () => names(ada)],
    ['ada.lovelace@exam', () => names(ada)],
    ['user_8841', () => names(ada)],
    ['user', () => names(ada, mariah)],
    ['4930123456', () => names(ada)],
    ['+49 30 123', () => names(ada)],
    ['maria', () => names(mariah, mariaOther)],
    ['mariah orst', () => []],
    ['mariah ørst', () => names(mariah)],
    ['mariah#42', () => names(mariah)],
    ['m-1', () => names(mariaOther)],
    ['ovelace', () => []],
    ['ada maria', () => []],
    ['%', () => []],
    ["'; drop table search_terms; --", () => []],
  ])('%s finds by the beginnings of words', async (query, expected) => {
    expect(await found({ query })).toEqual(expected());
  });

  test('finds a change as soon as its call has answered, and not what was there before', async () => {
    const { id } = (await admin.put('/customers/by-external-id/fresh', { name: 'Freshly Made' })).body;
    expect(await found({ query: 'freshly' })).toEqual([id]);
    await admin.patch(`/customers/${id}`, { name: 'Renamed', email: 'renamed@example.org' });
    expect(await found({ query: 'freshly' })).toEqual([]);
    expect(await found({ query: 'renamed@example.org' })).toEqual([id]);
    await admin.post(`/customers/${id}/identities`, { type: 'widget', value: 'wx99' });
    expect(await found({ query: 'wx99' })).toEqual([id]);
    await admin.patch(`/customers/${id}`, { archived: true });
    expect(await found({ query: 'wx99' })).toEqual([]);
    expect(await found({ query: 'wx99', archived: true })).toEqual([id]);
  });

  test('finds nothing of another workspace', async () => {
    const other = await createWorkspace();
    expect((await search({ query: 'ada' }, other.admin)).body.data).toEqual([]);
    await other.admin.put('/customers/by-external-id/x', { name: 'Ada Elsewhere' });
    expect(await found({ query: 'ada' })).toEqual(names(ada));
  });
});

describe('a filter', () => {
  test.each([
    [{ field: 'traits.plan', op: 'eq', value: 'scale' }, () => names(ada)],
    [{ field: 'accounts.plan', op: 'contains', value: 'scale' }, () => names(ada)],
    [{ field: 'accounts.name', op: 'in', value: ['Other', 'Acme'] }, () => names(ada)],
    [{ field: 'identities.type', op: 'contains', value: 'discord' }, () => names(mariah)],
    [{ field: 'verified', op: 'eq', value: true }, () => names(mariah)],
    [
      {
        and: [
          { field: 'accounts.id', op: 'is_set', value: false },
          { field: 'externalId', op: 'in', value: ['user_9', 'M-1'] },
        ],
      },
      () => names(mariah, mariaOther),
    ],
  ])('%j reaches what belongs to a person', async (filter, expected) => {
    expect(await found({ filter, query: undefined })).toEqual(expected());
  });

  test('by the account of another workspace finds nobody, and joins with a query', async () => {
    const filter = { field: 'accounts.id', op: 'contains', value: ada.accounts[0].id };
    expect(await found({ filter })).toEqual(names(ada));
    expect(await found({ filter, query: 'maria' })).toEqual([]);
    const other = await createWorkspace();
    expect((await search({ filter }, other.admin)).body.data).toEqual([]);
  });
});

test('pages hold each customer once, and a cursor is bound to query and filter', async () => {
  for (let n = 0; n < 7; n++) await admin.put(`/customers/by-external-id/paged-${n}`, { name: `Paged ${n}` });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: any = await search({ query: 'paged', limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...body.data.map(({ name }: any) => name));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Paged ${n}`));
  const { nextCursor } = (await search({ query: 'paged', limit: 3 })).body;
  expectProblem(await search({ query: 'page', limit: 3, cursor: nextCursor }), 400, 'invalid_cursor');
});

test('the scope to read is needed, and what is no filter is refused', async () => {
  await expectScopeNeeded(workspace, 'customers:read', (actor) => search({}, actor));
  expect(
    fieldProblems(await search({ filter: { field: 'accounts.id', op: 'contains', value: 'x' } })),
  ).toEqual(['body /filter/value invalid_value']);
  expect(fieldProblems(await search({ query: '' }))).toEqual(['body /query too_small']);
});
