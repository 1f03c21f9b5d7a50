import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectOneEditor,
  expectProblem,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let conversation: any;
beforeAll(async () => {
  workspace = await createWorkspace();
  conversation = await createConversation(workspace);
});

const send = async (text: string, more: object = {}) => {
  const sent = await workspace.admin.post(`/conversations/${conversation.id}/messages`, {
    body: { text },
    ...more,
  });
  expect(sent.status, sent.text).toBe(201);
  return sent.body;
};
const previewOf = async () =>
  (await workspace.admin.get(`/conversations/${conversation.id}`)).body.lastMessage.preview;

describe('editing', () => {
  test('replaces the text of the team, and the preview when it is the last message', async () => {
    const message = await send('You need a scope.');
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await workspace.admin.patch(`/messages/${message.id}`, { body: { text: 'You need two.' } });
    });
    expect(answer.body).toMatchObject({
      body: { text: 'You need two.' },
      editedAt: expect.any(String),
      version: 2,
      editSupportedByChannel: true,
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes).sort()])).toEqual([
      ['message.updated', ['body', 'editedAt']],
    ]);
    expect(await previewOf()).toBe('You need two.');
  });

  test('with the same text changes nothing', async () => {
    const message = await send('The same.');
    const events = await eventsOf(workspace, () =>
      workspace.admin.patch(`/messages/${message.id}`, { body: { text: 'The same.' } }),
    );
    expect(events).toEqual([]);
  });

  test('leaves to customers what they wrote, and deleted messages deleted', async () => {
    const theirs = await send('Mine.', { direction: 'inbound' });
    expectProblem(
      await workspace.admin.patch(`/messages/${theirs.id}`, { body: { text: 'Not yours.' } }),
      409,
      'state_conflict',
    );
    const gone = await send('Gone.');
    await workspace.admin.delete(`/messages/${gone.id}`);
    expectProblem(
      await workspace.admin.patch(`/messages/${gone.id}`, { body: { text: 'Back.' } }),
      409,
      'state_conflict',
    );
  });

  test('by two at once is won by one', async () => {
    const message = await send('First.');
    await expectOneEditor(
      (n, { version, headers }) =>
        workspace.admin.patch(
          `/messages/${message.id}`,
          { body: { text: `Edit ${n}.` }, ...(version ? { expectedVersion: version } : {}) },
          headers,
        ),
      1,
    );
  });
});

test('a deleted message keeps its number and loses its text, also in the preview', async () => {
  const message = await send('To be forgotten.');
  const events = await eventsOf(workspace, async () => {
    await workspace.admin.delete(`/messages/${message.id}`);
    await workspace.admin.delete(`/messages/${message.id}`);
  });
  expect(events.map(({ type }) => type)).toEqual(['message.deleted']);
  expect(JSON.stringify(events)).not.toContain('forgotten');
  const { body } = await workspace.admin.get(`/messages/${message.id}`);
  expect(body).toMatchObject({
    sequence: message.sequence,
    body: { text: '' },
    deletedAt: expect.any(String),
  });
  expect(await previewOf()).toBe('');
});

type State = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';
const states: State[] = ['queued', 'sent', 'delivered', 'read', 'failed'];
/** How to bring a message, which starts as sent, to each state. */
const ways: Record<State, string[]> = {
  queued: ['failed', 'retry'],
  sent: [],
  delivered: ['delivered'],
  read: ['read'],
  failed: ['failed'],
};
const allowed: Record<State, State[]> = {
  queued: ['sent', 'delivered', 'read', 'failed'],
  sent: ['delivered', 'read', 'failed'],
  delivered: ['read'],
  read: [],
  failed: [],
};
const reports = ['sent', 'delivered', 'read', 'failed'] as const;

async function inDelivery(state: State) {
  const message = await send('On its way.');
  for (const step of ways[state])
    await (step === 'retry'
      ? workspace.admin.post(`/messages/${message.id}/retry`)
      : workspace.admin.post(`/messages/${message.id}/delivery`, { state: step }));
  const now = (await workspace.admin.get(`/messages/${message.id}`)).body;
  expect(now.delivery.state).toBe(state);
  return now;
}

describe('a delivery', () => {
  test.each(states.flatMap((from) => reports.map((to) => [from, to] as const)))(
    'from %s reported as %s',
    async (from, to) => {
      const message = await inDelivery(from);
      let answer: any;
      const events = await eventsOf(workspace, async () => {
        answer = await workspace.admin.post(`/messages/${message.id}/delivery`, { state: to });
      });
      if (from === to) {
        expect(answer.body).toEqual(message);
        expect(events).toEqual([]);
      } else if (allowed[from].includes(to)) {
        expect(answer.body.delivery).toMatchObject({ state: to, at: expect.any(String) });
        expect(events.map(({ type }) => type)).toEqual([`message.${to}`]);
      } else {
        expectProblem(answer, 409, 'illegal_transition', { from, to, allowedTransitions: allowed[from] });
        expect(events).toEqual([]);
      }
    },
  );

  test.each(states)('that is %s is retried only when it has failed', async (state) => {
    const message = await inDelivery(state);
    const answer = await workspace.admin.post(`/messages/${message.id}/retry`);
    if (state === 'failed') expect(answer.body.delivery).toMatchObject({ state: 'queued', errorCode: null });
    else expectProblem(answer, 409, 'illegal_transition', { from: state, to: 'queued' });
  });

  test('counts how often a message was handed to its channel', async () => {
    const message = await inDelivery('queued');
    const sent = await workspace.admin.post(`/messages/${message.id}/delivery`, { state: 'sent' });
    expect(sent.body.delivery.attempts).toBe(2);
  });

  test('of what a customer wrote is nobody’s to report', async () => {
    const theirs = await send('Mine.', { direction: 'inbound' });
    const report = await workspace.admin.post(`/messages/${theirs.id}/delivery`, { state: 'failed' });
    expectProblem(report, 409, 'state_conflict');
  });
});
