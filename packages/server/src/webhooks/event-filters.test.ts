import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Filter, type FilterLeaf, operatorsOf } from '../contract/filters.ts';
import { compilePredicate } from '../platform/filters/index.ts';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  fieldProblems,
  openStream,
  type TestStream,
  type TestWorkspace,
} from '../testing/index.ts';
import { eventFilterFields } from './contract.ts';

let workspace: TestWorkspace;
let conversation: any;
let all: any[];
const open: TestStream[] = [];
beforeAll(async () => {
  workspace = await createWorkspace();
  const { admin } = workspace;
  conversation = await createConversation(workspace, { apiContext: { method: 'GET', path: '/v1/a' } });
  const change = (body: object) => admin.patch(`/conversations/${conversation.id}`, body);
  await change({ priority: 'high', tags: { add: ['vip', 'billing'] } });
  await change({ priority: 'low', tags: { remove: ['vip'] } });
  await change({ subject: "'; drop table event_log; --" });
  await admin.post(`/conversations/${conversation.id}/resolve`, { resolutionSummary: 'Done.' });
  await admin.put('/customers/by-external-id/u', { name: 'M.', traits: { plan: 'free', 'a.b': 1 } });
  await admin.put('/customers/by-external-id/u', { name: 'Mariah', traits: { plan: 'scale', 'a.b': null } });
  await admin.put('/customers/by-external-id/u', { traits: { seats: 3 } });
  all = await eventsAfter(workspace);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const list = (filter: unknown, more: object = {}) =>
  workspace.admin.get('/events', { limit: 100, filter: JSON.stringify(filter), ...more });
const leaf = (field: string, op: string, value?: unknown) => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
});
const typesOf = async (filter: unknown) => {
  const { status, body, text } = await list(filter);
  expect(status, text).toBe(200);
  return body.data.map(({ type }: any) => type);
};

describe('events', () => {
  test('are found by what has changed, from what and to what', async () => {
    const changes = async (field: string, op: string, value?: unknown) =>
      (await list(leaf(`changes.${field}`, op, value))).body.data.map((event: any) => event.changes);
    expect(await changes('priority', 'changed')).toHaveLength(2);
    expect(await changes('priority', 'changed_to', 'high')).toMatchObject([{ priority: { from: 'normal' } }]);
    expect(await changes('priority', 'changed_from', 'high')).toMatchObject([{ priority: { to: 'low' } }]);
    expect(await changes('tags', 'changed_from', 'vip')).toHaveLength(1);
    expect(await changes('state', 'changed_to', 'resolved')).toHaveLength(1);
    expect(await changes('name', 'changed_to', 'Mariah')).toHaveLength(1);
    expect(await changes('traits.plan', 'changed_to', 'scale')).toHaveLength(1);
    expect(await changes('traits.plan', 'changed')).toHaveLength(1);
    expect(await changes('traits.a.b', 'changed_from', 1)).toHaveLength(1);
    expect(await changes('nothing', 'changed')).toEqual([]);
  });

  test('are found by who did what to which record, and by all of it together', async () => {
    expect(await typesOf(leaf('resource.id', 'eq', conversation.id))).not.toContain('customer.created');
    expect(await typesOf(leaf('actor.type', 'ne', 'credential'))).toEqual(
      all.filter(({ actor }) => actor.type !== 'credential').map(({ type }) => type),
    );
    const both = { and: [leaf('type', 'starts_with', 'customer.'), leaf('changes.name', 'changed')] };
    expect(await typesOf(both)).toEqual(['customer.updated']);
    expect((await list(leaf('conversationId', 'is_set', true), { types: 'customer.*' })).body.data).toEqual(
      [],
    );
  });

  test('are walked by `nextSequence` past those that are not meant', async () => {
    const filter = leaf('changes.priority', 'changed');
    const first = await list(filter, { limit: 1 });
    expect([first.body.data.length, first.body.hasMore]).toEqual([1, true]);
    const second = await list(filter, { limit: 1, afterSequence: first.body.nextSequence });
    expect([second.body.data.length, second.body.hasMore]).toEqual([1, false]);
    expect(second.body.nextSequence).toBe(all.at(-1)!.sequence);
  });

  test('and a filter that cannot be meant is refused at its place', async () => {
    expect(fieldProblems(await list(leaf('changes.state', 'eq', 'open')))).toEqual([
      'query /filter/op invalid_value',
    ]);
    expect(fieldProblems(await list(leaf('state', 'changed')))).toEqual([
      'query /filter/field invalid_value',
    ]);
    expect(fieldProblems(await list(leaf('changes.state', 'changed_to')))).toEqual([
      'query /filter/value invalid_value',
    ]);
  });

  test('come through the stream exactly as through the feed', async () => {
    const filter = { or: [leaf('changes.priority', 'changed'), leaf('type', 'eq', 'customer.updated')] };
    const query = new URLSearchParams({ afterSequence: '0', filter: JSON.stringify(filter) });
    const authorization = `Bearer ${workspace.admin.key}`;
    const stream = await openStream(workspace.server, `/api/v1/events/stream?${query}`, { authorization });
    open.push(stream);
    const expected = (await list(filter)).body.data;
    await stream.until(({ id }) => Number(id) === expected.at(-1).sequence);
    expect(stream.frames.map(({ data }) => data)).toEqual(expected);
  });
});

const values = fc.oneof(
  fc.constantFrom<string | number | boolean>('high', 'low', 'normal', 'vip', 'billing', 'resolved', 'Mariah'),
  fc.constantFrom<string | number | boolean>('scale', '/v1/a', "'; drop table event_log; --", 1, 3, true, ''),
);
const keys = [
  'priority',
  'tags',
  'state',
  'subject',
  'name',
  'traits',
  'traits.plan',
  'traits.a.b',
  'traits.seats',
];
const changeLeaf = fc.record({
  field: fc.constantFrom(...keys, 'apiContext.path', "x'y", '$1').map((key) => `changes.${key}`),
  op: fc.constantFrom('changed', 'changed_from', 'changed_to'),
  value: values,
});
const plainLeaf = fc
  .constantFrom('type', 'resource.type', 'actor.type', 'actor.id', 'credentialId')
  .chain((field) =>
    fc.record({
      field: fc.constant(field),
      op: fc.constantFrom(
        ...operatorsOf({ type: 'text' }, 'list').filter(
          (op) => !['in', 'nin', 'between', 'is_set'].includes(op),
        ),
      ),
      value: fc.constantFrom('customer', 'conversation', 'customer.updated', 'credential', 'c', 'x'),
    }),
  );
const leaves = fc.oneof(changeLeaf, plainLeaf).map(
  ({ op, value, ...rest }): FilterLeaf => ({
    ...rest,
    op: op as FilterLeaf['op'],
    ...(op === 'changed' ? {} : { value }),
  }),
);
const trees: fc.Arbitrary<Filter> = fc.oneof(
  leaves,
  fc.record({ and: fc.array(leaves, { minLength: 1, maxLength: 2 }) }),
  fc.record({ or: fc.array(leaves, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: leaves }),
);

test('the same tree means the same events in SQL and as a predicate', async () => {
  const now = workspace.server.clock.now();
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const holds = compilePredicate(tree, eventFilterFields);
      const expected = all.filter((event) => holds({ resource: event, changes: event.changes, now }));
      const { status, body } = await list(tree);
      expect([status, body.data?.map(({ sequence }: any) => sequence)]).toEqual([
        200,
        expected.map(({ sequence }) => sequence),
      ]);
    }),
    { numRuns: 150 },
  );
});
