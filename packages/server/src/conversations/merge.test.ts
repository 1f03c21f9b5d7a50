import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  startWidget,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

let customers = 0;
/** Conversations of one customer, each with a message of the customer and more. */
async function conversationsOf(texts: string[][], customer = { externalId: `merged-${++customers}` }) {
  const made = [];
  for (const [first, ...rest] of texts) {
    const conversation = await createConversation(workspace, { customer, firstMessage: { text: first } });
    for (const text of rest)
      await workspace.admin.post(`/conversations/${conversation.id}/messages`, { body: { text } });
    made.push(conversation.id as string);
  }
  return made as [string, string, ...string[]];
}

const get = async (id: string) => (await workspace.admin.get(`/conversations/${id}`)).body;
const merge = (id: string, sourceIds: string[], more: object = {}) =>
  workspace.admin.post(`/conversations/${id}/merge`, { sourceIds, ...more });
const messagesOf = async (id: string) => allPages(workspace.admin, `/conversations/${id}/messages`);

describe('a merge', () => {
  test('moves messages and notes to the end in the order in which they were written', async () => {
    const [target, one, two] = await conversationsOf([['a', 'b'], ['c'], ['d', 'e']]);
    await workspace.admin.post(`/conversations/${one}/notes`, { body: 'A note.' });
    await workspace.admin.patch(`/conversations/${two}`, { tags: { add: ['late'] } });
    const before = await messagesOf(target);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await merge(target, [one, two!]);
    });
    expect(answer.body).toMatchObject({
      moved: { messages: 3, notes: 1, participants: 0, tags: 1 },
      dryRun: false,
    });
    const messages = await messagesOf(target);
    expect(messages.slice(0, 2).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(messages.map(({ sequence, body }) => [sequence, body.text])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
      [5, 'e'],
    ]);
    expect(messages.map(({ movedFrom }) => movedFrom)).toEqual([null, null, one, two, two]);
    expect(answer.body.conversation).toEqual(await get(target));
    expect(answer.body.conversation).toMatchObject({
      tags: ['late'],
      counts: { messages: 5 },
      lastMessage: { preview: 'e', sequence: 5 },
    });
    const timeline = await allPages(workspace.admin, `/conversations/${target}/timeline`);
    expect(new Set(timeline.map(({ sequence }) => sequence)).size).toBe(timeline.length);
    expect(events.map(({ type }) => type)).toEqual([
      'conversation.tags_changed',
      'conversation.merged',
      'conversation.merged',
      'conversation.merged',
    ]);
  });

  test('leaves its sources answering, resolved and archived, with the place where they went on', async () => {
    const [target, source] = await conversationsOf([['a'], ['b']]);
    await merge(target, [source]);
    expect(await get(source)).toMatchObject({
      state: 'resolved',
      mergedInto: target,
      archivedAt: expect.any(String),
      counts: { messages: 0 },
      lastMessage: null,
    });
    for (const change of [
      () => workspace.admin.patch(`/conversations/${source}`, { priority: 'high' }),
      () => workspace.admin.post(`/conversations/${source}/reopen`),
      () => workspace.admin.post(`/conversations/${source}/messages`, { body: { text: 'x' } }),
      () => workspace.admin.post(`/conversations/${source}/notes`, { body: 'x' }),
      () => merge(source, [target]),
      () => merge(target, [source]),
    ])
      expectProblem(await change(), 409, 'state_conflict', { mergedInto: target });
  });

  test('lets the reply of the customer to a source arrive in the target', async () => {
    const [target, source] = await conversationsOf([['a'], ['b']]);
    await merge(target, [source]);
    const reply = await workspace.admin.post(`/conversations/${source}/messages`, {
      direction: 'inbound',
      body: { text: 'c' },
    });
    expect(reply.body.conversationId).toBe(target);
    expect((await messagesOf(target)).map(({ body }) => body.text)).toEqual(['a', 'b', 'c']);
  });

  test('shows its effects in a dry run, and writes nothing', async () => {
    const [target, source] = await conversationsOf([['a'], ['b', 'c']]);
    const before = [await get(target), await get(source)];
    const events = await eventsOf(workspace, async () => {
      const { body } = await merge(target, [source], { dryRun: true });
      expect(body).toMatchObject({ dryRun: true, moved: { messages: 2 }, conversation: before[0] });
    });
    expect(events).toEqual([]);
    expect([await get(target), await get(source)]).toEqual(before);
  });

  test('across customers has to be asked for, and lets the other take part', async () => {
    const [target] = await conversationsOf([['a']]);
    const [source] = await conversationsOf([['b']]);
    expectProblem(await merge(target, [source]), 409, 'state_conflict', { conversationIds: [source] });
    const other = (await get(source)).customer.id;
    const { body } = await merge(target, [source], { acrossCustomers: true });
    expect(body.conversation.participants).toEqual([{ type: 'customer', id: other, role: 'cc' }]);
  });

  test('names conversations of this workspace, and not itself', async () => {
    const [target] = await conversationsOf([['a']]);
    const unknown = `conv_${'0'.repeat(26)}`;
    for (const id of [target, unknown])
      expectProblem(await merge(target, [id]), 422, 'reference_not_usable', { field: 'sourceIds' });
  });

  test('of two that cross each other is won by one, and loses no message', async () => {
    const pairs = await Promise.all(Array.from({ length: 12 }, () => conversationsOf([['a'], ['b']])));
    const crossed = await Promise.all(
      pairs.map(async ([a, b]) => ({ a, b, answers: await Promise.all([merge(a, [b]), merge(b, [a])]) })),
    );
    for (const { a, b, answers } of crossed) {
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const kept = answers[0]!.status === 200 ? a : b;
      expect((await messagesOf(kept)).map(({ body }) => body.text).sort()).toEqual(['a', 'b']);
    }
  });

  test("keeps the client's own id of a message, but for one that is taken in the target", async () => {
    const [target, one, two] = await conversationsOf([['a'], ['b'], ['c']]);
    const send = (id: string, clientMessageId: string) =>
      workspace.admin.post(`/conversations/${id}/messages`, { body: { text: 'x' }, clientMessageId });
    await send(target, 'taken');
    await send(one, 'taken');
    await send(one, 'own');
    await send(two!, 'twice');
    await send(one, 'twice');
    const merged = await merge(target, [one, two!]);
    expect(merged.status, merged.text).toBe(200);
    const kept = (await messagesOf(target)).map(({ clientMessageId }) => clientMessageId).filter(Boolean);
    expect(kept.sort()).toEqual(['own', 'taken']);
  });

  test('with a message while it runs loses neither', async () => {
    const [target, source] = await conversationsOf([['a'], ['b']]);
    const [merged, ...sent] = await Promise.all([
      merge(target, [source]),
      ...['c', 'd', 'e'].map((text) =>
        workspace.admin.post(`/conversations/${source}/messages`, { direction: 'inbound', body: { text } }),
      ),
    ]);
    expect([merged, ...sent].map(({ status }) => status)).toEqual([200, 201, 201, 201]);
    const messages = await messagesOf(target);
    expect(messages.map(({ body }) => body.text).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  });

  test('keeps open what the browser of the customer had open', async () => {
    const visitor = await startWidget(workspace);
    const start = async (text: string) =>
      (await visitor.send('POST', '/conversations', { body: { body: { text }, clientMessageId: text } }))
        .body;
    const [one, two] = [await start('first'), await start('second')];
    await merge(one.conversation.id, [two.conversation.id]);
    const read = await visitor.send('GET', `/conversations/${two.conversation.id}/messages`, {
      secret: two.secret,
    });
    expect(read.body.data.map(({ body }: any) => body.text)).toEqual(['first', 'second']);
  });
});
