import { beforeAll, describe, expect, test } from 'vitest';
import {
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
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let other: TestWorkspace;
let admin: RestActor;
let conversation: any;
let path: string;
const unknown = `conv_${'0'.repeat(26)}`;

beforeAll(async () => {
  workspace = await createWorkspace();
  other = await createWorkspace();
  admin = workspace.admin;
  conversation = await createConversation(workspace);
  path = `/conversations/${conversation.id}`;
});

describe('updating', () => {
  test('writes what is given, tells each kind of change in an event, and goes up by one version', async () => {
    const before = (await admin.get(path)).body;
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await admin.patch(path, {
        subject: 'Skipping',
        externalId: 'ticket-1',
        priority: 'urgent',
        tags: { add: ['player', 'billing'] },
        state: 'open',
        apiContext: { path: '/v1/me/player/next' },
      });
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe(`"${before.version + 1}"`);
    expect(answer.body).toEqual({
      ...before,
      subject: 'Skipping',
      externalId: 'ticket-1',
      priority: 'urgent',
      tags: ['player', 'billing'],
      state: 'open',
      apiContext: { path: '/v1/me/player/next' },
      version: before.version + 1,
      updatedAt: answer.body.updatedAt,
    });
    const told = Object.fromEntries(events.map(({ type, changes }) => [type, changes]));
    expect(told).toEqual({
      'conversation.updated': {
        subject: { from: null, to: 'Skipping' },
        externalId: { from: null, to: 'ticket-1' },
      },
      'conversation.priority_changed': { priority: { from: 'normal', to: 'urgent' } },
      'conversation.state_changed': { state: { from: 'new', to: 'open' } },
      'conversation.tags_changed': { tags: { from: [], to: ['player', 'billing'] } },
      'conversation.api_context_changed': {
        apiContext: { from: null, to: { path: '/v1/me/player/next' } },
      },
    });
    for (const event of events) expect(event.data.conversation).toEqual(answer.body);
  });

  test('null clears, what is left out stays, and tags are added and removed', async () => {
    const { body } = await admin.patch(path, {
      subject: null,
      externalId: null,
      apiContext: null,
      tags: { add: ['kept'], remove: ['billing', 'never-there'] },
    });
    expect(body).toMatchObject({ subject: null, externalId: null, apiContext: null, priority: 'urgent' });
    expect(body.tags).toEqual(['player', 'kept']);
  });

  test('what changes nothing emits nothing and keeps the version', async () => {
    const before = (await admin.get(path)).body;
    const events = await eventsOf(workspace, async () => {
      for (const body of [
        {},
        { subject: null, priority: 'urgent', state: 'open' },
        { tags: { add: ['kept'], remove: ['absent'] } },
        { tags: {} },
      ])
        expect((await admin.patch(path, body)).body).toEqual(before);
    });
    expect(events).toEqual([]);
  });

  test('of two editors that read the same version one is refused', async () => {
    const { version } = (await admin.get(path)).body;
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        admin.patch(path, { subject: `Edit ${n}`, ...(expectedVersion ? { expectedVersion } : {}) }, headers),
      version,
    );
  });

  test('an external id that is taken names the conversation that has it, and nothing is written', async () => {
    const holder = await createConversation(workspace, { externalId: 'held' });
    const events = await eventsOf(workspace, async () => {
      expectProblem(
        await admin.patch(path, { externalId: 'held', subject: 'Not written' }),
        409,
        'already_exists',
        {
          field: 'externalId',
          conflictingResource: { type: 'conversation', id: holder.id },
        },
      );
    });
    expect(events).toEqual([]);
    expect((await admin.get(path)).body.subject).not.toBe('Not written');
  });

  test('no record can be made to hold more than 64 tags', async () => {
    const { id } = await createConversation(workspace);
    const tags = (from: number, count: number) => Array.from({ length: count }, (_, n) => `t${from + n}`);
    await admin.patch(`/conversations/${id}`, { tags: { add: tags(0, 64) } });
    const refused = await admin.patch(`/conversations/${id}`, { tags: { add: tags(64, 1) } });
    expect(fieldProblems(refused)).toEqual(['body /tags/add too_big']);
    const swapped = await admin.patch(`/conversations/${id}`, { tags: { add: tags(64, 1), remove: ['t0'] } });
    expect(swapped.body.tags).toHaveLength(64);
  });

  test('each field that does not fit is named', async () => {
    const problems = async (body: object, headers = {}) =>
      fieldProblems(await admin.patch(path, body, headers));
    expect(await problems({ assignee: 'me' })).toEqual(['body /assignee unknown_field']);
    expect(await problems({ id: unknown })).toEqual(['body /id unknown_field']);
    expect(await problems({ state: 'closed' })).toEqual(['body /state invalid_value']);
    expect(await problems({ priority: null })).toEqual(['body /priority invalid_value']);
    expect(await problems({ externalId: '' })).toEqual(['body /externalId too_small']);
    expect(await problems({ expectedVersion: 0 })).toEqual(['body /expectedVersion too_small']);
    for (const ifMatch of ['*', 'W/"1"', '1', '"1", "2"'])
      expect(await problems({}, { 'if-match': ifMatch })).toEqual(['header /If-Match invalid_format']);
  });
});

const verbs = [
  ['PATCH', '', { subject: 'x' }, { subject: 'y' }],
  ['POST', '/resolve', { resolutionSummary: 'x' }, { resolutionSummary: 'y' }],
  ['POST', '/reopen', { reason: 'x' }, { reason: 'y' }],
] as const;

describe.each(verbs)('%s /conversations/{id}%s', (method, suffix, body, changed) => {
  const send = (id: string, sent: object = body, headers = {}, actor = admin) =>
    actor.send(method, `/conversations/${id}${suffix}`, { body: sent, headers });
  /** A conversation on which the verb makes a difference. */
  const ready = async (): Promise<string> => {
    const { id } = await createConversation(workspace);
    if (suffix === '/reopen') await admin.post(`/conversations/${id}/resolve`);
    return id;
  };

  test('needs the scope to write conversations', async () => {
    const id = await ready();
    await expectScopeNeeded(workspace, 'conversations:write', (actor) => send(id, body, {}, actor));
  });

  test('answers the id of another workspace like one that nobody has', async () => {
    const { id: foreign } = await createConversation(other);
    await expectForeignUnknown((id) => send(id), { foreign, unknown });
  });

  test('is done once under its key', async () => {
    const id = await ready();
    await expectRepeatable(
      workspace,
      (headers) => send(id, body, headers),
      (headers) => send(id, changed, headers),
    );
  });

  test('fifty at once under one key are one change', async () => {
    const id = await ready();
    const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => send(id, body, headers)));
    expect(events).toHaveLength(1);
  });

  test('refuses a version that has passed', async () => {
    const id = await ready();
    await admin.patch(`/conversations/${id}`, { priority: 'low' });
    const { version } = (await admin.get(`/conversations/${id}`)).body;
    const stale = { ...body, expectedVersion: version - 1 };
    expectProblem(await send(id, stale), 412, 'version_conflict', { currentVersion: version });
    expect((await send(id, body, { 'if-match': `"${version}"` })).status).toBe(200);
  });

  test('refuses fields that it does not know', async () => {
    expect(fieldProblems(await send(await ready(), { ...body, extra: 1 }))).toEqual([
      'body /extra unknown_field',
    ]);
  });
});
