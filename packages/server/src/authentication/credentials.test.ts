import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../contract/scopes.ts';
import {
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const unknown = `key_${'0'.repeat(26)}`;
const create = (more: object = {}, headers = {}, actor = admin) =>
  actor.post('/auth/credentials', { name: 'Billing sync', scopes: ['customers:read'], ...more }, headers);
const revoke = (id: string, query = '', headers = {}, actor = admin) =>
  actor.delete(`/auth/credentials/${id}${query}`, headers);

describe('creating', () => {
  test('shows the secret once, keeps only what may be shown, and audits it', async () => {
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await create({
        scopes: ['customers:read', 'customers:read', 'messages:read'],
        expiresAt: '2030-01-01T00:00:00.000Z',
        ipAllowlist: ['203.0.113.0/24', '2001:db8::/32'],
      });
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/auth/credentials/${answer.body.id}`);
    const { secret, ...credential } = answer.body;
    expect(secret).toMatch(/^woesk_[0-9A-Za-z]{38}$/);
    expect(credential).toEqual({
      id: expect.stringMatching(/^key_/),
      name: 'Billing sync',
      scopes: ['customers:read', 'messages:read'],
      hint: secret.slice(-4),
      status: 'active',
      expiresAt: '2030-01-01T00:00:00.000Z',
      previousExpiresAt: null,
      ipAllowlist: ['203.0.113.0/24', '2001:db8::/32'],
      apiVersion: '2026-11-01',
      ownerMemberId: null,
      createdBy: { type: 'credential', id: expect.stringMatching(/^key_/), name: 'First credential' },
      lastUsedAt: null,
      revokedAt: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const read = await admin.get(`/auth/credentials/${credential.id}`);
    expect(read.body).toEqual(credential);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(events.map(({ type, data }) => [type, data])).toEqual([['credential.created', { credential }]]);
    const row = (await auditOf(workspace)).at(-1)!;
    expect(row).toMatchObject({
      action: 'credential.create',
      actor: credential.createdBy,
      changes: { name: 'Billing sync' },
      requestId: answer.headers.get('woes-request-id'),
    });
    expect(JSON.stringify([events, row, await auditOf(workspace)])).not.toContain(secret);
  });

  test('sent again under its key gives the same secret, and one credential', async () => {
    const first = await expectRepeatable(
      workspace,
      (headers) => create({}, headers),
      (headers) => create({ name: 'Another' }, headers),
    );
    expect(first.body.secret).toMatch(/^woesk_/);
  });

  test('fifty at once under one key are one credential and one event', async () => {
    const events = await eventsOf(workspace, () => expectOneOfFifty((headers) => create({}, headers)));
    expect(events.map(({ type }) => type)).toEqual(['credential.created']);
  });

  test('the key of one credential says nothing to another', async () => {
    const [one, two] = [
      await workspace.withScopes('credentials:write', 'customers:read'),
      await workspace.withScopes('credentials:write', 'customers:read'),
    ];
    const key = { 'idempotency-key': 'shared-between-two' };
    const [a, b] = [await create({}, key, one), await create({}, key, two)];
    expect([a.status, b.status]).toEqual([201, 201]);
    expect(a.body.secret).not.toBe(b.body.secret);
  });

  test('names each field that does not fit', async () => {
    const problems = async (more: object) => fieldProblems(await create(more));
    expect(await problems({ secret: 'mine' })).toEqual(['body /secret unknown_field']);
    expect(await problems({ scopes: [] })).toEqual(['body /scopes too_small']);
    expect(await problems({ scopes: ['everything'] })).toEqual(['body /scopes/0 invalid_value']);
    expect(await problems({ name: 'a\u0000' })).toEqual(['body /name invalid_value']);
    expect(await problems({ name: 'x'.repeat(201) })).toEqual(['body /name too_big']);
    expect(await problems({ expiresAt: '2020-01-01T00:00:00Z' })).toEqual(['body /expiresAt invalid_value']);
    expect(await problems({ expiresAt: 'never' })).toEqual(['body /expiresAt invalid_type']);
    expect((await problems({ ipAllowlist: ['localhost'] })).length).toBe(1);
  });

  test.each(['10.0.0.0/33', '10.0.0', '300.1.1.1', 'abcd', '2001:db8::/129', '1.2.3.4/', '::g'])(
    'refuses %s, which would shut everybody out',
    async (range) => {
      expect((await create({ ipAllowlist: [range] })).status).toBe(400);
    },
  );
});

describe('reading', () => {
  test('pages completely, newest first, and filters by status without a secret in sight', async () => {
    const own = await createWorkspace();
    const made = [];
    for (let n = 0; n < 6; n++) made.push((await create({ name: `${n}` }, {}, own.admin)).body);
    await revoke(made[1].id, '', {}, own.admin);
    await revoke(made[4].id, '', {}, own.admin);
    const list = async (query: object = {}) =>
      (await allPages(own.admin, '/auth/credentials', { limit: 2, ...query })).map(({ name }) => name);
    expect(await list()).toEqual(['5', '4', '3', '2', '1', '0', 'First credential']);
    expect(await list({ status: 'revoked' })).toEqual(['4', '1']);
    expect(await list({ status: 'active' })).toEqual(['5', '3', '2', '0', 'First credential']);
    expect(await list({ status: 'expired' })).toEqual([]);
    const { text } = await own.admin.get('/auth/credentials', { limit: 100 });
    for (const { secret } of made) expect(text).not.toContain(secret);
    expect(text).not.toContain('woesk_');
    const { nextCursor: cursor } = (await own.admin.get('/auth/credentials', { limit: 2 })).body;
    for (const [actor, query] of [
      [admin, { cursor }],
      [own.admin, { cursor, status: 'active' }],
    ] as const)
      expectProblem(await actor.get('/auth/credentials', query), 400, 'invalid_cursor');
    expect(fieldProblems(await own.admin.get('/auth/credentials', { limit: 101 }))).toEqual([
      'query /limit too_big',
    ]);
  });

  test('needs its scope, and answers foreign ids like unknown ones', async () => {
    await expectScopeNeeded(workspace, 'credentials:read', (actor) => actor.get('/auth/credentials'));
    await expectScopeNeeded(workspace, 'credentials:read', (actor) =>
      actor.get(`/auth/credentials/${unknown}`),
    );
    const { body: theirs } = await create({}, {}, (await createWorkspace()).admin);
    await expectForeignUnknown((id) => admin.get(`/auth/credentials/${id}`), { foreign: theirs.id, unknown });
    await expectForeignUnknown((id) => revoke(id), { foreign: theirs.id, unknown });
  });
});

describe('revoking', () => {
  test('ends the key at once and is told in one event and one audit row', async () => {
    const { body: made } = await create({ scopes });
    const user = new RestActor(workspace.server, made.secret);
    expect((await user.get('/auth/me')).status).toBe(200);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await revoke(made.id, '?reason=leaked');
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: made.id, status: 'revoked', version: 2 });
    expect(answer.body.revokedAt).not.toBeNull();
    for (const path of ['/auth/me', '/conversations', '/events'])
      expectProblem(await user.get(path), 401, 'revoked_credentials');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'credential.revoked',
      resource: { type: 'credential', id: made.id, version: 2 },
      data: { credential: answer.body },
      changes: { status: { from: 'active', to: 'revoked' } },
    });
    expect((await auditOf(workspace)).at(-1)).toMatchObject({
      action: 'credential.revoke',
      changes: { reason: 'leaked' },
    });
  });

  test('again changes nothing and emits nothing', async () => {
    const { body: made } = await create();
    const first = await revoke(made.id);
    const rows = (await auditOf(workspace)).length;
    const events = await eventsOf(workspace, async () => {
      expect((await revoke(made.id)).body).toEqual(first.body);
    });
    expect(events).toEqual([]);
    expect(await auditOf(workspace)).toHaveLength(rows);
  });

  test('under one key is done once, by one or by fifty', async () => {
    const [{ body: one }, { body: two }, { body: three }] = [await create(), await create(), await create()];
    await expectRepeatable(
      workspace,
      (headers) => revoke(one.id, '', headers),
      (headers) => revoke(two.id, '', headers),
    );
    const events = await eventsOf(workspace, () =>
      expectOneOfFifty((headers) => revoke(three.id, '', headers)),
    );
    expect(events.map(({ type }) => type)).toEqual(['credential.revoked']);
  });

  test('needs its scope', () =>
    expectScopeNeeded(workspace, 'credentials:write', (actor) => revoke(unknown, '', {}, actor)));
});

test('are listed by a filter over what they are and may do', async () => {
  const own = await createWorkspace();
  const made = await create({ name: 'Sync', scopes: ['customers:read', 'messages:read'] }, {}, own.admin);
  await create({ name: 'Old', scopes: ['messages:read'], apiVersion: '2026-09-01' }, {}, own.admin);
  const list = async (filter: object) => {
    const { status, text, body } = await own.admin.get('/auth/credentials', {
      filter: JSON.stringify(filter),
    });
    expect(status, text).toBe(200);
    return body.data.map(({ name }: { name: string }) => name);
  };
  const scoped = { field: 'scopes', op: 'contains', value: 'customers:read' };
  expect(await list(scoped)).toEqual(['Sync', 'First credential']);
  expect(await list({ and: [scoped, { field: 'createdBy.type', op: 'eq', value: 'credential' }] })).toEqual([
    'Sync',
  ]);
  expect(await list({ field: 'apiVersion', op: 'eq', value: '2026-09-01' })).toEqual(['Old']);
  expect(await list({ field: 'id', op: 'eq', value: made.body.id })).toEqual(['Sync']);
  expect(await list({ field: 'lastUsedAt', op: 'is_set', value: false })).toContain('Old');
  const secret = { field: 'secret', op: 'is_set', value: true };
  const refused = await own.admin.get('/auth/credentials', { filter: JSON.stringify(secret) });
  expect(fieldProblems(refused)).toEqual(['query /filter/field invalid_value']);
});
