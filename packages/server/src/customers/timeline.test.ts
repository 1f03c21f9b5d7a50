import { beforeAll, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
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
const make = async () => (await admin.put(`/customers/by-external-id/timeline-${++count}`, {})).body;
const track = (id: string, body: object, headers = {}, actor = admin) =>
  actor.post(`/customers/${id}/events`, body, headers);
const timeline = (id: string, query: object = {}) =>
  allPages(admin, `/customers/${id}/timeline`, { limit: 2, ...query });

test('a tracked event is kept as it was told, and emitted once', async () => {
  const { id } = await make();
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await track(id, {
      name: 'invoice.paid',
      occurredAt: '2026-01-02T03:04:05.678Z',
      properties: { amount: 12.5, nested: { a: [null] } },
      api: { requestId: 'r1', statusCode: 200 },
      dedupeKey: 'paid-1',
    });
  });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.body).toMatchObject({
    id: expect.stringMatching(/^cevt_/),
    customerId: id,
    name: 'invoice.paid',
    occurredAt: '2026-01-02T03:04:05.678Z',
    properties: { amount: 12.5, nested: { a: [null] } },
    api: { statusCode: 200, requestId: 'r1' },
    result: 'created',
  });
  const { result: _, ...event } = answer.body;
  expect(events).toMatchObject([{ type: 'customer.event_tracked', resource: { id }, data: { event } }]);
});

test('one dedupe key of one customer makes one event, also when many track it at once', async () => {
  const [one, two] = [await make(), await make()];
  const events = await eventsOf(workspace, async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => track(one.id, { name: 'signed up', dedupeKey: 'signup' })),
    );
    expect(answers.map(({ body }) => body.result).sort()).toEqual(['created', ...Array(9).fill('noop')]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await track(two.id, { name: 'signed up', dedupeKey: 'signup' })).body.result).toBe('created');
  });
  expect(events).toHaveLength(2);
});

test('tracking is repeatable, needs the scope, and refuses the far future and foreign customers', async () => {
  const { id } = await make();
  await expectRepeatable(
    workspace,
    (headers) => track(id, { name: 'a' }, headers),
    (headers) => track(id, { name: 'b' }, headers),
  );
  await expectScopeNeeded(workspace, 'customers:write', (actor) => track(id, { name: 'a' }, {}, actor));
  expect(fieldProblems(await track(id, { name: 'a', occurredAt: '2999-01-01T00:00:00Z' }))).toEqual([
    'body /occurredAt invalid_value',
  ]);
  const other = await createWorkspace();
  const foreign = (await other.admin.put('/customers/by-external-id/theirs', {})).body.id;
  const ids = { foreign, unknown: `cus_${'0'.repeat(26)}` };
  await expectForeignUnknown((each) => track(each, { name: 'a' }), ids);
  await expectForeignUnknown((each) => admin.get(`/customers/${each}/timeline`), ids);
});

test('the timeline holds every kind, newest first, by kind and by time', async () => {
  const { id } = await make();
  const conversation = await createConversation(workspace, { customer: { id }, subject: 'Why?' });
  await track(id, { name: 'old', occurredAt: '2026-01-01T00:00:00Z' });
  const identity = (await admin.post(`/customers/${id}/identities`, { type: 'widget', value: 't1' })).body;
  await track(id, { name: 'new' });
  await admin.delete(`/customers/${id}/identities/${identity.id}`);

  const items = await timeline(id);
  expect(items.map(({ kind }) => kind)).toEqual(['identity', 'event', 'identity', 'conversation', 'event']);
  expect(items[0].change).toMatchObject({
    type: 'identity_unlinked',
    actor: { type: 'credential' },
    identity: { type: 'widget', system: null, value: 't1', verified: false },
  });
  expect(items[3].conversation).toMatchObject({ id: conversation.id, subject: 'Why?', state: 'new' });
  const kinds = async (query: object) => (await timeline(id, query)).map(({ kind }) => kind);
  expect(await kinds({ types: ['event', 'conversation'] })).toEqual(['event', 'conversation', 'event']);
  expect(await kinds({ to: '2026-02-01T00:00:00Z' })).toEqual(['event']);
  expect(await kinds({ from: items[2].at, to: items[0].at })).toEqual(['event', 'identity']);
  const { nextCursor: cursor } = (await admin.get(`/customers/${id}/timeline`, { limit: 1 })).body;
  expectProblem(
    await admin.get(`/customers/${id}/timeline`, { limit: 1, types: 'event', cursor }),
    400,
    'invalid_cursor',
  );
});

test('items of one instant are all there, each once, over pages of one', async () => {
  const { id } = await make();
  const occurredAt = '2026-03-01T00:00:00Z';
  for (let n = 0; n < 7; n++) await track(id, { name: `e${n}`, occurredAt });
  const names = (await timeline(id, { limit: 1 })).map(({ event }) => event.name);
  expect(new Set(names).size).toBe(7);
  expect(names).toHaveLength(7);
});

test('statistics are told when asked for', async () => {
  const { id } = await make();
  expect((await admin.get(`/customers/${id}`)).body).not.toHaveProperty('stats');
  const stats = async () => (await admin.get(`/customers/${id}`, { include: 'stats' })).body.stats;
  expect(await stats()).toEqual({ open: 0, total: 0, lastSeenAt: null });
  const conversation = await createConversation(workspace, { customer: { id } });
  await createConversation(workspace, { customer: { id } });
  await admin.post(`/conversations/${conversation.id}/resolve`);
  expect(await stats()).toEqual({ open: 1, total: 2, lastSeenAt: expect.any(String) });
  const { body } = await track(id, { name: 'seen' });
  expect((await stats()).lastSeenAt).toBe(body.occurredAt);
});
