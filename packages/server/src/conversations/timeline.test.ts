import { beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId, uuidv7 } from '../platform/ids.ts';
import {
  allPages,
  createConversation,
  createWorkspace,
  expectForeignUnknown,
  expectProblem,
  fieldProblems,
  inDatabase,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

describe('what happened', () => {
  test('stands in one order, whatever its kind', async () => {
    const { admin } = workspace;
    const { id } = await createConversation(workspace);
    const path = `/conversations/${id}`;
    await admin.post(`${path}/messages`, { body: { text: 'An answer' } });
    await admin.post(`${path}/notes`, { body: 'A note' });
    await admin.patch(path, { priority: 'high', tags: { add: ['billing'] }, subject: 'Skipping' });
    await admin.post(`${path}/resolve`, { resolutionSummary: 'Answered.' });
    await admin.post(`${path}/reopen`, { reason: 'It was not.' });
    const items = await allPages(admin, `${path}/timeline`, { limit: 3 });
    expect(items.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(items.map(({ kind, change }) => change?.type ?? kind)).toEqual([
      'message',
      'message',
      'state_changed',
      'note',
      'updated',
      'priority_changed',
      'tags_changed',
      'resolved',
      'reopened',
    ]);
    expect(items[7].change).toEqual({
      id: expect.stringMatching(/^tml_/),
      type: 'resolved',
      actor: { type: 'credential', id: expect.stringMatching(/^key_/), name: 'First credential' },
      changes: { state: { from: 'waiting_on_customer', to: 'resolved' } },
      reason: 'Answered.',
    });
    expect(items[8].change.reason).toBe('It was not.');
    const messages = (await admin.get(`${path}/messages`)).body.data;
    expect(items.slice(0, 2).map(({ message }) => message)).toEqual(messages);
    for (const { kind, at, message, note } of items)
      if (kind !== 'change') expect(at).toBe((message ?? note).createdAt);
  });

  test('can be asked for by kind, once or twice, and after a sequence', async () => {
    const { admin } = workspace;
    const { id } = await createConversation(workspace);
    const path = `/conversations/${id}/timeline`;
    await admin.post(`/conversations/${id}/notes`, { body: 'A note' });
    await admin.patch(`/conversations/${id}`, { priority: 'high' });
    const kinds = async (query: object) =>
      (await allPages(admin, path, { ...query })).map(({ kind }) => kind);
    expect(await kinds({ kinds: 'note' })).toEqual(['note']);
    expect(await kinds({ kinds: ['note', 'note'] })).toEqual(['note']);
    expect(await kinds({ kinds: ['change', 'message'] })).toEqual(['message', 'change']);
    expect(await kinds({ afterSequence: 1 })).toEqual(['note', 'change']);
    const { nextCursor: cursor } = (await admin.get(path, { limit: 1 })).body;
    expectProblem(await admin.get(path, { cursor, kinds: 'note' }), 400, 'invalid_cursor');
    expect(fieldProblems(await admin.get(path, { limit: 101 }))).toEqual(['query /limit too_big']);
    expect(fieldProblems(await admin.get(path, { kinds: 'draft' }))).toEqual([
      'query /kinds/0 invalid_value',
    ]);
  });

  test('in another workspace is answered like what does not exist', async () => {
    const { id: foreign } = await createConversation(await createWorkspace());
    await expectForeignUnknown((id) => workspace.admin.get(`/conversations/${id}/timeline`), {
      foreign,
      unknown: `conv_${'0'.repeat(26)}`,
    });
  });
});

const actor = `'{"type":"system","id":null,"name":null}'::jsonb`;
/** Message, note, change, note, change and so on: 2000 of the first kind, 4000 of the others. */
const bulk = {
  messages: `insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, direction, author,
      body_format, body_text, delivery_state, sent_at, created_at)
    select $1::uuid, u::uuid, $2::uuid, n, (n - 1) * 3 + 1, 'inbound', ${actor}, 'text', n::text, 'delivered', now(), now()
    from unnest(string_to_array($3, ',')) with ordinality as t (u, n)`,
  notes: `insert into notes (workspace_id, id, conversation_id, timeline_sequence, author, body, pinned, created_at, updated_at)
    select $1::uuid, u::uuid, $2::uuid, (n - 1) * 3 + 2, ${actor}, n::text, false, now(), now()
    from unnest(string_to_array($3, ',')) with ordinality as t (u, n)`,
  timeline_entries: `insert into timeline_entries (workspace_id, id, conversation_id, timeline_sequence, type, actor, changes, created_at)
    select $1::uuid, u::uuid, $2::uuid, (n - 1) * 3 + 3, 'updated', ${actor}, '{}'::jsonb, now()
    from unnest(string_to_array($3, ',')) with ordinality as t (u, n)`,
};

test('2000 messages and 4000 other items page completely and in order', async () => {
  const { admin } = workspace;
  const { id } = await createConversation(workspace, { firstMessage: undefined });
  await inDatabase(workspace, async () => {
    for (const text of Object.values(bulk)) {
      const ids = Array.from({ length: 2000 }, () => uuidv7(Date.now())).join(',');
      await statement<[string, string, string]>(text)(decodeId(workspace.id), decodeId(id), ids);
    }
  });
  const items = await allPages(admin, `/conversations/${id}/timeline`, { limit: 100 });
  expect(items.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 6000 }, (_, n) => n + 1));
  expect(items.map(({ kind }) => kind)).toEqual(
    Array.from({ length: 6000 }, (_, n) => ['message', 'note', 'change'][n % 3]),
  );
});
