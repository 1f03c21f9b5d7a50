import { beforeAll, describe, expect, test } from 'vitest';
import { asFilter, type Filter, type FilterFields } from '../../contract/filters.ts';
import { customerFilterFields } from '../../customers/contract.ts';
import { customerColumns } from '../../customers/filter-columns.ts';
import { createWorkspace, type TestWorkspace } from '../../testing/index.ts';
import { compilePredicate, compileSql } from './index.ts';

const now = new Date('2026-11-25T00:00:00.000Z');
const fields: FilterFields = customerFilterFields;
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await createWorkspace();
});

const leaf = (field: string, op: string, value?: unknown) => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
});
const ask = (filter: unknown) => workspace.admin.get('/customers', { filter: JSON.stringify(filter) });
const problems = async (filter: unknown) =>
  ((await ask(filter)).body.errors as any[]).map(({ location, pointer, code }) => [location, pointer, code]);

test('what is wrong with a tree is said with its place', async () => {
  expect(
    await problems({
      and: [leaf('email', 'eq', 'a'), { or: [leaf('nope', 'eq', 1), leaf('blocked', 'contains', 'x')] }],
    }),
  ).toEqual([
    ['query', '/filter/and/1/or/0/field', 'invalid_value'],
    ['query', '/filter/and/1/or/1/op', 'invalid_value'],
  ]);
  expect(await problems({ field: 'email', op: 'eq', value: 'a', extra: 1 })).toEqual([
    ['query', '/filter/extra', 'unknown_field'],
  ]);
  expect(await problems(leaf('createdAt', 'in', ['2026-11-25T00:00:00Z']))).toEqual([
    ['query', '/filter/op', 'invalid_value'],
  ]);
  expect(await problems(leaf('createdAt', 'before', 'yesterday'))).toEqual([
    ['query', '/filter/value', 'invalid_value'],
  ]);
  expect(await problems(leaf('email', 'in', ['a', 1]))).toEqual([
    ['query', '/filter/value/1', 'invalid_value'],
  ]);
  expect(await problems({})).toEqual([['query', '/filter', 'invalid_value']]);
});

test('a filter that is no JSON is refused at its parameter', async () => {
  const { status, body } = await workspace.admin.get('/customers', { filter: '{' });
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ location: 'query', pointer: '/filter', code: 'invalid_type' }]);
});

test('a tree has at most 5 levels and 50 leaves', async () => {
  const nested = (levels: number): unknown =>
    levels === 1 ? leaf('blocked', 'eq', true) : { not: nested(levels - 1) };
  expect((await ask(nested(5))).status).toBe(200);
  expect((await ask(nested(6))).status).toBe(400);
  const wide = (leaves: number) => ({
    or: [{ and: Array(leaves - 1).fill(leaf('blocked', 'eq', true)) }, leaf('blocked', 'eq', true)],
  });
  expect((await ask(wide(50))).status).toBe(200);
  expect((await ask(wide(51))).status).toBe(400);
  expect((await workspace.admin.get('/customers', { filter: '{"not":'.repeat(1000) })).status).toBe(400);
});

test('lists do not take what only events can tell', async () => {
  for (const op of ['changed', 'changed_from', 'changed_to'])
    expect(await problems(leaf('email', op, 'a'))).toEqual([['query', '/filter/op', 'invalid_value']]);
});

test('text of a tree never becomes text of a statement', () => {
  const hostile = "'); drop table customers; --";
  const tree = asFilter({
    and: [
      leaf('email', 'eq', hostile),
      leaf('name', 'contains', hostile),
      leaf('name', 'starts_with', hostile),
      leaf('tags', 'contains', hostile),
      leaf(`traits.${hostile}`, 'eq', hostile),
      leaf('email', 'in', [hostile, hostile]),
    ],
  });
  const bound: unknown[] = [];
  const text = compileSql(tree, {
    fields,
    columns: customerColumns,
    now,
    bind: (value) => `$${bound.push(value)}`,
  });
  expect(text).not.toContain('drop table');
  expect(text).not.toContain("'");
  expect(bound.filter((value) => String(value).includes('drop table'))).toHaveLength(8);
});

test('a cursor belongs to the filter that it was made with', async () => {
  for (const n of [1, 2, 3])
    await workspace.admin.put(`/customers/by-external-id/bound-${n}`, { name: 'Bound' });
  const filter = JSON.stringify(leaf('name', 'eq', 'Bound'));
  const { body } = await workspace.admin.get('/customers', { limit: 2, filter });
  expect(body.data).toHaveLength(2);
  const cursor = body.nextCursor;
  expect((await workspace.admin.get('/customers', { limit: 2, filter, cursor })).body.data).toHaveLength(1);
  const other = JSON.stringify(leaf('name', 'ne', 'Bound'));
  expect((await workspace.admin.get('/customers', { limit: 2, filter: other, cursor })).body.code).toBe(
    'invalid_cursor',
  );
});

test('the fields of a resource are listed with their operators', async () => {
  const { body } = await workspace.admin.get('/schema/filters/conversations');
  expect(body.fields).toContainEqual({
    name: 'priority',
    type: 'enum',
    ops: ['eq', 'ne', 'in', 'nin', 'is_set', 'changed', 'changed_from', 'changed_to'],
    enum: ['low', 'normal', 'high', 'urgent'],
    sortable: false,
    custom: false,
  });
  expect((await workspace.admin.get('/schema/filters/messages')).status).toBe(400);
});

describe('a predicate over an event', () => {
  const holds = (filter: unknown, changes: Record<string, { from: unknown; to: unknown }>) =>
    compilePredicate(filter as Filter, fields)({ resource: {}, changes, now });

  test('tells whether a field has changed, and from and to what', () => {
    const changes = { name: { from: 'M.', to: 'Mariah' }, email: { from: null, to: null } };
    expect(holds(leaf('name', 'changed'), changes)).toBe(true);
    expect(holds(leaf('email', 'changed'), changes)).toBe(false);
    expect(holds(leaf('phone', 'changed'), changes)).toBe(false);
    expect(holds(leaf('name', 'changed_from', 'M.'), changes)).toBe(true);
    expect(holds(leaf('name', 'changed_to', 'M.'), changes)).toBe(false);
    expect(holds(leaf('name', 'changed_to', 'Mariah'), changes)).toBe(true);
  });

  test('finds a custom field in the change of its map', () => {
    const changes = { traits: { from: { plan: 'free', seats: 1 }, to: { plan: 'scale', seats: 1 } } };
    expect(holds(leaf('traits.plan', 'changed_to', 'scale'), changes)).toBe(true);
    expect(holds(leaf('traits.seats', 'changed'), changes)).toBe(false);
  });
});
