import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../testing/index.ts';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  expectProblem,
  type TestWorkspace,
} from '../testing/index.ts';

type State = 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
const states: State[] = ['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved'];

/** What the documents say a state can be changed to. */
const allowed: Record<State, State[]> = {
  new: ['open', 'waiting_on_customer', 'waiting_on_team', 'resolved'],
  open: ['waiting_on_customer', 'waiting_on_team', 'resolved'],
  waiting_on_customer: ['open', 'waiting_on_team', 'resolved'],
  waiting_on_team: ['open', 'waiting_on_customer', 'resolved'],
  resolved: ['open'],
};

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

/** A conversation in a state, a move made on it, and what that did. */
async function move(from: State, make: (path: string) => Promise<Answer>) {
  const { admin } = workspace;
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  const path = `/conversations/${id}`;
  if (from !== 'new') await admin.patch(path, { state: from });
  const before = (await admin.get(path)).body;
  expect(before.state).toBe(from);
  const last = (await eventsAfter(workspace)).at(-1)!.sequence;
  const answer = await make(path);
  const after = (await admin.get(path)).body;
  const events = await eventsAfter(workspace, last);
  return { answer, before, after, events, types: events.map(({ type }) => type) };
}

const eventOf = (from: State, to: State) =>
  to === 'resolved'
    ? 'conversation.resolved'
    : from === 'resolved'
      ? 'conversation.reopened'
      : 'conversation.state_changed';

const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));

describe('a change of the state', () => {
  test.each(pairs)('from %s to %s', async (from, to) => {
    const { answer, before, after, events, types } = await move(from, (path) =>
      workspace.admin.patch(path, { state: to }),
    );
    if (from === to) {
      expect(answer.status).toBe(200);
      expect(after).toEqual(before);
      expect(types).toEqual([]);
    } else if (allowed[from].includes(to)) {
      expect(answer.status).toBe(200);
      expect(after).toMatchObject({ state: to, version: before.version + 1 });
      expect(after.resolvedAt !== null).toBe(to === 'resolved');
      expect(after.reopenCount).toBe(from === 'resolved' ? 1 : 0);
      expect(types).toEqual([eventOf(from, to)]);
      expect(events[0]!.changes).toEqual({ state: { from, to } });
      expect(events[0]!.data.conversation).toEqual(after);
    } else {
      expectProblem(answer, 409, 'illegal_transition', { from, to, allowedTransitions: allowed[from] });
      expect(after).toEqual(before);
      expect(types).toEqual([]);
    }
  });
});

describe('resolving', () => {
  test.each(states)('from %s', async (from) => {
    const { answer, before, after, types } = await move(from, (path) =>
      workspace.admin.post(`${path}/resolve`, { resolutionSummary: 'Answered.' }),
    );
    expect(answer.status).toBe(200);
    expect(after.state).toBe('resolved');
    if (from === 'resolved') {
      expect(after).toEqual(before);
      expect(types).toEqual([]);
    } else {
      expect(after).toMatchObject({
        resolutionSummary: 'Answered.',
        waitingSince: null,
        version: before.version + 1,
      });
      expect(types).toEqual(['conversation.resolved']);
    }
  });
});

describe('reopening', () => {
  test.each(states)('from %s', async (from) => {
    const { answer, before, after, types } = await move(from, (path) =>
      workspace.admin.post(`${path}/reopen`, { reason: 'The answer was wrong.' }),
    );
    if (from === 'resolved') {
      expect(answer.status).toBe(200);
      expect(after).toMatchObject({
        state: 'open',
        reopenCount: 1,
        resolvedAt: null,
        resolutionSummary: null,
      });
      expect(types).toEqual(['conversation.reopened']);
    } else {
      const allowedTransitions = allowed[from];
      expectProblem(answer, 409, 'illegal_transition', { from, to: 'open', allowedTransitions });
      expect(after).toEqual(before);
      expect(types).toEqual([]);
    }
  });
});

/** Where a message leaves the conversation. */
const afterMessage: Record<'inbound' | 'outbound', Record<State, State>> = {
  inbound: {
    new: 'new',
    open: 'open',
    waiting_on_customer: 'open',
    waiting_on_team: 'waiting_on_team',
    resolved: 'open',
  },
  outbound: {
    new: 'waiting_on_customer',
    open: 'waiting_on_customer',
    waiting_on_customer: 'waiting_on_customer',
    waiting_on_team: 'waiting_on_customer',
    resolved: 'resolved',
  },
};
const messages = (['inbound', 'outbound'] as const).flatMap((direction) =>
  states.map((from) => [direction, from] as const),
);

describe('a message', () => {
  test.each(messages)('%s to a conversation that is %s', async (direction, from) => {
    const { answer, before, after, types } = await move(from, (path) =>
      workspace.admin.post(`${path}/messages`, { body: { text: 'Hello' }, direction }),
    );
    const to = afterMessage[direction][from];
    expect(answer.status).toBe(201);
    expect(after.state).toBe(to);
    expect(after.version).toBe(before.version + (from === to ? 0 : 1));
    expect(after.counts).toEqual({
      messages: 1,
      unreadMember: direction === 'inbound' ? 1 : 0,
      unreadCustomer: direction === 'outbound' ? 1 : 0,
    });
    expect(after.waitingSince !== null).toBe(direction === 'inbound');
    expect(after.firstResponseAt !== null).toBe(direction === 'outbound');
    expect(types).toEqual([
      direction === 'inbound' ? 'message.received' : 'message.sent',
      ...(from === to ? [] : [eventOf(from, to)]),
    ]);
  });
});

test.each(states)('a note leaves a conversation that is %s as it is', async (from) => {
  const { before, after, types } = await move(from, (path) =>
    workspace.admin.post(`${path}/notes`, { body: 'Look at this.' }),
  );
  expect(after).toEqual({ ...before, updatedAt: after.updatedAt });
  expect(types).toEqual(['note.created']);
});
