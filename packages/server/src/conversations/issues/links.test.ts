import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsAfter,
  eventsOf,
  expectForeignUnknown,
  expectProblem,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const newIssue = async (more: object = {}) =>
  (await workspace.admin.post('/issues', { title: 'Broken', ...more })).body;
const changesOf = async (conversationId: string) =>
  (await allPages(workspace.admin, `/conversations/${conversationId}/timeline`, { kinds: 'change' })).map(
    ({ change }) => change,
  );

describe('linking a conversation', () => {
  test('is done once, and is seen from both sides', async () => {
    const { admin } = workspace;
    const [issue, conversation] = [await newIssue(), await createConversation(workspace)];
    const link = () =>
      admin.post(`/issues/${issue.id}/conversations`, {
        conversationId: conversation.id,
        relation: 'tracks',
      });
    const first = await link();
    expect([first.status, first.body.result]).toEqual([200, 'created']);
    const again = await eventsOf(workspace, async () => {
      expect((await link()).body).toEqual({ ...first.body, result: 'noop' });
    });
    expect(again).toEqual([]);
    const { result: _, ...shown } = first.body;
    expect((await admin.get(`/issues/${issue.id}/conversations`)).body.data).toEqual([shown]);
    expect((await admin.get(`/conversations/${conversation.id}/issue-links`)).body.data).toEqual([shown]);
    expect((await admin.get(`/issues/${issue.id}`)).body).toMatchObject({
      type: 'linked',
      counts: { conversations: 1 },
      version: 1,
    });
  });

  test('with another relation changes the relation, and tells it', async () => {
    const [issue, { id }] = [await newIssue(), await createConversation(workspace)];
    const link = (relation: string) =>
      workspace.admin.post(`/issues/${issue.id}/conversations`, { conversationId: id, relation });
    await link('tracks');
    const events = await eventsOf(workspace, async () => {
      expect((await link('duplicate')).body).toMatchObject({ relation: 'duplicate', result: 'updated' });
    });
    expect(events).toMatchObject([
      { type: 'issue.linked', changes: { relation: { from: 'tracks', to: 'duplicate' } } },
    ]);
    expect(
      (await changesOf(id)).map(({ changes }) => [changes.issue.from?.relation, changes.issue.to?.relation]),
    ).toEqual([
      [undefined, 'tracks'],
      ['tracks', 'duplicate'],
    ]);
  });

  test('from many callers at once makes one link and one event', async () => {
    const [issue, { id }] = [await newIssue(), await createConversation(workspace)];
    const before = (await eventsAfter(workspace)).at(-1)!.sequence;
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        n % 2
          ? workspace.admin.post(`/issues/${issue.id}/conversations`, {
              conversationId: id,
              relation: 'tracks',
            })
          : workspace.admin.post(`/conversations/${id}/issue-links`, {
              issue: { id: issue.id },
              relation: 'tracks',
            }),
      ),
    );
    expect(answers.map(({ body }) => body.result).sort()).toEqual(['created', ...Array(7).fill('noop')]);
    expect((await eventsAfter(workspace, before)).map(({ type }) => type)).toEqual(['issue.linked']);
  });

  test('needs an issue and a conversation of the workspace', async () => {
    const other = await createWorkspace(workspace.server);
    const theirs = await createConversation(other);
    const [issue, own] = [await newIssue(), await createConversation(workspace)];
    const theirIssue = (await other.admin.post('/issues', { title: 'Theirs' })).body;
    expectProblem(
      await workspace.admin.post(`/issues/${issue.id}/conversations`, { conversationId: theirs.id }),
      422,
      'reference_not_usable',
    );
    expectProblem(
      await workspace.admin.post(`/conversations/${own.id}/issue-links`, { issue: { id: theirIssue.id } }),
      422,
      'reference_not_usable',
      { field: 'issue.id' },
    );
    await expectForeignUnknown((id) => workspace.admin.get(`/conversations/${id}/issue-links`), {
      foreign: theirs.id,
      unknown: 'conv_01jd0000000000000000000000',
    });
  });
});

describe('linking a record of a tracker', () => {
  const external = { provider: 'github', url: 'https://github.com/acme/api/issues/99' };

  test('makes its issue from the conversation, with the notes, and uses it from then on', async () => {
    const { admin } = workspace;
    const [one, two] = [await createConversation(workspace), await createConversation(workspace)];
    await admin.post(`/conversations/${one.id}/notes`, { body: 'Reported upstream.' });
    const events = await eventsOf(workspace, async () => {
      const made = await admin.post(`/conversations/${one.id}/issue-links`, {
        issue: external,
        state: 'in_progress',
      });
      expect(made.body).toMatchObject({
        result: 'created',
        relation: 'tracks',
        issue: { title: 'acme/api#99', state: 'in_progress', external: { externalId: 'acme/api#99' } },
      });
    });
    expect(events.map(({ type }) => type)).toEqual(['issue.created', 'issue.linked']);
    const second = await admin.post(`/conversations/${two.id}/issue-links`, {
      issue: { provider: 'github', externalId: 'acme/api#99' },
      title: 'Not used',
      state: 'closed',
    });
    expect(second.body).toMatchObject({
      result: 'created',
      issue: { title: 'acme/api#99', state: 'in_progress' },
    });
    const { body } = await admin.get('/issues', { external: 'github:acme/api#99' });
    expect(body.data).toMatchObject([{ counts: { conversations: 2, notes: 1 } }]);
  });

  test('from many conversations at once makes one issue', async () => {
    const conversations = await Promise.all(Array.from({ length: 6 }, () => createConversation(workspace)));
    const issue = { provider: 'linear', externalId: 'ENG-1' };
    const answers = await Promise.all(
      conversations.map(({ id }) => workspace.admin.post(`/conversations/${id}/issue-links`, { issue })),
    );
    expect(answers.map(({ status, body }) => [status, body.result])).toEqual(Array(6).fill([200, 'created']));
    expect(new Set(answers.map(({ body }) => body.issue.id)).size).toBe(1);
    expect((await workspace.admin.get('/issues', { external: 'linear:ENG-1' })).body.data).toMatchObject([
      { counts: { conversations: 6 } },
    ]);
  });
});

describe('unlinking', () => {
  test.each(['issue', 'conversation'])('from the side of the %s is told on both sides', async (side) => {
    const { admin } = workspace;
    const conversation = await createConversation(workspace);
    const issue = await newIssue({ conversationIds: [conversation.id] });
    const [link] = (await admin.get(`/issues/${issue.id}/conversations`)).body.data;
    const path =
      side === 'issue' ? `/issues/${issue.id}/conversations/${conversation.id}` : `/issue-links/${link.id}`;
    const events = await eventsOf(workspace, async () => {
      expect((await admin.delete(path)).status).toBe(204);
    });
    expect(events).toMatchObject([{ type: 'issue.unlinked', data: { link } }]);
    expect((await changesOf(conversation.id)).at(-1)).toMatchObject({
      type: 'issue_unlinked',
      changes: { issue: { from: { id: issue.id }, to: null } },
    });
    expect((await admin.get(`/issues/${issue.id}`)).body).toMatchObject({
      type: 'standalone',
      counts: { conversations: 0 },
    });
    expectProblem(await admin.delete(path), 404, 'not_found');
  });

  test('leaves the copied notes with the issue', async () => {
    const { admin } = workspace;
    const { id } = await createConversation(workspace);
    await admin.post(`/conversations/${id}/notes`, { body: 'Kept.' });
    const issue = await newIssue({ conversationIds: [id] });
    await admin.delete(`/issues/${issue.id}/conversations/${id}`);
    expect((await admin.get(`/issues/${issue.id}/notes`)).body.data).toMatchObject([
      { body: 'Kept.', conversationId: id },
    ]);
  });
});

describe('a conversation that goes', () => {
  const linksOf = async (id: string) =>
    (await workspace.admin.get(`/issues/${id}/conversations`)).body.data.map(
      (link: any) => link.conversation.id,
    );

  test('by a merge takes its issues along, each once', async () => {
    const { admin } = workspace;
    const customer = { externalId: 'merged-with-issues' };
    const make = () => createConversation(workspace, { customer });
    const [target, one, two] = [await make(), await make(), await make()];
    const shared = await newIssue({ conversationIds: [target.id, one.id] });
    const moving = await newIssue({ conversationIds: [one.id, two.id] });
    const merge = (dryRun: boolean) =>
      admin.post(`/conversations/${target.id}/merge`, { sourceIds: [one.id, two.id], dryRun });
    expect((await merge(true)).body.moved.issueLinks).toBe(1);
    expect(await linksOf(shared.id)).toHaveLength(2);
    expect((await merge(false)).body.moved.issueLinks).toBe(1);
    expect([await linksOf(shared.id), await linksOf(moving.id)]).toEqual([[target.id], [target.id]]);
    expectProblem(
      await admin.post(`/issues/${moving.id}/conversations`, { conversationId: one.id }),
      409,
      'state_conflict',
      { mergedInto: target.id },
    );
  });

  test('by a deletion is hidden with its links, comes back with them, and is erased with its copied notes', async () => {
    const { admin } = workspace;
    const { id } = await createConversation(workspace);
    await admin.post(`/conversations/${id}/notes`, { body: 'Theirs alone.' });
    const issue = await newIssue({ conversationIds: [id] });
    await admin.delete(`/conversations/${id}`);
    expect([await linksOf(issue.id), (await admin.get(`/issues/${issue.id}`)).body.type]).toEqual([
      [],
      'standalone',
    ]);
    await admin.post(`/conversations/${id}/restore`, {});
    expect(await linksOf(issue.id)).toEqual([id]);
    const erased = await admin.send('DELETE', `/conversations/${id}`, { query: { mode: 'erase' } });
    expect(erased.body.effects).toMatchObject({ issueLinks: 1, issueNotes: 1 });
    expect((await admin.get(`/issues/${issue.id}/notes`)).body.data).toEqual([]);
    expect((await admin.get(`/issues/${issue.id}`)).body.counts).toEqual({ conversations: 0, notes: 0 });
  });
});

test('a change of the state reaches every linked conversation, while they are written to', async () => {
  const { admin } = workspace;
  const conversations = await Promise.all(Array.from({ length: 12 }, () => createConversation(workspace)));
  const conversationIds = conversations.map(({ id }) => id);
  const [one, two] = [
    await newIssue({ conversationIds }),
    await newIssue({ conversationIds: [...conversationIds].reverse() }),
  ];
  const answers = await Promise.all([
    ...[one, two].map(({ id }) => admin.patch(`/issues/${id}`, { state: 'resolved' })),
    ...conversationIds.map((id) =>
      admin.post(`/conversations/${id}/messages`, { body: { text: 'Meanwhile.' } }),
    ),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, ...Array(12).fill(201)]);
  for (const id of conversationIds) {
    const items = await allPages(admin, `/conversations/${id}/timeline`);
    expect(items.map(({ sequence }) => sequence)).toEqual(items.map((_, n) => n + 1));
    const resolved = items.filter(({ change }) => change?.type === 'issue_state_changed');
    expect(new Set(resolved.map(({ change }) => change.changes.issue.to.id))).toEqual(
      new Set([one.id, two.id]),
    );
  }
});
