import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

const dayMs = 24 * 3_600_000;

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await createWorkspace(server);
});
afterAll(() => server.stop());

const resolved = async (more: Record<string, unknown> = {}) => {
  const { id } = await createConversation(workspace, more);
  return (await workspace.admin.post(`/conversations/${id}/resolve`, { resolutionSummary: 'Done.' })).body;
};
const reply = (id: string, more: object = {}) =>
  workspace.admin.post(`/conversations/${id}/messages`, {
    body: { text: 'It fails again.' },
    direction: 'inbound',
    ...more,
  });

test('a reply up to the end of the reopen window opens the conversation again', async () => {
  const conversation = await resolved();
  server.clock.advance(7 * dayMs - 60_000);
  expect((await reply(conversation.id)).body.conversationId).toBe(conversation.id);
  const { body } = await workspace.admin.get(`/conversations/${conversation.id}`);
  expect(body).toMatchObject({ state: 'open', reopenCount: 1, resolvedAt: null, resolutionSummary: null });
});

test('a reply after the window starts a conversation that names the old one, which stays resolved', async () => {
  const conversation = await resolved({
    subject: 'Skipping',
    apiContext: { method: 'POST' },
    priority: 'high',
  });
  server.clock.advance(7 * dayMs + 60_000);
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await reply(conversation.id, { clientMessageId: 'late' });
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ sequence: 1, clientMessageId: 'late', inReplyTo: null });
  expect(events.map(({ type }) => type)).toEqual(['conversation.created', 'message.received']);
  const next = (await workspace.admin.get(`/conversations/${answer.body.conversationId}`)).body;
  expect(next).toMatchObject({
    followUpOf: conversation.id,
    state: 'new',
    subject: 'Skipping',
    apiContext: { method: 'POST' },
    customer: conversation.customer,
    channel: conversation.channel,
  });
  expect((await workspace.admin.get(`/conversations/${conversation.id}`)).body).toEqual(conversation);
  expect((await reply(conversation.id, { clientMessageId: 'late' })).text).toBe(answer.text);
  const another = await reply(conversation.id);
  expect(another.body).toMatchObject({ conversationId: next.id, sequence: 2 });
});

test('replies that come at once after the window share one follow-up', async () => {
  const conversation = await resolved();
  server.clock.advance(8 * dayMs);
  const answers = await Promise.all(Array.from({ length: 6 }, () => reply(conversation.id)));
  expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
  expect(answers.map(({ body }) => body.sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a follow-up that was itself resolved long ago is followed in turn', async () => {
  const first = await resolved();
  server.clock.advance(8 * dayMs);
  const second = (await reply(first.id)).body.conversationId;
  await workspace.admin.post(`/conversations/${second}/resolve`);
  server.clock.advance(8 * dayMs);
  const third = (await reply(first.id)).body.conversationId;
  expect(new Set([first.id, second, third]).size).toBe(3);
  expect((await workspace.admin.get(`/conversations/${third}`)).body.followUpOf).toBe(second);
});

test('a message of the team stays in the resolved conversation, however old', async () => {
  const conversation = await resolved();
  server.clock.advance(30 * dayMs);
  const answer = await reply(conversation.id, { direction: 'outbound' });
  expect(answer.body.conversationId).toBe(conversation.id);
  expect((await workspace.admin.get(`/conversations/${conversation.id}`)).body.state).toBe('resolved');
});
