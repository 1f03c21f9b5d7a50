import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '../platform/db/index.ts';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  inDatabase,
  type TestWorkspace,
} from '../testing/index.ts';
import { conversations } from './tables.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

async function withMessages(...texts: string[]) {
  const conversation = await createConversation(workspace, {
    firstMessage: undefined,
    subject: 'Two things',
  });
  const path = `/conversations/${conversation.id}`;
  const ids: string[] = [];
  for (const text of texts)
    ids.push(
      (await workspace.admin.post(`${path}/messages`, { direction: 'inbound', body: { text } })).body.id,
    );
  return { id: conversation.id as string, path, ids };
}
const textsOf = async (id: string) =>
  (await allPages(workspace.admin, `/conversations/${id}/messages`)).map(({ sequence, body }) => [
    sequence,
    body.text,
  ]);

describe('a split', () => {
  test('moves messages into a conversation of their own, with their ids and times', async () => {
    const { id, path, ids } = await withMessages('a', 'b', 'c');
    const before = (await workspace.admin.get(`/messages/${ids[1]}`)).body;
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await workspace.admin.post(`${path}/split`, { messageIds: [ids[1]], subject: 'The other' });
    });
    expect(answer.status, answer.text).toBe(201);
    const { original, created } = answer.body;
    expect(created).toMatchObject({
      subject: 'The other',
      splitFrom: id,
      state: 'new',
      counts: { messages: 1, unreadMember: 1 },
      lastMessage: { preview: 'b' },
    });
    expect(original).toMatchObject({ id, counts: { messages: 2, unreadMember: 2 } });
    expect([await textsOf(id), await textsOf(created.id)]).toEqual([
      [
        [1, 'a'],
        [3, 'c'],
      ],
      [[1, 'b']],
    ]);
    expect((await workspace.admin.get(`/messages/${ids[1]}`)).body).toEqual({
      ...before,
      conversationId: created.id,
      sequence: 1,
      timelineSequence: 1,
      movedFrom: id,
      version: 2,
    });
    expect(events.map(({ type }) => type)).toEqual(['conversation.created', 'conversation.split']);
    expect((await workspace.admin.get(path)).body).toEqual(original);
  });

  test('gives no number twice', async () => {
    const { id, path, ids } = await withMessages('a', 'b');
    await workspace.admin.post(`${path}/split`, { messageIds: [ids[1]] });
    await workspace.admin.post(`${path}/messages`, { direction: 'inbound', body: { text: 'c' } });
    expect(await textsOf(id)).toEqual([
      [1, 'a'],
      [3, 'c'],
    ]);
  });

  test('takes custom fields along with what is known of where they come from', async () => {
    const field = (key: string, more: object) =>
      workspace.admin.post('/custom-fields', {
        target: 'conversation',
        key,
        label: key,
        type: 'text',
        ...more,
      });
    await field('by_hand', {});
    await field('put_forward', { default: 'perhaps' });
    const { id, path, ids } = await withMessages('a', 'b');
    await workspace.admin.patch(path, { customFields: { by_hand: 'surely' } });
    const { created } = (await workspace.admin.post(`${path}/split`, { messageIds: [ids[1]] })).body;
    const originsOf = (which: string) =>
      inDatabase(workspace, async () => {
        const [row] = await db
          .select({ origins: conversations.customFieldOrigins })
          .from(conversations)
          .where(eq(conversations.id, which as `conv_${string}`));
        return row!.origins;
      });
    expect(created.customFields).toEqual({ by_hand: 'surely', put_forward: 'perhaps' });
    expect(await originsOf(created.id)).toEqual({ by_hand: 'manual', put_forward: 'suggested' });
    expect(await originsOf(id)).toEqual(await originsOf(created.id));
  });

  test('leaves something where it was, and takes only what is there', async () => {
    const { path, ids } = await withMessages('a', 'b');
    const other = await withMessages('x');
    const split = (messageIds: string[]) => workspace.admin.post(`${path}/split`, { messageIds });
    expectProblem(await split(ids), 409, 'state_conflict');
    expectProblem(await split([other.ids[0]!]), 422, 'reference_not_usable', { field: 'messageIds' });
  });
});
