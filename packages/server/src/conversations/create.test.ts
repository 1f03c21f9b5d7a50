import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let other: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace();
  admin = workspace.admin;
});

const make = (more: object = {}, headers?: Record<string, string>, actor = admin) =>
  actor.post(
    '/conversations',
    { channelId: workspace.channelId, customer: { externalId: 'user-1' }, ...more },
    headers,
  );

test('a conversation starts with its customer and first message, and says where it is', async () => {
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await make({
      customer: { externalId: 'mariah', name: 'Mariah', email: 'mariah@example.com' },
      subject: 'Playlists',
      priority: 'high',
      tags: ['billing', 'null', 'billing'],
      externalId: 'ticket-7',
      firstMessage: { text: 'Which scope do I need?', format: 'markdown' },
      apiContext: { method: 'POST', statusCode: 403, occurredAt: '2026-11-22T08:00:00.000Z' },
    });
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('location')).toBe(`/api/v1/conversations/${answer.body.id}`);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^conv_/),
    ref: expect.any(Number),
    externalId: 'ticket-7',
    subject: 'Playlists',
    state: 'new',
    priority: 'high',
    channel: { id: workspace.channelId, type: 'live_chat' },
    customer: {
      id: expect.stringMatching(/^cus_/),
      externalId: 'mariah',
      name: 'Mariah',
      email: 'mariah@example.com',
    },
    assignee: null,
    teamId: null,
    participants: [],
    tags: ['billing', 'null'],
    customFields: {},
    apiContext: { method: 'POST', statusCode: 403, occurredAt: '2026-11-22T08:00:00.000Z' },
    agent: { state: 'idle' },
    counts: { messages: 1, unreadMember: 1, unreadCustomer: 0 },
    lastMessage: {
      at: expect.any(String),
      direction: 'inbound',
      sequence: 1,
      preview: 'Which scope do I need?',
    },
    firstResponseAt: null,
    waitingSince: expect.any(String),
    snoozedUntil: null,
    snoozedUntilReply: false,
    resolvedAt: null,
    resolutionSummary: null,
    reopenCount: 0,
    archivedAt: null,
    followUpOf: null,
    splitFrom: null,
    mergedInto: null,
    redactionCount: 0,
    version: 1,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(events.map(({ type }) => type)).toEqual([
    'customer.created',
    'conversation.created',
    'message.received',
  ]);
  const { id } = answer.body;
  expect(events[1]).toMatchObject({ resource: { type: 'conversation', id, version: 1 }, conversationId: id });
  expect(events[1]!.data.conversation).toMatchObject({ id, counts: { messages: 0 }, lastMessage: null });
  expect(events[2]!.data.message).toMatchObject({ conversationId: id, sequence: 1 });
  for (const key of [id, `ref:${answer.body.ref}`, 'ext:ticket-7'])
    expect((await admin.get(`/conversations/${encodeURIComponent(key)}`)).body).toEqual(answer.body);
});

test('a first message from the team waits for the customer', async () => {
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await make({ firstMessage: { text: 'We noticed errors.', direction: 'outbound' } });
  });
  expect(answer.body).toMatchObject({ state: 'waiting_on_customer', version: 2, waitingSince: null });
  expect(answer.body.firstResponseAt).not.toBeNull();
  expect(events.map(({ type }) => type).slice(-3)).toEqual([
    'conversation.created',
    'message.sent',
    'conversation.state_changed',
  ]);
});

test('a preview ends before a character that would be cut in two', async () => {
  const text = `${'x'.repeat(199)}🎧 and more`;
  const { status, body } = await make({ firstMessage: { text, direction: 'outbound' } });
  expect(status).toBe(201);
  expect(body.lastMessage.preview).toBe('x'.repeat(199));
  expect((await admin.get(`/conversations/${body.id}/messages`)).body.data[0].body.text).toBe(text);
});

test('a known customer is changed by what is new, and not told twice', async () => {
  await admin.put('/customers/by-external-id/known', { name: 'Ada' });
  const same = await eventsOf(workspace, () => make({ customer: { externalId: 'known', name: 'Ada' } }));
  expect(same.map(({ type }) => type)).toEqual(['conversation.created']);
  const renamed = await eventsOf(workspace, () =>
    make({ customer: { externalId: 'known', name: 'Ada L.' } }),
  );
  expect(renamed.map(({ type }) => type)).toEqual(['customer.updated', 'conversation.created']);
});

describe('references', () => {
  test('a customer or channel of another workspace is refused like one that does not exist', async () => {
    const { body: stranger } = await other.admin.put('/customers/by-external-id/stranger', {});
    const nobody = `cus_${'0'.repeat(26)}`;
    const nowhere = `chn_${'0'.repeat(26)}`;
    for (const [field, more] of [
      ['customer.id', { customer: { id: stranger.id } }],
      ['customer.id', { customer: { id: nobody } }],
      ['channelId', { channelId: other.channelId }],
      ['channelId', { channelId: nowhere }],
    ] as const)
      expectProblem(await make(more), 422, 'reference_not_usable', { field });
  });

  test('an external id that is taken names the conversation that has it', async () => {
    const { body: first } = await make({ externalId: 'taken' });
    const expected = { field: 'externalId', conflictingResource: { type: 'conversation', id: first.id } };
    expectProblem(await make({ externalId: 'taken' }), 409, 'already_exists', expected);
    const events = await eventsOf(workspace, async () => {
      const both = await Promise.all([1, 2, 3].map(() => make({ externalId: 'race' })));
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      const { id } = both.find(({ status }) => status === 201)!.body;
      for (const lost of both.filter(({ status }) => status === 409))
        expect(lost.body.metadata.conflictingResource).toEqual({ type: 'conversation', id });
    });
    expect(events.filter(({ type }) => type === 'conversation.created')).toHaveLength(1);
    expect((await make({ externalId: 'taken' }, {}, other.admin)).status).toBe(422);
  });
});

test('the scope to write conversations is needed', () =>
  expectScopeNeeded(workspace, 'conversations:write', (actor) => make({}, {}, actor)));

test('sent again under its key it is one conversation', () =>
  expectRepeatable(
    workspace,
    (headers) => make({ subject: 'Once' }, headers),
    (headers) => make({ subject: 'Twice' }, headers),
  ).then(() => undefined));

test('fifty at once under one key make one conversation and one event', async () => {
  const events = await eventsOf(workspace, () =>
    expectOneOfFifty((headers) => make({ firstMessage: { text: 'Once' } }, headers)),
  );
  expect(events.map(({ type }) => type)).toEqual(['conversation.created', 'message.received']);
});

test('a refusal is repeated under its key, whatever has changed since', async () => {
  const key = { 'idempotency-key': 'refused-once' };
  await make({ externalId: 'later-free' });
  const refused = await make({ externalId: 'later-free' }, key);
  const { id } = (await admin.get('/conversations/ext:later-free')).body;
  await admin.patch(`/conversations/${id}`, { externalId: null });
  const again = await make({ externalId: 'later-free' }, key);
  expect(again.text).toBe(refused.text);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect((await make({ externalId: 'later-free' })).status).toBe(201);
});

test('each field that does not fit is named', async () => {
  const problems = async (more: object) => fieldProblems(await make(more)).sort();
  expect(await problems({ colour: 'red' })).toEqual(['body /colour unknown_field']);
  expect(await problems({ priority: 'huge' })).toEqual(['body /priority invalid_value']);
  expect(await problems({ subject: 'x'.repeat(501) })).toEqual(['body /subject too_big']);
  expect(await problems({ subject: 'a\u0000' })).toEqual(['body /subject invalid_value']);
  expect(await problems({ subject: '\ud83d' })).toEqual(['body /subject invalid_value']);
  expect(await problems({ subject: 7 })).toEqual(['body /subject invalid_type']);
  expect(await problems({ tags: ['Upper Case'] })).toEqual(['body /tags/0 invalid_format']);
  expect(await problems({ tags: Array.from({ length: 65 }, (_, n) => `t${n}`) })).toEqual([
    'body /tags too_big',
  ]);
  expect(await problems({ firstMessage: { text: 'x'.repeat(32_001) } })).toEqual([
    'body /firstMessage/text too_big',
  ]);
  expect(await problems({ apiContext: { statusCode: 99 } })).toEqual([
    'body /apiContext/statusCode too_small',
  ]);
  expect(await problems({ apiContext: { occurredAt: '0000-01-01T00:00:00Z' } })).toEqual([
    'body /apiContext/occurredAt invalid_value',
  ]);
  const missing = fieldProblems(await admin.post('/conversations', {})).sort();
  expect(missing).toEqual(['body /channelId required', 'body /customer invalid_value']);
});
