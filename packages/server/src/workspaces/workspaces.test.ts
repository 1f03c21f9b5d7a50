import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../contract/scopes.ts';
import {
  auditOf,
  createWorkspace,
  eventsAfter,
  eventsOf,
  expectOneEditor,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  RestActor,
  type TestWorkspace,
  testServer,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
let root: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
  const server = await testServer();
  root = new RestActor(server, server.rootToken);
});

let count = 0;
const slug = () => `made-${process.pid}-${++count}-${Math.random().toString(36).slice(2, 8)}`;

/** A workspace as its first credential sees it. */
const asWorkspace = ({ workspace: made, credential }: any) => {
  const { server } = workspace;
  return { ...workspace, id: made.id, admin: new RestActor(server, credential.secret) };
};

describe('creating', () => {
  test('gives a workspace, a credential with every scope, and a live chat channel', async () => {
    const name = slug();
    const answer = await root.post('/workspaces', { name: 'Acme', slug: name, timezone: 'Europe/Berlin' });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      workspace: {
        id: expect.stringMatching(/^ws_/),
        name: 'Acme',
        slug: name,
        timezone: 'Europe/Berlin',
        locale: 'en',
        reopenWindowDays: 7,
        defaultApiVersion: '2026-11-01',
        version: 1,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
      credential: { id: expect.stringMatching(/^key_/), secret: expect.stringMatching(/^woesk_/) },
      channelId: expect.stringMatching(/^chn_/),
    });
    const made = asWorkspace(answer.body);
    expect((await made.admin.get('/workspace')).body).toEqual(answer.body.workspace);
    expect((await made.admin.get('/auth/me')).body.scopes).toHaveLength(scopes.length);
    expect((await made.admin.get('/channels')).body.data).toMatchObject([
      { id: answer.body.channelId, type: 'live_chat', status: 'active' },
    ]);
    const events = await eventsAfter(made);
    expect(events.map(({ type, sequence }) => [sequence, type])).toEqual([
      [1, 'workspace.created'],
      [2, 'channel.created'],
      [3, 'credential.created'],
    ]);
    for (const { actor } of events) expect(actor.type).toBe('installation');
    expect((await auditOf(made)).map(({ action }) => action)).toEqual([
      'workspace.create',
      'channel.create',
      'credential.create',
    ]);
    expect(JSON.stringify([events, await auditOf(made)])).not.toContain('woesk_');
  });

  test('takes a slug once, also when many ask at once', async () => {
    const name = slug();
    const make = () => root.post('/workspaces', { name: 'Acme', slug: name });
    const answers = await Promise.all(Array.from({ length: 6 }, make));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expectProblem(refused, 409, 'already_exists', { field: 'slug' });
  });

  test('is done once under its key, with the same secret again', async () => {
    const name = slug();
    const key = { 'idempotency-key': name };
    const make = () => root.post('/workspaces', { name: 'Acme', slug: name }, key);
    const [first, again] = [await make(), await make()];
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expectProblem(
      await root.post('/workspaces', { name: 'Other', slug: name }, key),
      422,
      'idempotency_key_reused',
    );
    expect(await eventsAfter(asWorkspace(first.body))).toHaveLength(3);
    await expectOneOfFifty((headers) =>
      root.post('/workspaces', { name: 'Fifty', slug: `${name}-50` }, headers),
    );
  });

  test('that was refused under its key stays refused', async () => {
    const taken = slug();
    await root.post('/workspaces', { name: 'Acme', slug: taken });
    const key = { 'idempotency-key': `refused-${taken}` };
    const make = () => root.post('/workspaces', { name: 'Acme', slug: taken }, key);
    const [first, again] = [await make(), await make()];
    expect(first.status).toBe(409);
    expect(again.text).toBe(first.text);
  });

  test('names each field that does not fit', async () => {
    const problems = async (more: object) =>
      fieldProblems(await root.post('/workspaces', { name: 'Acme', slug: slug(), ...more }));
    expect(await problems({ plan: 'free' })).toEqual(['body /plan unknown_field']);
    expect(await problems({ slug: 'Upper' })).toEqual(['body /slug invalid_format']);
    expect(await problems({ slug: '-x-' })).toEqual(['body /slug invalid_format']);
    expect(await problems({ timezone: 'Mars/Olympus' })).toEqual(['body /timezone invalid_value']);
    expect(await problems({ locale: 'English' })).toEqual(['body /locale invalid_format']);
    expect(await problems({ name: '' })).toEqual(['body /name too_small']);
  });
});

describe('the profile', () => {
  const patch = (body: object, headers = {}, actor = admin) => actor.patch('/workspace', body, headers);

  test('is changed where it differs, audited and told', async () => {
    const before = await admin.get('/workspace');
    expect(before.headers.get('etag')).toBe(`"${before.body.version}"`);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch({ name: 'Renamed', timezone: 'Asia/Tokyo', reopenWindowDays: 0 });
    });
    const changes = {
      name: { from: before.body.name, to: 'Renamed' },
      timezone: { from: 'UTC', to: 'Asia/Tokyo' },
      reopenWindowDays: { from: 7, to: 0 },
    };
    expect(answer.body).toEqual({
      ...before.body,
      name: 'Renamed',
      timezone: 'Asia/Tokyo',
      reopenWindowDays: 0,
      version: before.body.version + 1,
      updatedAt: answer.body.updatedAt,
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'workspace.updated',
      resource: { type: 'workspace', id: workspace.id, version: answer.body.version },
      data: { workspace: answer.body },
      changes,
    });
    expect((await auditOf(workspace)).at(-1)).toMatchObject({ action: 'workspace.update', changes });
  });

  test('that is changed to what it is emits nothing and keeps the version', async () => {
    const { body: before } = await admin.get('/workspace');
    const events = await eventsOf(workspace, async () => {
      for (const body of [{}, { name: before.name, locale: before.locale }])
        expect((await patch(body)).body).toEqual(before);
    });
    expect(events).toEqual([]);
  });

  test('from a version that has passed is refused', async () => {
    const { version } = (await admin.get('/workspace')).body;
    await expectOneEditor(
      (n, { version: expectedVersion, headers }) =>
        patch({ name: `Edit ${n}`, ...(expectedVersion ? { expectedVersion } : {}) }, headers),
      version,
    );
  });

  test('is changed once under its key, by one or by fifty', async () => {
    await expectRepeatable(
      workspace,
      (headers) => patch({ name: 'Once' }, headers),
      (headers) => patch({ name: 'Twice' }, headers),
    );
    const events = await eventsOf(workspace, () =>
      expectOneOfFifty((headers) => patch({ name: 'Fifty' }, headers)),
    );
    expect(events.map(({ type }) => type)).toEqual(['workspace.updated']);
  });

  test('needs a scope to read and one to write', async () => {
    await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/workspace'));
    await expectScopeNeeded(workspace, 'workspace:write', (actor) => patch({ name: 'x' }, {}, actor));
  });

  test('names each field that does not fit', async () => {
    const problems = async (body: object) => fieldProblems(await patch(body));
    expect(await problems({ slug: 'new' })).toEqual(['body /slug unknown_field']);
    expect(await problems({ reopenWindowDays: 366 })).toEqual(['body /reopenWindowDays too_big']);
    expect(await problems({ reopenWindowDays: 1.5 })).toEqual(['body /reopenWindowDays invalid_type']);
    expect(await problems({ name: null })).toEqual(['body /name invalid_type']);
  });
});
