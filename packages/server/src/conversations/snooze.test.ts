import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  fieldProblems,
  runDueJobs,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const hour = 3_600_000;
const ahead = (ms: number) => new Date(workspace.server.clock.now().getTime() + ms).toISOString();

async function snoozed(asked: object): Promise<string> {
  const { id } = await createConversation(workspace);
  const answer = await workspace.admin.post(`/conversations/${id}/snooze`, asked);
  expect(answer.status, answer.text).toBe(200);
  return `/conversations/${id}`;
}

const sleeps = async (path: string) => {
  const { snoozedUntil, snoozedUntilReply } = (await workspace.admin.get(path)).body;
  return snoozedUntil !== null || snoozedUntilReply;
};

const pass = async (ms: number) => {
  workspace.server.clock.advance(ms);
  await runDueJobs(workspace.server);
};

const reply = (path: string) =>
  workspace.admin.post(`${path}/messages`, { direction: 'inbound', body: { text: 'Here I am.' } });

describe('a conversation that is snoozed', () => {
  test('until a time is woken when it has come, not before, and once', async () => {
    const path = await snoozed({ until: ahead(2 * hour) });
    await pass(hour);
    expect(await sleeps(path)).toBe(true);
    const events = await eventsOf(workspace, () => pass(hour + 1000));
    expect(await sleeps(path)).toBe(false);
    expect(events.map(({ type }) => type)).toEqual(['conversation.unsnoozed']);
    expect(events[0]).toMatchObject({ actor: { type: 'system' }, data: { cause: 'time' } });
    expect(await eventsOf(workspace, () => pass(24 * hour))).toEqual([]);
  });

  test('until a time sleeps on when the customer replies', async () => {
    const path = await snoozed({ until: ahead(hour) });
    await reply(path);
    expect(await sleeps(path)).toBe(true);
  });

  test('until a reply is woken by the customer, not by the team', async () => {
    const path = await snoozed({ untilReply: true });
    await workspace.admin.post(`${path}/messages`, { body: { text: 'Still there?' } });
    expect(await sleeps(path)).toBe(true);
    const events = await eventsOf(workspace, () => reply(path));
    expect(await sleeps(path)).toBe(false);
    expect(events.map(({ type }) => type)).toContain('conversation.unsnoozed');
  });

  test('until both is woken by whichever comes first', async () => {
    const [byReply, byTime] = [
      await snoozed({ until: ahead(hour), untilReply: true }),
      await snoozed({ until: ahead(hour), untilReply: true }),
    ];
    await reply(byReply);
    expect([await sleeps(byReply), await sleeps(byTime)]).toEqual([false, true]);
    await pass(2 * hour);
    expect(await sleeps(byTime)).toBe(false);
  });

  test('anew keeps to the later time', async () => {
    const path = await snoozed({ until: ahead(hour) });
    await workspace.admin.post(`${path}/snooze`, { until: ahead(5 * hour) });
    await pass(2 * hour);
    expect(await sleeps(path)).toBe(true);
    await pass(4 * hour);
    expect(await sleeps(path)).toBe(false);
  });

  test('is awake once it is resolved', async () => {
    const path = await snoozed({ until: ahead(hour) });
    const events = await eventsOf(workspace, () => workspace.admin.post(`${path}/resolve`));
    expect(await sleeps(path)).toBe(false);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'conversation.resolved',
      'conversation.unsnoozed',
    ]);
  });
});

test('a snooze says until when, in the time to come', async () => {
  const { id } = await createConversation(workspace);
  const ask = (body: object) => workspace.admin.post(`/conversations/${id}/snooze`, body);
  expect(fieldProblems(await ask({ until: ahead(-hour) }))).toEqual(['body /until out_of_range']);
  expect(fieldProblems(await ask({ until: ahead(1000 * 24 * hour) }))).toEqual(['body /until out_of_range']);
  expect(fieldProblems(await ask({}))).toHaveLength(1);
});
