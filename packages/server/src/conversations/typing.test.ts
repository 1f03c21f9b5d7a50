import { beforeAll, expect, test } from 'vitest';
import {
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  openStream,
  startWidget,
  type TestWorkspace,
  visitorOrigin,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const type = (id: string, body: object = {}) => workspace.admin.post(`/conversations/${id}/typing`, body);
const follow = (query = '') =>
  openStream(workspace.server, `/api/v1/events/stream${query}`, {
    authorization: `Bearer ${workspace.admin.key}`,
  });

test('whoever follows sees that somebody types, and nothing is kept of it', async () => {
  const { id } = await createConversation(workspace);
  const { id: other } = await createConversation(workspace);
  const { id: memberId } = await addMember(workspace);
  const [all, one, elsewhere, chosen] = [
    await follow(),
    await follow(`?conversationId=${id}`),
    await follow(`?conversationId=${other}`),
    await follow('?types=message.*'),
  ];
  const events = await eventsOf(workspace, async () => {
    const answer = await type(id, { memberId, ttlSeconds: 5 });
    expect([answer.status, answer.text]).toEqual([204, '']);
  });
  expect(events).toEqual([]);
  for (const stream of [all, one]) {
    await stream.until(({ event }) => event === 'typing');
    const frame = stream.frames.find(({ event }) => event === 'typing')!;
    expect(frame.data).toMatchObject({ conversationId: id, from: 'team', memberId, state: 'started' });
    expect(frame.id ?? null).toBeNull();
  }
  // What comes after has come: a signal would have been before it.
  await workspace.admin.post(`/conversations/${other}/messages`, { body: { text: 'After.' } });
  for (const stream of [elsewhere, chosen]) {
    await stream.until(({ event }) => event === 'message.sent');
    expect(stream.frames.map(({ event }) => event)).not.toContain('typing');
  }
  for (const stream of [all, one, elsewhere, chosen]) stream.close();
});

test('a visitor sees that the team types in what he or she has open, not who', async () => {
  const visitor = await startWidget(workspace);
  const started = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'Hello?' }, clientMessageId: 'c1' },
  });
  const { id: memberId } = await addMember(workspace);
  const stream = await openStream(workspace.server, '/api/widget/v1/stream', {
    authorization: `Bearer ${visitor.token}`,
    origin: visitorOrigin,
    'woes-conversation-secret': started.body.secret,
  });
  await type((await createConversation(workspace)).id, { memberId });
  await type(started.body.conversation.id, { memberId });
  await stream.until(({ event }) => event === 'typing');
  const signals = stream.frames.filter(({ event }) => event === 'typing');
  expect(signals.map(({ data }) => data)).toEqual([
    { conversationId: started.body.conversation.id, state: 'started', expiresAt: expect.any(String) },
  ]);
  stream.close();
});

test('in a conversation that is not there nobody types', async () => {
  expectProblem(await type(`conv_${'0'.repeat(26)}`), 404, 'not_found');
});
