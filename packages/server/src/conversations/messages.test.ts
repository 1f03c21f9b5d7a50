import { beforeAll, expect, test } from 'vitest';
import { createConversation, createWorkspace, eventsAfter, type TestWorkspace } from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

test('a message sent by the team waits for the customer and is told in one event each', async () => {
  const { id } = await createConversation(workspace);
  const before = (await eventsAfter(workspace)).length;
  const sent = await workspace.admin.post(`/conversations/${id}/messages`, {
    body: { text: 'POST /me/player/next' },
  });
  expect(sent.status).toBe(201);
  expect(sent.body).toMatchObject({ sequence: 2, direction: 'outbound', delivery: { state: 'sent' } });
  const types = (await eventsAfter(workspace)).slice(before).map((event) => event.type);
  expect(types).toEqual(['message.sent', 'conversation.state_changed']);
  const { body } = await workspace.admin.get(`/conversations/${id}`);
  expect(body).toMatchObject({
    state: 'waiting_on_customer',
    waitingSince: null,
    counts: { messages: 2, unreadCustomer: 1 },
  });
});
