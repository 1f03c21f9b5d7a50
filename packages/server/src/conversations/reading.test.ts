import { beforeAll, describe, expect, test } from 'vitest';
import {
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

/** A conversation with messages of the customer (`c`) and of the team (`t`). */
async function withMessages(who: string): Promise<string> {
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  for (const each of who)
    await workspace.admin.post(`/conversations/${id}/messages`, {
      direction: each === 'c' ? 'inbound' : 'outbound',
      body: { text: each },
    });
  return id;
}
const read = (id: string, body: object) => workspace.admin.post(`/conversations/${id}/read`, body);
const countsOf = async (id: string) => (await workspace.admin.get(`/conversations/${id}`)).body.counts;

describe('reading', () => {
  test('counts what is left, and only moves forward', async () => {
    const id = await withMessages('ccc');
    expect((await read(id, { upToSequence: 2 })).body).toEqual({
      conversationId: id,
      as: 'member',
      upToSequence: 2,
      unreadCount: 1,
    });
    const events = await eventsOf(workspace, async () => {
      expect((await read(id, { upToSequence: 1 })).body).toMatchObject({ upToSequence: 2, unreadCount: 1 });
      expect((await read(id, { upToSequence: 99 })).body).toMatchObject({ upToSequence: 3, unreadCount: 0 });
    });
    expect(events.map(({ type }) => type)).toEqual(['conversation.read']);
    expect((await countsOf(id)).unreadMember).toBe(0);
  });

  test('of one side leaves the other as it is', async () => {
    const id = await withMessages('ctt');
    expect(await countsOf(id)).toMatchObject({ unreadMember: 0, unreadCustomer: 2 });
    await read(id, { upToSequence: 2, as: 'customer' });
    expect(await countsOf(id)).toMatchObject({ unreadMember: 0, unreadCustomer: 1 });
  });

  test('is done by whoever answers', async () => {
    const id = await withMessages('cctc');
    expect((await countsOf(id)).unreadMember).toBe(1);
    expect((await read(id, { upToSequence: 1 })).body).toMatchObject({ upToSequence: 3, unreadCount: 1 });
  });

  test('is kept for a member as well', async () => {
    const id = await withMessages('cc');
    const { id: memberId } = await addMember(workspace);
    const events = await eventsOf(workspace, () => read(id, { upToSequence: 2, memberId }));
    expect(events[0]!.data.read).toMatchObject({ memberId, upToSequence: 2 });
  });
});
