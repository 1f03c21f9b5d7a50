import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  type TestWorkspace,
} from '../testing/index.ts';

type State = 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
const states: State[] = ['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved'];

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

async function inState(state: State): Promise<string> {
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  if (state !== 'new') await workspace.admin.patch(`/conversations/${id}`, { state });
  return `/conversations/${id}`;
}

/** What a move does to a conversation, and what is told of it. */
async function made(path: string, move: string, body: object = {}) {
  const before = (await workspace.admin.get(path)).body;
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await workspace.admin.post(`${path}/${move}`, body);
  });
  const after = (await workspace.admin.get(path)).body;
  return { answer, before, after, types: events.map(({ type }) => type) };
}

describe.each(states)('a conversation that is %s', (state) => {
  test('is put out of sight, unless it is resolved, and keeps its state', async () => {
    const { answer, before, after, types } = await made(await inState(state), 'snooze', {
      untilReply: true,
    });
    if (state === 'resolved') {
      expectProblem(answer, 409, 'state_conflict', { state });
      expect(after).toEqual(before);
      expect(types).toEqual([]);
    } else {
      expect(answer.body).toEqual(after);
      expect(after).toMatchObject({ state, snoozedUntilReply: true, version: before.version + 1 });
      expect(types).toEqual(['conversation.snoozed']);
    }
  });

  test('is woken by hand once, and a second time nothing happens', async () => {
    const path = await inState(state);
    await workspace.admin.post(`${path}/snooze`, { untilReply: true });
    const first = await made(path, 'unsnooze');
    const second = await made(path, 'unsnooze');
    expect(first.after).toMatchObject({ state, snoozedUntil: null, snoozedUntilReply: false });
    expect(first.types).toEqual(state === 'resolved' ? [] : ['conversation.unsnoozed']);
    expect(second.after).toEqual(first.after);
    expect(second.types).toEqual([]);
  });

  test('is archived only when it is resolved, and brought back as it was', async () => {
    const path = await inState(state);
    const away = await made(path, 'archive');
    if (state !== 'resolved') {
      expectProblem(away.answer, 409, 'state_conflict', { state });
      expect(away.types).toEqual([]);
      return;
    }
    expect(away.types).toEqual(['conversation.archived']);
    expect((await made(path, 'archive')).types).toEqual([]);
    const back = await made(path, 'unarchive');
    expect(back.types).toEqual(['conversation.unarchived']);
    expect(back.after).toEqual({
      ...away.before,
      version: away.before.version + 2,
      updatedAt: back.after.updatedAt,
    });
    expect((await made(path, 'unarchive')).types).toEqual([]);
  });

  test('is taken over by a person and given back, each told once', async () => {
    const path = await inState(state);
    const taken = await made(path, 'takeover', { reason: 'Billing.' });
    expect(taken.after).toMatchObject({ state, agent: { state: 'paused' } });
    expect(taken.types).toEqual(['conversation.taken_over']);
    expect((await made(path, 'takeover')).types).toEqual([]);
    const given = await made(path, 'give-back');
    expect(given.after).toMatchObject({ state, agent: { state: 'idle' } });
    expect(given.types).toEqual(['conversation.given_back']);
    expect((await made(path, 'give-back')).types).toEqual([]);
  });
});

describe('lists', () => {
  test('leave out what is archived, unless they ask for it', async () => {
    const path = await inState('resolved');
    const id = path.split('/').at(-1);
    const ids = async (query: object) =>
      (await workspace.admin.get('/conversations', { limit: 100, ...query })).body.data.map((c: any) => c.id);
    expect(await ids({})).toContain(id);
    await workspace.admin.post(`${path}/archive`);
    expect(await ids({})).not.toContain(id);
    expect(await ids({ archived: 'true' })).toContain(id);
    expect((await workspace.admin.get(path)).status).toBe(200);
  });

  test('tell the snoozed from those that are awake', async () => {
    const path = await inState('open');
    const id = path.split('/').at(-1);
    const ids = async (snoozed: string) =>
      (await workspace.admin.get('/conversations', { limit: 100, snoozed })).body.data.map((c: any) => c.id);
    expect([(await ids('true')).includes(id), (await ids('false')).includes(id)]).toEqual([false, true]);
    await workspace.admin.post(`${path}/snooze`, { untilReply: true });
    expect([(await ids('true')).includes(id), (await ids('false')).includes(id)]).toEqual([true, false]);
  });
});

test('the reply of a customer brings an archived conversation back, open', async () => {
  const path = await inState('resolved');
  await workspace.admin.post(`${path}/archive`);
  const events = await eventsOf(workspace, () =>
    workspace.admin.post(`${path}/messages`, { direction: 'inbound', body: { text: 'Again.' } }),
  );
  expect((await workspace.admin.get(path)).body).toMatchObject({ state: 'open', archivedAt: null });
  expect(events.map(({ type }) => type)).toEqual([
    'message.received',
    'conversation.reopened',
    'conversation.unarchived',
  ]);
});

test('a message of the team may say where it leaves the conversation', async () => {
  const path = await inState('open');
  const sent = await workspace.admin.post(`${path}/messages`, {
    body: { text: 'Done.' },
    setState: 'resolved',
  });
  expect(sent.status).toBe(201);
  expect((await workspace.admin.get(path)).body).toMatchObject({ state: 'resolved', waitingSince: null });
  const refused = await workspace.admin.post(`${path}/messages`, {
    body: { text: 'Or not.' },
    setState: 'waiting_on_team',
  });
  expectProblem(refused, 409, 'illegal_transition', { from: 'resolved', to: 'waiting_on_team' });
});
