import { beforeAll, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsAfter,
  eventsOf,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const times = <T>(count: number, work: (n: number) => T) => Array.from({ length: count }, (_, n) => work(n));

test('conversations of one customer, named by id and by external id at once, all succeed', async () => {
  const { admin, channelId } = workspace;
  const { body: customer } = await admin.put('/customers/by-external-id/busy', {});
  const make = (n: number) =>
    admin.post('/conversations', {
      channelId,
      customer: n % 2 ? { id: customer.id } : { externalId: 'busy', name: `Name ${n}` },
      firstMessage: { text: `${n}` },
    });
  const answers = await Promise.all(times(40, make));
  expect(answers.map(({ status }) => status)).toEqual(times(40, () => 201));
  expect(new Set(answers.map(({ body }) => body.customer.id))).toEqual(new Set([customer.id]));
});

test('numbers of conversations made at once are unique and without gaps', async () => {
  const fresh = await createWorkspace();
  await Promise.all(times(20, () => createConversation(fresh)));
  const all = await allPages(fresh.admin, '/conversations', { limit: 7 });
  expect(all.map(({ ref }) => ref).sort((a, b) => a - b)).toEqual(times(20, (n) => n + 1));
});

test('the workspace can be changed while conversations are', async () => {
  const made = await Promise.all(times(8, () => createConversation(workspace)));
  const { admin } = workspace;
  const answers = await Promise.all(
    times(48, (n) =>
      n % 3 === 0
        ? admin.patch('/workspace', { name: `Name ${n}` })
        : admin.patch(`/conversations/${made[n % 8].id}`, { subject: `Subject ${n}` }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(times(48, () => 200));
});

test('messages sent at once from both sides are numbered without gaps or doubles', async () => {
  const { id } = await createConversation(workspace);
  const path = `/conversations/${id}/messages`;
  const answers = await Promise.all(
    times(30, (n) =>
      workspace.admin.post(path, { body: { text: `${n}` }, direction: n % 2 ? 'inbound' : 'outbound' }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(times(30, () => 201));
  const all = await allPages(workspace.admin, path, { limit: 10 });
  expect(all.map(({ sequence }) => sequence)).toEqual(times(31, (n) => n + 1));
  const timeline = await allPages(workspace.admin, `/conversations/${id}/timeline`, { limit: 100 });
  expect(timeline.map(({ sequence }) => sequence)).toEqual(times(timeline.length, (n) => n + 1));
  const { body } = await workspace.admin.get(`/conversations/${id}`);
  expect(body.counts.messages).toBe(31);
});

test('of many that resolve a conversation at once one does, and one event says so', async () => {
  const { id } = await createConversation(workspace);
  const events = await eventsOf(workspace, async () => {
    const answers = await Promise.all(
      times(10, () => workspace.admin.post(`/conversations/${id}/resolve`, {})),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.body).toMatchObject({ state: 'resolved', version: 2 });
  });
  expect(events.map(({ type }) => type)).toEqual(['conversation.resolved']);
});

test('tags that several writers add at once are all kept', async () => {
  const { id } = await createConversation(workspace);
  await Promise.all(
    times(12, (n) => workspace.admin.patch(`/conversations/${id}`, { tags: { add: [`tag-${n}`] } })),
  );
  const { body } = await workspace.admin.get(`/conversations/${id}`);
  expect(body.tags.sort()).toEqual(times(12, (n) => `tag-${n}`).sort());
  expect(body.version).toBe(13);
});

test('twenty-four writers at once leave a log without a gap, in the order of their answers', async () => {
  const before = (await eventsAfter(workspace)).at(-1)!.sequence;
  const made = await Promise.all(times(24, () => createConversation(workspace)));
  await Promise.all(
    times(96, async (n) => {
      const { id } = made[n % 24];
      if (n % 4 === 0) await workspace.admin.post(`/conversations/${id}/notes`, { body: 'x' });
      else await workspace.admin.post(`/conversations/${id}/messages`, { body: { text: 'x' } });
    }),
  );
  const events = await eventsAfter(workspace, before);
  expect(events.map(({ sequence }) => sequence)).toEqual(times(events.length, (n) => before + n + 1));
  for (const { id } of made) {
    const own = events.filter(({ data }) => data.message?.conversationId === id);
    const numbers = own.map(({ data }) => data.message.sequence);
    expect(numbers).toEqual(times(numbers.length, (n) => n + 1));
  }
});
