import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectProblem,
  startTestServer,
  startWidget,
  type TestServer,
  type TestWorkspace,
  type WidgetVisitor,
} from '../testing/index.ts';

const dayMs = 24 * 3_600_000;

let server: TestServer;
let workspace: TestWorkspace;
let visitor: WidgetVisitor;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await createWorkspace(server);
  visitor = await startWidget(workspace);
});
afterAll(() => server.stop());

/** A conversation that was resolved, and a visitor who comes back after so many days. */
async function resolvedFor(days: number) {
  const { body: started } = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'How do I skip?' }, clientMessageId: 'a' },
  });
  const { id } = started.conversation;
  await workspace.admin.post(`/conversations/${id}/resolve`);
  server.clock.advance(days * dayMs);
  const { body: renewed } = await visitor.send('POST', '/sessions/refresh', {
    key: visitor.widgetKey,
    body: { refreshToken: visitor.refreshToken },
  });
  const { token, refreshToken } = renewed;
  const page = visitor.send;
  const send: WidgetVisitor['send'] = (method, path, asked = {}) =>
    page(method, path, { key: token, ...asked });
  const reply = (clientMessageId: string) =>
    send('POST', `/conversations/${id}/messages`, {
      secret: started.secret,
      body: { body: { text: 'It still fails.' }, clientMessageId },
    });
  visitor = { ...visitor, token, refreshToken, send };
  return { id, secret: started.secret as string, reply, send };
}

test('a reply inside the reopen window opens the conversation again', async () => {
  const { id, reply } = await resolvedFor(6);
  const events = await eventsOf(workspace, async () => {
    const answer = await reply('b');
    expect(answer.body).toMatchObject({ followUpSecret: null, message: { conversationId: id, sequence: 2 } });
  });
  expect(events.map(({ type }) => type)).toEqual(['message.received', 'conversation.reopened']);
});

test('a later reply starts a new conversation, whose own secret comes with the answer', async () => {
  const { id, secret, reply, send } = await resolvedFor(8);
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await reply('b');
  });
  expect(answer.status).toBe(201);
  const next = answer.body.message.conversationId;
  expect(next).not.toBe(id);
  expect(events.map(({ type }) => type)).toEqual([
    'conversation.created',
    'conversation_secret.issued',
    'message.received',
  ]);
  const old = await workspace.admin.get(`/conversations/${id}`);
  const followUp = await workspace.admin.get(`/conversations/${next}`);
  expect(old.body).toMatchObject({ state: 'resolved', counts: { messages: 1 } });
  expect(followUp.body).toMatchObject({
    state: 'new',
    followUpOf: id,
    customer: { id: old.body.customer.id },
    counts: { messages: 1 },
  });
  const read = (conversation: string, withSecret: string) =>
    send('GET', `/conversations/${conversation}/messages`, { secret: withSecret });
  expect((await read(next, answer.body.followUpSecret)).body.data).toHaveLength(1);
  expectProblem(await read(next, secret), 403, 'conversation_secret_required');
  expectProblem(await read(id, answer.body.followUpSecret), 403, 'conversation_secret_required');
  expect((await read(id, secret)).status).toBe(200);
});

test('a repeated late reply makes neither a second message nor a second follow-up', async () => {
  const { reply, send } = await resolvedFor(8);
  const answers = await Promise.all([reply('b'), reply('b'), reply('b')]);
  answers.push(await reply('b'));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map(({ body }) => body.message.id)).size).toBe(1);
  for (const { body } of answers) {
    const { conversationId } = body.message;
    const read = await send('GET', `/conversations/${conversationId}/messages`, {
      secret: body.followUpSecret,
    });
    expect(read.body.data).toHaveLength(1);
  }
});

test('two late replies continue in one follow-up', async () => {
  const { id, reply } = await resolvedFor(8);
  const [one, two] = [await reply('b'), await reply('c')];
  expect(two.body.message).toMatchObject({ conversationId: one.body.message.conversationId, sequence: 2 });
  const all = await workspace.admin.get('/conversations', { limit: 100 });
  expect(all.body.data.filter(({ followUpOf }: any) => followUpOf === id)).toHaveLength(1);
});

test('the window is that of the workspace', async () => {
  await workspace.admin.patch('/workspace', { reopenWindowDays: 0 });
  const closed = await resolvedFor(0);
  expect((await closed.reply('b')).body.message.conversationId).not.toBe(closed.id);
  await workspace.admin.patch('/workspace', { reopenWindowDays: 30 });
  const open = await resolvedFor(29);
  expect((await open.reply('b')).body.message.conversationId).toBe(open.id);
});
