import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace(workspace.server);
});

const nobody = 'iss_01jd0000000000000000000000';
const create = async (more: Record<string, unknown> = {}) => {
  const made = await workspace.admin.post('/issues', { title: 'Paging breaks', ...more });
  expect(made.status, made.text).toBe(201);
  return made.body;
};

describe('creating an issue', () => {
  test('alone gives a standalone one, numbered in its workspace', async () => {
    const fresh = await createWorkspace(workspace.server);
    const [first, second] = [
      await fresh.admin.post('/issues', { title: 'First' }),
      await fresh.admin.post('/issues', { title: 'Second' }),
    ];
    expect([first.body.ref, second.body.ref]).toEqual([1, 2]);
    expect(first.body).toMatchObject({
      type: 'standalone',
      state: 'open',
      priority: 'normal',
      counts: { conversations: 0, notes: 0 },
      createdBy: { type: 'credential' },
    });
    expect((await fresh.admin.get('/issues/ref:2')).body).toEqual(second.body);
  });

  test('from conversations links them, copies their notes, and says so on both sides', async () => {
    const { admin } = workspace;
    const [one, two] = [await createConversation(workspace), await createConversation(workspace)];
    for (const [{ id }, body] of [
      [one, 'Seen on v1.'],
      [one, 'And on v2.'],
      [two, 'Same here.'],
    ] as const)
      await admin.post(`/conversations/${id}/notes`, { body });
    let issue: any;
    const events = await eventsOf(workspace, async () => {
      issue = await create({ conversationIds: [one.id, two.id, one.id], relation: 'duplicate' });
    });
    expect(events.map(({ type }) => type)).toEqual(['issue.created', 'issue.linked', 'issue.linked']);
    expect(events[0]!.data.issue).toEqual(issue);
    const read = (await admin.get(`/issues/${issue.id}`, { include: ['conversations', 'notes'] })).body;
    expect(read).toMatchObject({ type: 'linked', counts: { conversations: 2, notes: 3 } });
    expect(read.conversations.map((link: any) => link.conversation.id).sort()).toEqual(
      [one.id, two.id].sort(),
    );
    expect(read.conversations[0].relation).toBe('duplicate');
    expect(read.notes.map(({ body }: any) => body).sort()).toEqual([
      'And on v2.',
      'Same here.',
      'Seen on v1.',
    ]);
    expect(events.slice(1).map(({ data }) => data.link.conversation.id)).toEqual([one.id, two.id]);
    const timeline = await allPages(admin, `/conversations/${one.id}/timeline`, { kinds: 'change' });
    expect(timeline.at(-1).change).toMatchObject({
      type: 'issue_linked',
      changes: { issue: { from: null, to: { id: issue.id, ref: issue.ref, title: issue.title } } },
    });
  });

  test('with a conversation or a customer of nobody is refused, and nothing is made', async () => {
    const theirs = await createConversation(other);
    const before = (await workspace.admin.get('/issues', { limit: 100 })).body.data.length;
    const body = { title: 'x' };
    expectProblem(
      await workspace.admin.post('/issues', { ...body, conversationIds: [theirs.id] }),
      422,
      'reference_not_usable',
      { field: 'conversationIds' },
    );
    expectProblem(
      await workspace.admin.post('/issues', { ...body, customerId: theirs.customer.id }),
      422,
      'reference_not_usable',
    );
    expect((await workspace.admin.get('/issues', { limit: 100 })).body.data).toHaveLength(before);
  });

  test('is safe to repeat', async () => {
    await expectRepeatable(
      workspace,
      (headers) => workspace.admin.post('/issues', { title: 'Once' }, headers),
      (headers) => workspace.admin.post('/issues', { title: 'Twice' }, headers),
    );
  });

  test('numbers issues without a double when many are made at once', async () => {
    const fresh = await createWorkspace(workspace.server);
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) => fresh.admin.post('/issues', { title: `Issue ${n}` })),
    );
    expect(made.map(({ body }) => body.ref).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
  });

  test('needs its scope', () =>
    expectScopeNeeded(workspace, 'conversations:write', (actor) => actor.post('/issues', { title: 'x' })));

  test('refuses what has no title, no form or no bounds', async () => {
    expect(fieldProblems(await workspace.admin.post('/issues', {}))).toEqual(['body /title required']);
    const wrong = await workspace.admin.post('/issues', { title: 'x', external: { provider: 'github' } });
    expect(wrong.status).toBe(400);
    const noUrl = { title: 'x', external: { provider: 'github', url: 'javascript:alert(1)' } };
    expect((await workspace.admin.post('/issues', noUrl)).status).toBe(400);
  });
});

describe('a reference to a tracker', () => {
  test.each([
    ['github', 'https://github.com/acme/api/issues/512', 'acme/api#512'],
    ['github', 'https://github.example.com/acme/api/pull/7?w=1#files', 'acme/api#7'],
    ['linear', 'https://linear.app/acme/issue/eng-42/paging-breaks', 'ENG-42'],
    ['jira', 'https://acme.atlassian.net/browse/API-7', 'API-7'],
    ['jira', 'https://acme.atlassian.net/jira/boards/1?selectedIssue=API-8', 'API-8'],
    ['custom', 'https://tracker.example.com/t/9#comment', 'https://tracker.example.com/t/9'],
    ['github', 'https://github.com/acme', 'https://github.com/acme'],
  ])('of %s at %s has the id %s', async (provider, url, externalId) => {
    const { external } = await create({ external: { provider, url } });
    expect(external).toEqual({ provider, externalId, url });
    const found = await workspace.admin.get('/issues', { external: `${provider}:${externalId}` });
    expect(found.body.data.map((issue: any) => issue.external)).toEqual([external]);
    expect((await workspace.admin.get('/issues', { external: `${provider}:${url}` })).body.data).toHaveLength(
      1,
    );
  });

  test('is unique per provider and workspace', async () => {
    const external = { provider: 'custom', externalId: 'T-1' };
    const first = await create({ external });
    const conflict = { field: 'external', conflictingResource: { type: 'issue', id: first.id } };
    expectProblem(
      await workspace.admin.post('/issues', { title: 'x', external }),
      409,
      'already_exists',
      conflict,
    );
    await create({ external: { ...external, provider: 'jira' } });
    expect((await other.admin.post('/issues', { title: 'x', external })).status).toBe(201);
    const second = await create();
    expectProblem(
      await workspace.admin.patch(`/issues/${second.id}`, { external }),
      409,
      'already_exists',
      conflict,
    );
    await workspace.admin.patch(`/issues/${first.id}`, { external: null });
    expect((await workspace.admin.patch(`/issues/${second.id}`, { external })).status).toBe(200);
  });
});

describe('changing an issue', () => {
  test('changes what is given, clears what is null, and tells what changed', async () => {
    const customer = (await createConversation(workspace)).customer;
    const issue = await create({ description: 'Long.', tags: ['a', 'b'] });
    const events = await eventsOf(workspace, async () => {
      const changed = await workspace.admin.patch(`/issues/${issue.id}`, {
        description: null,
        priority: 'urgent',
        tags: { add: ['c'], remove: ['a'] },
        customerId: customer.id,
      });
      expect(changed.body).toEqual({
        ...issue,
        description: null,
        priority: 'urgent',
        tags: ['b', 'c'],
        customer,
        version: 2,
        updatedAt: expect.any(String),
      });
      expect((await workspace.admin.get(`/issues/${issue.id}`)).body).toEqual(changed.body);
    });
    expect(events).toHaveLength(1);
    expect(Object.keys(events[0]!.changes).sort()).toEqual(['customer', 'description', 'priority', 'tags']);
  });

  test('that changes nothing keeps the version and emits nothing', async () => {
    const issue = await create({ external: { provider: 'custom', externalId: 'same' } });
    const events = await eventsOf(workspace, async () => {
      const same = {
        title: issue.title,
        state: 'open',
        external: { provider: 'custom', externalId: 'same' },
      };
      expect((await workspace.admin.patch(`/issues/${issue.id}`, same)).body).toEqual(issue);
    });
    expect(events).toEqual([]);
  });

  test('lets one of two editors through', async () => {
    const issue = await create();
    await expectOneEditor(
      (n, { version, headers }) =>
        workspace.admin.patch(
          `/issues/${issue.id}`,
          { title: `Edit ${n}`, ...(version ? { expectedVersion: version } : {}) },
          headers,
        ),
      1,
    );
  });

  test('keeps the tags that two add at once', async () => {
    const { id } = await create();
    await Promise.all(
      ['x', 'y', 'z'].map((tag) => workspace.admin.patch(`/issues/${id}`, { tags: { add: [tag] } })),
    );
    expect((await workspace.admin.get(`/issues/${id}`)).body.tags.sort()).toEqual(['x', 'y', 'z']);
  });

  test('of another workspace is like one of nobody', async () => {
    const theirs = (await other.admin.post('/issues', { title: 'Theirs' })).body.id;
    await expectForeignUnknown((id) => workspace.admin.patch(`/issues/${id}`, { title: 'x' }), {
      foreign: theirs,
      unknown: nobody,
    });
    await expectForeignUnknown((id) => workspace.admin.get(`/issues/${id}/notes`), {
      foreign: theirs,
      unknown: nobody,
    });
  });
});

describe('custom fields of an issue', () => {
  test('are checked against their definitions, merged, required to resolve, and filtered by', async () => {
    const fresh = await createWorkspace(workspace.server);
    for (const field of [
      { key: 'area', type: 'text' },
      { key: 'cause', type: 'text', requiredOn: ['resolve'] },
    ])
      expect(
        (await fresh.admin.post('/custom-fields', { target: 'issue', label: 'x', ...field })).status,
      ).toBe(201);
    const made = await fresh.admin.post('/issues', { title: 'x', customFields: { area: 'playback' } });
    expect(made.body.customFields).toEqual({ area: 'playback' });
    const path = `/issues/${made.body.id}`;
    expect(fieldProblems(await fresh.admin.patch(path, { customFields: { nothing: 1 } }))).toEqual([
      'body /customFields/nothing unknown_field',
    ]);
    expect(fieldProblems(await fresh.admin.patch(path, { state: 'resolved' }))).toEqual([
      'body /customFields/cause required',
    ]);
    const events = await eventsOf(fresh, async () => {
      const done = await fresh.admin.patch(path, { state: 'resolved', customFields: { cause: 'cache' } });
      expect(done.body.customFields).toEqual({ area: 'playback', cause: 'cache' });
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
      ['issue.updated', ['customFields']],
      ['issue.resolved', ['state']],
    ]);
    const filter = JSON.stringify({ field: 'customFields.cause', op: 'eq', value: 'cache' });
    expect((await fresh.admin.get('/issues', { filter })).body.data).toHaveLength(1);
    expect((await fresh.admin.patch(path, { customFields: { area: null } })).body.customFields).toEqual({
      cause: 'cache',
    });
  });
});

describe('listing issues', () => {
  test('finds by state, priority, tag, conversation, customer and tree', async () => {
    const fresh = await createWorkspace(workspace.server);
    const conversation = await createConversation(fresh);
    const make = async (body: object) => (await fresh.admin.post('/issues', body)).body;
    const a = await make({
      title: 'A',
      priority: 'urgent',
      tags: ['api'],
      conversationIds: [conversation.id],
    });
    const b = await make({ title: 'B', state: 'closed', customerId: conversation.customer.id });
    const c = await make({ title: 'C', state: 'in_progress' });
    const found = async (query: Record<string, string | string[]>) =>
      (await allPages(fresh.admin, '/issues', query)).map(({ id }) => id);
    expect(await found({})).toEqual([c.id, b.id, a.id]);
    expect(await found({ sort: 'created_at', limit: '1' })).toEqual([a.id, b.id, c.id]);
    expect(await found({ state: ['closed', 'in_progress'] })).toEqual([c.id, b.id]);
    expect(await found({ priority: 'urgent' })).toEqual([a.id]);
    expect(await found({ tag: 'api' })).toEqual([a.id]);
    expect(await found({ conversationId: conversation.id })).toEqual([a.id]);
    expect(await found({ customerId: conversation.customer.id })).toEqual([b.id]);
    expect(await found({ filter: JSON.stringify({ field: 'title', op: 'in', value: ['A', 'C'] }) })).toEqual([
      c.id,
      a.id,
    ]);
    const open = { not: { field: 'closedAt', op: 'is_set', value: true } };
    expect(await found({ filter: JSON.stringify(open) })).toEqual([c.id, a.id]);
    expect(await found({ external: 'github:nothing' })).toEqual([]);
    expect(await found({ updatedSince: new Date(Date.parse(c.updatedAt) + 1).toISOString() })).toEqual([]);
  });
});
