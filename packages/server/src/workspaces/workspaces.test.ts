import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../contract/scopes.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
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
  inDatabase,
  RestActor,
  startTestServer,
  type TestWorkspace,
  testServer,
} from '../testing/index.ts';
import { isOpenAt } from './business-hours.ts';
import { planLimits } from './contract.ts';
import { forgetPastRetention } from './forget.ts';

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
        businessHours: null,
        redactionPolicy: { personalData: ['card', 'iban', 'ssn'], keyFormats: [] },
        retention: { eventDays: 90, auditDays: null },
        planLimits,
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

describe('settings', () => {
  const patch = (body: object, actor = admin) => actor.patch('/workspace', body);
  const hours = {
    intervals: [
      { day: 'monday', from: '09:00', to: '12:00' },
      { day: 'monday', from: '12:00', to: '24:00' },
    ],
    holidays: [{ date: '2026-12-25', name: 'Christmas' }],
  };

  test('are changed by their fields, and the same again is no change', async () => {
    const format = { type: 'live_key', prefix: 'acme_', minLength: 8, maxLength: 40, alphabet: 'hex' };
    const wanted = {
      businessHours: hours,
      redactionPolicy: { keyFormats: [format] },
      retention: { auditDays: 365 },
    };
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(wanted);
      expect((await patch(wanted)).body).toEqual(answer.body);
      expect((await admin.get('/workspace')).body).toEqual(answer.body);
    });
    expect(answer.body).toMatchObject({
      businessHours: hours,
      redactionPolicy: { personalData: ['card', 'iban', 'ssn'], keyFormats: [format] },
      retention: { eventDays: 90, auditDays: 365 },
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes).sort()])).toEqual([
      ['workspace.updated', ['businessHours', 'redactionPolicy', 'retention']],
    ]);
    expect((await patch({ businessHours: null })).body.businessHours).toBeNull();
  });

  test('need the scopes of the sections that really change, and no others', async () => {
    const { body: now } = await admin.get('/workspace');
    const same = { name: now.name, redactionPolicy: now.redactionPolicy, retention: now.retention };
    const [reader, writer, keeper] = [
      await workspace.withScopes('workspace:read'),
      await workspace.withScopes('workspace:read', 'workspace:write'),
      await workspace.withScopes('workspace:read', 'privacy:write'),
    ];
    const events = await eventsOf(workspace, async () => {
      for (const actor of [reader, writer, keeper])
        expect((await patch({ ...same, expectedVersion: now.version }, actor)).body).toEqual(now);
    });
    expect(events).toEqual([]);
    const missing = (...missingScopes: string[]) => ({ missingScopes });
    const privacy = { retention: { eventDays: 91 } };
    const both = { name: 'Both', ...privacy };
    for (const [actor, body, told] of [
      [reader, { name: 'Read' }, missing('workspace:write')],
      [reader, both, missing('workspace:write', 'privacy:write')],
      [writer, both, missing('privacy:write')],
      [writer, { ...same, ...privacy }, missing('privacy:write')],
      [keeper, both, missing('workspace:write')],
      [keeper, { businessHours: hours }, missing('workspace:write')],
    ] as const)
      expectProblem(await patch(body, actor), 403, 'insufficient_scope', told);
    expect((await admin.get('/workspace')).body).toEqual(now);
    expect((await patch({ ...same, name: 'Written' }, writer)).body.name).toBe('Written');
    expect((await patch({ name: 'Written', ...privacy }, keeper)).body.retention.eventDays).toBe(91);
  });

  test('that contradict themselves are refused', async () => {
    const problems = async (body: object) => fieldProblems(await patch(body));
    const open = (...intervals: object[]) => ({ businessHours: { intervals } });
    const monday = { day: 'monday', from: '09:00', to: '12:00' };
    expect(await problems(open({ ...monday, to: '09:00' }))).toEqual([
      'body /businessHours/intervals/0/to invalid_value',
    ]);
    expect(await problems(open(monday, { ...monday, from: '11:59', to: '13:00' }))).toEqual([
      'body /businessHours/intervals invalid_value',
    ]);
    expect(await problems(open({ ...monday, to: '25:00' }))).toEqual([
      'body /businessHours/intervals/0/to invalid_format',
    ]);
    const holidays = [{ date: '2026-02-30' }];
    expect(await problems({ businessHours: { intervals: [], holidays } })).toEqual([
      'body /businessHours/holidays/0/date invalid_value',
    ]);
    expect(await problems({ retention: { eventDays: 1 } })).toEqual(['body /retention/eventDays too_small']);
    expect(await problems({ planLimits: {} })).toEqual(['body /planLimits unknown_field']);
  });

  test('tell whether the workspace is open, as clocks show it there', () => {
    const at = (instant: string) => isOpenAt(hours as never, 'Europe/Berlin', new Date(instant));
    expect(at('2026-11-23T07:59:59Z')).toBe(false);
    expect(at('2026-11-23T08:00:00Z')).toBe(true);
    expect(at('2026-11-23T11:00:00Z')).toBe(true);
    expect(at('2026-11-23T22:59:59Z')).toBe(true);
    expect(at('2026-11-23T23:00:00Z')).toBe(false);
    // An hour earlier in summer.
    expect(at('2026-07-20T07:00:00Z')).toBe(true);
    expect(at('2026-07-20T06:59:59Z')).toBe(false);
    const holiday = { ...hours, holidays: [{ date: '2026-11-23', name: null }] };
    expect(isOpenAt(holiday as never, 'Europe/Berlin', new Date('2026-11-23T10:00:00Z'))).toBe(false);
    expect(isOpenAt(null, 'UTC', new Date())).toBe(true);
  });

  test('say how long logs are kept: what is older goes, from the oldest on', async () => {
    const server = await startTestServer();
    const own = await createWorkspace(server);
    await own.admin.patch('/workspace', { retention: { eventDays: 7, auditDays: 30 } });
    const dayMs = 24 * 3600 * 1000;
    server.clock.advance(8 * dayMs);
    await own.admin.patch('/workspace', { name: 'Later' });
    await forgetPastRetention(server.services, own.id as never);
    const events = await inDatabase(own, () => kept(decodeId(own.id)), 'read');
    expect(events).toEqual([['workspace.updated']]);
    expect((await auditOf(own)).length).toBeGreaterThan(3);
    server.clock.advance(23 * dayMs);
    await forgetPastRetention(server.services, own.id as never);
    expect((await auditOf(own)).map(({ action }) => action)).toEqual(['workspace.update']);
    const feed = await own.admin.get('/events', { afterSequence: 2 });
    expectProblem(feed, 410, 'sequence_expired');
    await server.stop();
  });
});

const kept = statement<[string]>('select type from event_log where workspace_id = $1 order by seq');
