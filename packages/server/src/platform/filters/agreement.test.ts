import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Filter, type FilterFields, filterIssues, operatorsOf } from '../../contract/filters.ts';
import { conversationFilterFields } from '../../conversations/contract.ts';
import { customerFilterFields } from '../../customers/contract.ts';
import { createConversation, createWorkspace, inDatabase, type TestWorkspace } from '../../testing/index.ts';
import { statement } from '../db/index.ts';
import { decodeId, uuidv7 } from '../ids.ts';
import { compilePredicate } from './index.ts';

/** One tree, two compilers, the same rows: random trees over random customers and over conversations of each kind. */
let workspace: TestWorkspace;
let others: any[];

const hostile = [
  "'; drop table customers; --",
  '$1',
  '%',
  '_',
  '\\',
  '"',
  "\\'",
  '%%',
  'a%',
  '\u{1f600}',
  '\uffee',
  'İ',
  'ß',
  'É',
];
const texts = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'b', 'user_1', 'Mariah', ...hostile),
  fc
    .string({ unit: 'grapheme', maxLength: 4 })
    .filter((text) => !text.includes('\u0000') && text.isWellFormed()),
);
const times = fc.integer({ min: 0, max: 6 }).map((n) => new Date(Date.UTC(2026, 10, 20 + n)).toISOString());
const numbers = fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 1042, 1e21);
const tags = fc.constantFrom('billing', 'vip', 'null', 'a');

const scalar = fc.oneof(texts, numbers, fc.boolean());
const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const customer = fc.record({
  email: nullable(texts),
  name: nullable(texts),
  phone: nullable(texts),
  traits: fc.dictionary(
    fc.constantFrom('plan', 'a.b', "x'y"),
    fc.oneof(scalar, fc.constant(null), fc.constant(['x'])),
    { maxKeys: 3 },
  ),
  tags: fc.uniqueArray(tags, { maxLength: 3 }),
  blocked: fc.boolean(),
  version: fc.integer({ min: 1, max: 3 }),
  createdAt: times,
  updatedAt: times,
});

function leafOf(fields: FilterFields, ids: readonly string[]): fc.Arbitrary<Filter> {
  const leaves = Object.entries(fields).flatMap(([declared, field]) =>
    operatorsOf(field, 'list').map((op) => {
      const name = declared.endsWith('.*')
        ? fc.constantFrom('plan', 'a.b', "x'y", 'none').map((key) => declared.replace('*', key))
        : fc.constant(declared);
      const knownId = fc.constantFrom(
        ...ids.filter((id) => id.startsWith(`${field.prefix}_`)),
        `${field.prefix}_01jd0000000000000000000000`,
      );
      const one: fc.Arbitrary<unknown> =
        field.type === 'list' && field.prefix
          ? knownId
          : op === 'within_last'
            ? fc.constantFrom('P1D', 'P3D', 'PT1H', 'PT0S')
            : op === 'contains' || op === 'starts_with'
              ? (field.type === 'list' ? tags : texts).filter((text) => text !== '')
              : {
                  text: texts,
                  list: tags,
                  number: numbers,
                  boolean: fc.boolean(),
                  time: times,
                  any: scalar,
                  change: scalar,
                  enum: fc.constantFrom(...(field.enum ?? [''])),
                  id: knownId,
                }[field.type];
      const value =
        op === 'is_set'
          ? fc.boolean()
          : op === 'between'
            ? fc.tuple(one, one)
            : op === 'in' || op === 'nin'
              ? fc.array(one, { minLength: 1, maxLength: 3 })
              : one;
      return fc.record({ field: name, op: fc.constant(op), value }) as fc.Arbitrary<Filter>;
    }),
  );
  return fc.oneof(...leaves);
}

function treeOf(fields: FilterFields, ids: readonly string[] = []): fc.Arbitrary<Filter> {
  const leaf = leafOf(fields, ids);
  const level = (below: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
    fc.oneof(
      leaf,
      fc.record({ and: fc.array(below, { minLength: 1, maxLength: 3 }) }),
      fc.record({ or: fc.array(below, { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: below }),
    );
  return level(level(level(leaf)));
}

const insert = statement<[string, string, string]>(`
  insert into customers (workspace_id, id, email, name, phone, traits, tags, blocked, version, created_at, updated_at)
  select $1::uuid, u::uuid, r->>'email', r->>'name', r->>'phone', r->'traits',
    array(select jsonb_array_elements_text(r->'tags')), (r->>'blocked')::boolean, (r->>'version')::int,
    (r->>'createdAt')::timestamptz, (r->>'updatedAt')::timestamptz
  from unnest(string_to_array($2, ',')) with ordinality as t (u, n), lateral (select $3::jsonb -> (n::int - 1) as r) as rows`);
const clear = statement<[string]>('delete from customers where workspace_id = $1');

beforeAll(async () => {
  workspace = await createWorkspace();
  const more = await createWorkspace(workspace.server);
  await createConversation(more, { priority: 'high', tags: ['vip'], subject: "'; drop table x; --" });
  const second = await createConversation(more, {
    apiContext: { method: 'POST', path: '/v1/A%', statusCode: 403 },
  });
  await more.admin.post(`/conversations/${second.id}/messages`, { body: { text: 'An answer.' } });
  const third = await createConversation(more, { firstMessage: undefined, externalId: 'user_1' });
  await more.admin.post(`/conversations/${third.id}/resolve`, { resolutionSummary: 'Done.' });
  others = (await more.admin.get('/conversations', { limit: 100 })).body.data;
  expect(others).toHaveLength(3);
  conversationsOf = more;
});
let conversationsOf: TestWorkspace;

const matching = (rows: any[], filter: Filter, fields: FilterFields) => {
  const holds = compilePredicate(filter, fields);
  const now = workspace.server.clock.now();
  return rows.filter((resource) => holds({ resource, now })).map(({ id }) => id);
};

test('a random tree selects the same customers in SQL and as a predicate', async () => {
  const tenant = decodeId(workspace.id);
  await fc.assert(
    fc.asyncProperty(
      fc.array(customer, { minLength: 1, maxLength: 12 }),
      fc.array(treeOf(customerFilterFields), { minLength: 4, maxLength: 8 }),
      async (rows, trees) => {
        await inDatabase(workspace, async () => {
          await clear(tenant);
          await insert(tenant, rows.map(() => uuidv7(Date.now())).join(','), JSON.stringify(rows));
        });
        const all = (await workspace.admin.get('/customers', { limit: 100 })).body.data;
        expect(all).toHaveLength(rows.length);
        for (const tree of trees) {
          const { status, body } = await workspace.admin.get('/customers', {
            limit: 100,
            filter: JSON.stringify(tree),
          });
          expect([status, body.errors]).toEqual([200, undefined]);
          expect(body.data.map(({ id }: any) => id)).toEqual(matching(all, tree, customerFilterFields));
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a random tree selects the same conversations in SQL and as a predicate', async () => {
  const ids = others.flatMap(({ id, customer: { id: cus }, channel: { id: chn } }) => [id, cus, chn]);
  await fc.assert(
    fc.asyncProperty(treeOf(conversationFilterFields, ids), async (tree) => {
      const { status, body } = await conversationsOf.admin.rpc('query', 'conversations.list', {
        limit: 100,
        filter: tree,
      });
      expect(status).toBe(200);
      expect(body.result.data.json.data.map(({ id }: any) => id)).toEqual(
        matching(others, tree, conversationFilterFields),
      );
    }),
    { numRuns: 150 },
  );
});

test('each field takes each of its operators', async () => {
  const random = (fields: FilterFields, resource: string) =>
    fc.assert(
      fc.asyncProperty(leafOf(fields, []), async (leaf) => {
        const { status } = await conversationsOf.admin.get(resource, { filter: JSON.stringify(leaf) });
        expect(status).toBe(200);
      }),
      { numRuns: 60 },
    );
  await random(conversationFilterFields, '/conversations');
  await random(customerFilterFields, '/customers');
});

test('any JSON at all as a filter is taken or refused, and never fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json({ maxDepth: 6 }), async (text) => {
      const { status } = await workspace.admin.get('/customers', { filter: text });
      expect([200, 400]).toContain(status);
    }),
    { numRuns: 60 },
  );
});

test('random JSON never makes the check of trees fail', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (tree) => {
      expect(Array.isArray(filterIssues(tree, customerFilterFields, 'list'))).toBe(true);
    }),
  );
});
