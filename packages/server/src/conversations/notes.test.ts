import { beforeAll, expect, test } from 'vitest';
import {
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let id: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  id = (await createConversation(workspace)).id;
});

const note = (conversation: string, more: object = {}, headers = {}, actor = workspace.admin) =>
  actor.post(
    `/conversations/${conversation}/notes`,
    { body: 'Their app lacks the scope.', ...more },
    headers,
  );

test('a note is kept with its author and told in one event', async () => {
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await note(id, { pinned: true });
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('etag')).toBe('"1"');
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^note_/),
    conversationId: id,
    timelineSequence: 2,
    author: { type: 'credential', id: expect.stringMatching(/^key_/), name: 'First credential' },
    body: 'Their app lacks the scope.',
    mentions: [],
    pinned: true,
    copiedFrom: null,
    version: 1,
    createdAt: expect.any(String),
    updatedAt: expect.any(String),
  });
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    type: 'note.created',
    resource: { type: 'note', id: answer.body.id, version: 1 },
    conversationId: id,
    data: { note: answer.body },
  });
  const messages = await workspace.admin.get(`/conversations/${id}/messages`);
  expect(messages.text).not.toContain('lacks the scope');
  expect((await workspace.admin.get(`/conversations/${id}`)).body.counts.messages).toBe(1);
});

test('the scope to write conversations is needed', () =>
  expectScopeNeeded(workspace, 'conversations:write', (actor) => note(id, {}, {}, actor)));

test('a conversation of another workspace is answered like one that does not exist', async () => {
  const { id: foreign } = await createConversation(await createWorkspace());
  await expectForeignUnknown((each) => note(each), { foreign, unknown: `conv_${'0'.repeat(26)}` });
});

test('sent again under its key it is one note', async () => {
  await expectRepeatable(
    workspace,
    (headers) => note(id, {}, headers),
    (headers) => note(id, { pinned: true }, headers),
  );
});

test('fifty at once under one key make one note and one event', async () => {
  const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => note(id, {}, headers)));
  expect(events.map(({ type }) => type)).toEqual(['note.created']);
});

test('each field that does not fit is named', async () => {
  const problems = async (more: object) => fieldProblems(await note(id, more));
  expect(await problems({ body: '' })).toEqual(['body /body too_small']);
  expect(await problems({ body: 'x'.repeat(32_001) })).toEqual(['body /body too_big']);
  expect(await problems({ body: 'a\u0000' })).toEqual(['body /body invalid_value']);
  expect(await problems({ pinned: 'yes' })).toEqual(['body /pinned invalid_type']);
  expect(await problems({ author: 'me' })).toEqual(['body /author unknown_field']);
});

test('a note is changed, and each member who is called to it anew is told', async () => {
  const { body } = await note(id);
  const [{ id: one }, { id: two }] = [await addMember(workspace), await addMember(workspace)];
  const types = async (change: object) =>
    (await eventsOf(workspace, () => workspace.admin.patch(`/notes/${body.id}`, change))).map(
      ({ type, resource }) => [type, resource.id],
    );
  expect(await types({ mentions: [one, one] })).toEqual([
    ['note.updated', body.id],
    ['member.mentioned', one],
  ]);
  expect(await types({ mentions: [one, two], pinned: true })).toEqual([
    ['note.updated', body.id],
    ['member.mentioned', two],
  ]);
  expect(await types({ pinned: true })).toEqual([]);
});

test('two who change one note at once are told apart', async () => {
  const { body } = await note(id);
  await expectOneEditor(
    (n, { version, headers }) =>
      workspace.admin.patch(
        `/notes/${body.id}`,
        { body: `Edit ${n}.`, ...(version ? { expectedVersion: version } : {}) },
        headers,
      ),
    1,
  );
});

test('a note that is deleted is gone from the timeline, and its number is not given again', async () => {
  const other = (await createConversation(workspace)).id;
  const { body } = await note(other);
  const deleted = await workspace.admin.delete(`/notes/${body.id}`);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  expectProblem(await workspace.admin.delete(`/notes/${body.id}`), 404, 'not_found');
  await note(other);
  const timeline = (await workspace.admin.get(`/conversations/${other}/timeline`)).body.data;
  expect(timeline.map(({ sequence }: any) => sequence)).toEqual([1, 3]);
});
