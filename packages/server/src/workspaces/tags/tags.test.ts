import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  allPages,
  auditOf,
  createConversation,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  runDueJobs,
  startTestServer,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const create = (body: object = {}, actor = admin, headers = {}) =>
  actor.post('/tags', { name: 'Tag', slug: `tag-${++count}`, ...body }, headers);
const make = async (body: object = {}, actor = admin) => (await create(body, actor)).body;
const patch = (id: string, body: object, actor = admin, headers = {}) =>
  actor.patch(`/tags/${id}`, body, headers);

/** One record of each kind that holds tags. */
async function holdersOf(own: TestWorkspace, tags: string[]) {
  const conversation = await createConversation(own, { tags });
  const customer = (await own.admin.put(`/customers/by-external-id/holder-${++count}`, {})).body;
  await own.admin.patch(`/customers/${customer.id}`, { tags: { add: tags } });
  const issue = (await own.admin.post('/issues', { title: 'Holds', tags })).body;
  const paths = [`/conversations/${conversation.id}`, `/customers/${customer.id}`, `/issues/${issue.id}`];
  return async () => {
    const held = [];
    for (const path of paths) held.push((await own.admin.get(path)).body.tags);
    return held;
  };
}

const nothing = { conversations: 0, customers: 0, issues: 0, automations: 0, macros: 0 };
const oneOfEach = { ...nothing, conversations: 1, customers: 1, issues: 1 };

describe('creating', () => {
  test('gives a tag with a slug made of its name, audited and told', async () => {
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await admin.post('/tags', { name: 'Écoute & Skip', color: '#3b82f6' });
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^tag_/),
      slug: 'ecoute-skip',
      name: 'Écoute & Skip',
      color: '#3b82f6',
      description: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(events).toMatchObject([{ type: 'tag.created', data: { tag: answer.body } }]);
    expect((await auditOf(workspace)).at(-1)).toMatchObject({ action: 'tag.create' });
  });

  test('takes a slug once, also when many ask at once', async () => {
    const slug = `tag-${++count}`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ slug })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    expectProblem(answers.find(({ status }) => status === 409)!, 409, 'already_exists', {
      field: 'slug',
      conflictingResource: { type: 'tag', id },
    });
  });

  test('is done once under its key, and names each field that does not fit', async () => {
    const slug = `tag-${++count}`;
    await expectRepeatable(
      workspace,
      (headers) => create({ slug }, admin, headers),
      (headers) => create({ slug, name: 'Other' }, admin, headers),
    );
    const problems = async (body: object) => fieldProblems(await create(body));
    expect(await problems({ slug: 'Upper' })).toEqual(['body /slug invalid_format']);
    expect(await problems({ color: 'red' })).toEqual(['body /color invalid_format']);
    expect(await problems({ usage: {} })).toEqual(['body /usage unknown_field']);
    expect(fieldProblems(await admin.post('/tags', { name: '標籤' }))).toEqual(['body /slug required']);
  });
});

test('the list is narrowed by name and slug in any case, and counts the records that hold each tag', async () => {
  const own = await createWorkspace();
  await make({ slug: 'billing', name: 'Money_100%' }, own.admin);
  await make({ slug: 'rate-limits', name: 'Quotas' }, own.admin);
  const slugs = async (query: object) =>
    (await allPages(own.admin, '/tags', { limit: 1, sort: 'created_at', ...query })).map(({ slug }) => slug);
  expect(await slugs({})).toEqual(['billing', 'rate-limits']);
  expect(await slugs({ query: 'QUOTA' })).toEqual(['rate-limits']);
  expect(await slugs({ query: 'Rate-' })).toEqual(['rate-limits']);
  for (const query of ['%', '_100', '100%']) expect(await slugs({ query })).toEqual(['billing']);
  expect(await slugs({ query: 'nothing' })).toEqual([]);
  await holdersOf(own, ['billing', 'undefined-by-anybody']);
  await createConversation(own, { tags: ['billing'] });
  const { data } = (await own.admin.get('/tags', { include: 'usage', sort: 'created_at' })).body;
  expect(data.map(({ slug, usage }: any) => [slug, usage])).toEqual([
    ['billing', { conversations: 2, customers: 1, issues: 1, total: 4 }],
    ['rate-limits', { conversations: 0, customers: 0, issues: 0, total: 0 }],
  ]);
});

describe('changing', () => {
  test('tells the difference in one event, and nothing when there is none', async () => {
    const before = await make();
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(before.id, { name: 'New', description: 'For new things.' });
      for (const body of [{}, { name: 'New' }, { name: 'Other', dryRun: true }])
        expect((await patch(before.id, body)).status).toBe(200);
    });
    expect(answer.body).toEqual({
      ...before,
      name: 'New',
      description: 'For new things.',
      version: 2,
      updatedAt: answer.body.updatedAt,
      effects: nothing,
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
      ['tag.updated', ['description', 'name'].sort((a, b) => a.length - b.length)],
    ]);
    expect(fieldProblems(await patch(before.id, { slug: 'x' }))).toEqual(['body /slug unknown_field']);
  });

  test('from a version that has passed is refused', async () => {
    const { id } = await make();
    await expectOneEditor(
      (n, { version, headers }) =>
        patch(id, { name: `Edit ${n}`, ...(version ? { expectedVersion: version } : {}) }, admin, headers),
      1,
    );
  });
});

describe('merging', () => {
  test('gives records the other tag in its place, tells of each, and says before what would be', async () => {
    const own = await createWorkspace();
    const [from, into] = [await make({ slug: 'old' }, own.admin), await make({ slug: 'new' }, own.admin)];
    const held = await holdersOf(own, ['first', 'old', 'new']);
    const alone = await holdersOf(own, ['old']);
    const twice = { ...nothing, conversations: 2, customers: 2, issues: 2 };
    const quiet = await eventsOf(own, async () => {
      const { body } = await patch(from.id, { mergeInto: into.id, dryRun: true }, own.admin);
      expect(body).toEqual({ ...into, effects: twice });
    });
    expect(quiet).toEqual([]);
    const events = await eventsOf(own, async () => {
      const { body } = await patch(from.id, { mergeInto: into.id }, own.admin);
      expect(body).toEqual({ ...into, effects: twice });
    });
    for (const tags of await held()) expect([...tags].sort()).toEqual(['first', 'new']);
    for (const tags of await alone()) expect(tags).toEqual(['new']);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'conversation.tags_changed',
      'conversation.tags_changed',
      'customer.updated',
      'customer.updated',
      'issue.updated',
      'issue.updated',
      'tag.merged',
    ]);
    expect(events.at(-1)).toMatchObject({ type: 'tag.merged', data: { tag: from, into } });
    expectProblem(await patch(from.id, { name: 'X' }, own.admin), 404, 'not_found');
  });

  test('of two into each other at once leaves one', async () => {
    for (let round = 0; round < 4; round++) {
      const [a, b] = [await make(), await make()];
      const answers = await Promise.all([patch(a.id, { mergeInto: b.id }), patch(b.id, { mergeInto: a.id })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
  });

  test('refuses itself, what nobody has, and other changes beside it', async () => {
    const { id } = await make();
    const other = await make();
    expect(fieldProblems(await patch(id, { mergeInto: id }))).toEqual(['body /mergeInto invalid_value']);
    expect(fieldProblems(await patch(id, { mergeInto: other.id, name: 'X' }))).toEqual([
      'body /mergeInto invalid_value',
    ]);
    const foreign = (await make({}, (await createWorkspace()).admin)).id;
    for (const mergeInto of [foreign, `tag_${'0'.repeat(26)}`])
      expectProblem(await patch(id, { mergeInto }), 422, 'reference_not_usable', { field: 'mergeInto' });
  });

  test('of a tag that many records hold is finished by a job', async () => {
    const server = await startTestServer();
    const own = await createWorkspace(server);
    const [from, into] = [await make({ slug: 'old' }, own.admin), await make({ slug: 'new' }, own.admin)];
    for (let n = 0; n < 210; n++)
      await own.admin.post('/issues', { title: `Issue ${n}`, tags: ['old', `n${n}`] });
    const { body } = await patch(from.id, { mergeInto: into.id }, own.admin);
    expect(body.effects.issues).toBe(210);
    // The job may have begun by itself.
    await vi.waitUntil(
      async () => {
        await runDueJobs(server);
        const issues = await allPages(own.admin, '/issues', { limit: 100 });
        return issues.every(({ tags }) => tags.includes('new') && !tags.includes('old'));
      },
      { timeout: 30_000, interval: 50 },
    );
    await server.stop();
  });
});

describe('deleting', () => {
  test('leaves the slug on its records, where a new tag finds it again', async () => {
    const own = await createWorkspace();
    const tag = await make({ slug: 'kept' }, own.admin);
    const held = await holdersOf(own, ['kept']);
    const events = await eventsOf(own, async () => {
      const dry = await own.admin.delete(`/tags/${tag.id}?dryRun=true`);
      expect(dry.body).toEqual({ id: tag.id, deleted: false, effects: oneOfEach });
      const gone = await own.admin.delete(`/tags/${tag.id}`);
      expect(gone.body).toEqual({ id: tag.id, deleted: true, effects: oneOfEach });
    });
    expect(events.map(({ type }) => type)).toEqual(['tag.deleted']);
    expect(await held()).toEqual([['kept'], ['kept'], ['kept']]);
    expect((await create({ slug: 'kept' }, own.admin)).status).toBe(201);
    const { data } = (await own.admin.get('/tags', { include: 'usage' })).body;
    expect(data[0].usage.total).toBe(3);
  });

  test('with force takes it off all records, and tells of each', async () => {
    const own = await createWorkspace();
    const tag = await make({ slug: 'gone' }, own.admin);
    const held = await holdersOf(own, ['gone', 'stays']);
    const events = await eventsOf(own, async () => {
      expect((await own.admin.delete(`/tags/${tag.id}?force=true`)).body.effects).toEqual(oneOfEach);
    });
    expect(await held()).toEqual([['stays'], ['stays'], ['stays']]);
    expect(events.map(({ type }) => type).sort()).toEqual([
      'conversation.tags_changed',
      'customer.updated',
      'issue.updated',
      'tag.deleted',
    ]);
  });
});

describe('scopes', () => {
  test('reading and writing need theirs', async () => {
    const { id } = await make();
    await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/tags'));
    for (const ask of [
      (actor: RestActor) => create({}, actor),
      (actor: RestActor) => patch(id, { name: 'X' }, actor),
      (actor: RestActor) => actor.delete(`/tags/${id}`),
    ])
      await expectScopeNeeded(workspace, 'workspace:write', ask);
  });

  test('what changes records needs those of the records as well', async () => {
    const [a, b] = [await make(), await make()];
    const actor = await workspace.withScopes('workspace:write', 'conversations:write');
    const missing = { missingScopes: ['customers:write'] };
    expectProblem(await patch(a.id, { mergeInto: b.id }, actor), 403, 'insufficient_scope', missing);
    expectProblem(await actor.delete(`/tags/${a.id}?force=true`), 403, 'insufficient_scope', missing);
    expect((await actor.delete(`/tags/${a.id}`)).status).toBe(200);
  });
});

test('a tag of another workspace is like one that does not exist', async () => {
  const foreign = (await make({}, (await createWorkspace()).admin)).id;
  const unknown = `tag_${'0'.repeat(26)}`;
  await expectForeignUnknown((id) => patch(id, { name: 'X' }), { foreign, unknown });
  await expectForeignUnknown((id) => admin.delete(`/tags/${id}`), { foreign, unknown });
});
