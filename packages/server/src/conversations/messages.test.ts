import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
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
const unknown = `conv_${'0'.repeat(26)}`;

beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace();
  admin = workspace.admin;
});

const send = (id: string, more: object = {}, headers = {}, actor = admin) =>
  actor.post(`/conversations/${id}/messages`, { body: { text: 'POST /me/player/next' }, ...more }, headers);

test('a message sent by the team waits for the customer and is told in one event each', async () => {
  const conversation = await createConversation(workspace);
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await send(conversation.id, { clientMessageId: 'c-1' });
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^msg_/),
    conversationId: conversation.id,
    sequence: 2,
    timelineSequence: 2,
    clientMessageId: 'c-1',
    direction: 'outbound',
    author: { type: 'credential', id: expect.stringMatching(/^key_/), name: 'First credential' },
    body: { format: 'text', text: 'POST /me/player/next' },
    attachments: [],
    inReplyTo: null,
    delivery: { state: 'sent', attempts: 1, errorCode: null, at: null },
    redactions: [],
    movedFrom: null,
    sentAt: expect.any(String),
    editedAt: null,
    deletedAt: null,
    version: 1,
    createdAt: expect.any(String),
  });
  expect(events.map(({ type }) => type)).toEqual(['message.sent', 'conversation.state_changed']);
  expect(events[0]).toMatchObject({
    resource: { type: 'message', id: answer.body.id, version: 1 },
    conversationId: conversation.id,
    actor: answer.body.author,
    data: { message: answer.body },
    changes: {},
  });
  const { body } = await admin.get(`/conversations/${conversation.id}`);
  expect(events[1]!.data.conversation).toEqual(body);
  expect(body).toMatchObject({
    state: 'waiting_on_customer',
    waitingSince: null,
    counts: { messages: 2, unreadMember: 0, unreadCustomer: 1 },
    lastMessage: { direction: 'outbound', sequence: 2, preview: 'POST /me/player/next' },
    firstResponseAt: answer.body.createdAt,
  });
});

test('a message of the customer is recorded with the time its channel gives', async () => {
  const { id, customer } = await createConversation(workspace);
  const sentAt = '2026-11-20T10:11:12.345Z';
  const { body } = await send(id, { direction: 'inbound', sentAt });
  expect(body).toMatchObject({
    direction: 'inbound',
    author: { type: 'customer', id: customer.id },
    delivery: { state: 'delivered' },
    sentAt,
  });
  expect(body.createdAt).not.toBe(sentAt);
});

test('the time since which the customer waits is that of the first unanswered message', async () => {
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  const waits = async () => (await admin.get(`/conversations/${id}`)).body.waitingSince;
  const { body: first } = await send(id, { direction: 'inbound' });
  await send(id, { direction: 'inbound' });
  expect(await waits()).toBe(first.sentAt);
  await send(id);
  expect(await waits()).toBeNull();
  const { body: next } = await send(id, { direction: 'inbound' });
  expect(await waits()).toBe(next.sentAt);
});

describe('ids of the client', () => {
  test('the same id in one conversation makes one message, also at once', async () => {
    const { id } = await createConversation(workspace);
    const events = await eventsOf(workspace, async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) => send(id, { clientMessageId: 'same', body: { text: `${n}` } })),
      );
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    });
    expect(events.filter(({ type }) => type === 'message.sent')).toHaveLength(1);
    expect((await admin.get(`/conversations/${id}`)).body.counts.messages).toBe(2);
  });

  test('the same id in two conversations makes two messages', async () => {
    const [one, two] = [await createConversation(workspace), await createConversation(workspace)];
    const [a, b] = [
      await send(one.id, { clientMessageId: 'same' }),
      await send(two.id, { clientMessageId: 'same' }),
    ];
    expect(a.body.id).not.toBe(b.body.id);
  });

  test('a repeated message is found although the conversation has gone on', async () => {
    const { id } = await createConversation(workspace);
    const guarded = { clientMessageId: 'guarded', ifNoNewerThanSequence: 1 };
    const first = await send(id, guarded);
    await send(id);
    expect((await send(id, guarded)).text).toBe(first.text);
  });
});

describe('conditions', () => {
  test('a message is refused when somebody has written since', async () => {
    const { id } = await createConversation(workspace);
    const events = await eventsOf(workspace, async () => {
      expectProblem(await send(id, { ifNoNewerThanSequence: 0 }), 409, 'state_conflict', { lastSequence: 1 });
    });
    expect(events).toEqual([]);
    const both = await Promise.all([1, 2].map(() => send(id, { ifNoNewerThanSequence: 1 })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('a reply names a message of its own conversation', async () => {
    const [one, two] = [await createConversation(workspace), await createConversation(workspace)];
    const { body: message } = await send(one.id);
    expect((await send(one.id, { inReplyTo: message.id })).body.inReplyTo).toBe(message.id);
    const nobody = `msg_${'0'.repeat(26)}`;
    for (const inReplyTo of [message.id, nobody])
      expectProblem(await send(two.id, { inReplyTo }), 422, 'reference_not_usable', { field: 'inReplyTo' });
  });
});

test('the scopes to send and to read messages are needed', async () => {
  const { id } = await createConversation(workspace);
  await expectScopeNeeded(workspace, 'messages:write', (actor) => send(id, {}, {}, actor));
  await expectScopeNeeded(workspace, 'messages:read', (actor) => actor.get(`/conversations/${id}/messages`));
});

test('a conversation of another workspace is answered like one that does not exist', async () => {
  const { id: foreign } = await createConversation(other);
  await expectForeignUnknown((id) => send(id), { foreign, unknown });
  await expectForeignUnknown((id) => admin.get(`/conversations/${id}/messages`), { foreign, unknown });
});

test('sent again under its key it is one message', async () => {
  const { id } = await createConversation(workspace);
  await expectRepeatable(
    workspace,
    (headers) => send(id, {}, headers),
    (headers) => send(id, { body: { text: 'changed' } }, headers),
  );
});

test('fifty at once under one key make one message and one event', async () => {
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  await send(id);
  const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => send(id, {}, headers)));
  expect(events.map(({ type }) => type)).toEqual(['message.sent']);
  expect((await admin.get(`/conversations/${id}/messages`)).body.data).toHaveLength(2);
});

test('each field that does not fit is named', async () => {
  const { id } = await createConversation(workspace);
  const problems = async (more: object) => fieldProblems(await send(id, more)).sort();
  expect(await problems({ body: {} })).toEqual(['body /body/text required']);
  expect(await problems({ body: { text: '' } })).toEqual(['body /body/text too_small']);
  expect(await problems({ body: { text: 'a\u0000' } })).toEqual(['body /body/text invalid_value']);
  expect(await problems({ body: { text: 'x', html: '' } })).toEqual(['body /body/html unknown_field']);
  expect(await problems({ author: { type: 'system' } })).toEqual(['body /author unknown_field']);
  expect(await problems({ conversationId: id })).toEqual(['body /conversationId unknown_field']);
  expect(await problems({ clientMessageId: 'x'.repeat(101) })).toEqual(['body /clientMessageId too_big']);
  expect(await problems({ sentAt: 'today' })).toEqual(['body /sentAt invalid_type']);
  expect(await problems({ sentAt: '0000-01-01T00:00:00Z' })).toEqual(['body /sentAt invalid_value']);
  expect(await problems({ ifNoNewerThanSequence: -1 })).toEqual(['body /ifNoNewerThanSequence too_small']);
});

describe('the list', () => {
  test('pages in both directions and filters by direction and sequence', async () => {
    const { id } = await createConversation(workspace);
    const path = `/conversations/${id}/messages`;
    for (let n = 2; n <= 9; n++) await send(id, { direction: n % 3 ? 'outbound' : 'inbound' });
    const all = await allPages(admin, path, { limit: 2 });
    expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const sequences = async (query: object) =>
      (await allPages(admin, path, { limit: 2, ...query })).map(({ sequence }) => sequence);
    expect(await sequences({ sort: '-sequence' })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await sequences({ direction: 'inbound' })).toEqual([1, 3, 6, 9]);
    expect(await sequences({ afterSequence: 5, sort: '-sequence' })).toEqual([9, 8, 7, 6]);
    expect(await sequences({ afterSequence: Number.MAX_SAFE_INTEGER })).toEqual([]);
    const { nextCursor } = (await admin.get(path, { limit: 2 })).body;
    const { id: elsewhere } = await createConversation(workspace);
    for (const [list, query] of [
      [path, { sort: '-sequence' }],
      [path, { direction: 'inbound' }],
      [`/conversations/${elsewhere}/messages`, {}],
    ] as const)
      expectProblem(await admin.get(list, { ...query, cursor: nextCursor }), 400, 'invalid_cursor');
    expect(fieldProblems(await admin.get(path, { limit: 101 }))).toEqual(['query /limit too_big']);
  });
});
