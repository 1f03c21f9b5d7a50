import { beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  expectForeignUnknown,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  inDatabase,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const put = (actor: RestActor, externalId: string, body: object = {}) =>
  actor.put(`/customers/by-external-id/${externalId}`, body);
const expire = statement<[string, number]>('delete from event_log where workspace_id = $1 and seq <= $2');
const forget = (of: TestWorkspace, upTo: number) => inDatabase(of, () => expire(decodeId(of.id), upTo));

test('an event says who did what to which resource because of which request', async () => {
  const answer = await put(admin, 'first', { name: 'Ada' });
  const event = (await eventsAfter(workspace)).at(-1)!;
  const me = (await admin.get('/auth/me')).body.credential;
  const { result: _, ...customer } = answer.body;
  expect(event).toEqual({
    id: expect.stringMatching(/^evt_/),
    type: 'customer.created',
    sequence: event.sequence,
    apiVersion: '2026-11-01',
    workspaceId: workspace.id,
    occurredAt: customer.createdAt,
    actor: { type: 'credential', id: me.id, name: me.name },
    credentialId: me.id,
    resource: { type: 'customer', id: customer.id, version: 1 },
    conversationId: null,
    data: { customer },
    changes: {},
    correlationId: answer.headers.get('woes-request-id'),
    causationId: null,
    redactions: [],
  });
  expect((await admin.get(`/events/${(event as any).id}`)).body).toEqual(event);
});

describe('the feed', () => {
  test('is walked by nextSequence: no event is missed or seen twice, also while others write', async () => {
    const own = await createWorkspace();
    const writing = Promise.all(Array.from({ length: 30 }, (_, n) => put(own.admin, `walk-${n}`)));
    const seen: number[] = [];
    let after = 0;
    const read = async () => {
      const { body } = await own.admin.get('/events', { afterSequence: after, limit: 7 });
      seen.push(...body.data.map(({ sequence }: any) => sequence));
      after = body.nextSequence;
      return body;
    };
    while (seen.length < 12) await read();
    await writing;
    while ((await read()).hasMore);
    expect(seen).toEqual(Array.from({ length: 33 }, (_, n) => n + 1));
    expect(await read()).toMatchObject({ data: [], hasMore: false, nextSequence: 33, oldestAvailable: 1 });
  });

  test('filters by exact types, by a resource, and by conversation', async () => {
    const own = await createWorkspace();
    const { id, customer } = await createConversation(own);
    await createConversation(own);
    await own.admin.post(`/conversations/${id}/messages`, { body: { text: 'x' } });
    await own.admin.patch(`/customers/${customer.id}`, { name: 'Ada' });
    const types = async (query: object) =>
      (await own.admin.get('/events', { limit: 100, ...query })).body.data.map(({ type }: any) => type);
    expect(await types({ types: 'message.sent' })).toEqual(['message.sent']);
    expect(await types({ types: ['customer.*', 'message.sent'] })).toEqual([
      'customer.created',
      'customer.created',
      'message.sent',
      'customer.updated',
    ]);
    expect(await types({ types: 'conversation.*', conversationId: id })).toEqual([
      'conversation.created',
      'conversation.state_changed',
    ]);
    expect(await types({ conversationId: id })).toEqual([
      'conversation.created',
      'message.received',
      'message.sent',
      'conversation.state_changed',
    ]);
    expect(await types({ types: 'custome.created' })).toEqual([]);
  });

  test('that is filtered still moves on past what does not match', async () => {
    const own = await createWorkspace();
    const head = (await eventsAfter(own)).length;
    const { body } = await own.admin.get('/events', { types: 'message.sent' });
    expect(body).toMatchObject({ data: [], hasMore: false, nextSequence: head });
    for (let n = 0; n < 5; n++) await put(own.admin, `skip-${n}`);
    const page = await own.admin.get('/events', { types: 'customer.created', afterSequence: head, limit: 2 });
    expect(page.body).toMatchObject({ hasMore: true, nextSequence: head + 2 });
  });

  test('past retention says from where it goes on', async () => {
    const own = await createWorkspace();
    for (let n = 0; n < 7; n++) await put(own.admin, `old-${n}`);
    await forget(own, 6);
    const ask = (afterSequence: number) => own.admin.get('/events', { afterSequence });
    for (const after of [1, 5])
      expectProblem(await ask(after), 410, 'sequence_expired', { oldestAvailable: 7 });
    expect((await ask(6)).body).toMatchObject({ oldestAvailable: 7, nextSequence: 10 });
    expect((await ask(0)).body.data).toHaveLength(4);
    expect((await ask(10)).body.data).toEqual([]);
  });

  test('of which nothing is left says so too, and goes on with what comes', async () => {
    const own = await createWorkspace();
    await put(own.admin, 'gone');
    await forget(own, 4);
    const ask = (afterSequence: number) => own.admin.get('/events', { afterSequence });
    expectProblem(await ask(2), 410, 'sequence_expired', { oldestAvailable: 5 });
    expect((await ask(4)).body).toMatchObject({ data: [], nextSequence: 4, oldestAvailable: 0 });
    await put(own.admin, 'new');
    expect((await ask(4)).body.data.map(({ sequence }: any) => sequence)).toEqual([5]);
  });

  test('holds nothing of another workspace', async () => {
    const [one, two] = [await createWorkspace(), await createWorkspace()];
    await put(two.admin, 'theirs');
    const { id: conversationId } = await createConversation(two);
    const events = await eventsAfter(one);
    expect(new Set(events.map((event: any) => event.workspaceId))).toEqual(new Set([one.id]));
    expect((await one.admin.get('/events', { conversationId })).body.data).toEqual([]);
  });
});

test('an event of another workspace is answered like one that does not exist', async () => {
  const foreign = (await eventsAfter(await createWorkspace()))[0] as any;
  await expectForeignUnknown((id) => admin.get(`/events/${id}`), {
    foreign: foreign.id,
    unknown: `evt_${'0'.repeat(26)}`,
  });
});

test('the scope to read the log is needed', async () => {
  for (const path of ['/events', `/events/evt_${'0'.repeat(26)}`, '/events/stream'])
    await expectScopeNeeded(workspace, 'webhooks:read', (actor) => actor.get(path));
});

test('parameters that do not fit are named', async () => {
  const problems = async (query: Record<string, any>) => fieldProblems(await admin.get('/events', query));
  expect(await problems({ limit: 101 })).toEqual(['query /limit too_big']);
  expect(await problems({ afterSequence: -1 })).toEqual(['query /afterSequence too_small']);
  expect(await problems({ afterSequence: '1e3' })).toEqual(['query /afterSequence invalid_type']);
  expect(await problems({ types: '*' })).not.toEqual([]);
  expect(await problems({ types: '.*' })).toEqual([
    'query /types/0 too_small',
    'query /types/0 invalid_format',
  ]);
  expect(await problems({ types: "a'; drop" })).toEqual(['query /types/0 invalid_format']);
  expect(await problems({ types: Array.from({ length: 51 }, () => 'message.sent') })).toEqual([
    'query /types too_big',
  ]);
  expect(await problems({ cursor: 'x' })).toEqual(['query /cursor unknown_field']);
});
