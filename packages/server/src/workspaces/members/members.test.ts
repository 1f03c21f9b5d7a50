import { beforeAll, describe, expect, test } from 'vitest';
import {
  actAs,
  addMember,
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectOneOfFifty,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  roleId,
  startTestServer,
  type TestWorkspace,
} from '../../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
let member: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
  member = await roleId(workspace, 'member');
});

let count = 0;
const newEmail = () => `someone-${++count}@example.com`;
const invite = (body: object = {}, actor = admin, headers = {}) =>
  actor.post('/members', { email: newEmail(), roleId: member, ...body }, headers);
const accept = (invitationToken: string, more: object = {}, headers = {}) =>
  admin.post('/invitations/accept', { invitationToken, ...more }, headers);
const move = (id: string, to: 'suspend' | 'reinstate', body: object = {}, actor = admin) =>
  actor.post(`/members/${id}/${to}`, body);

describe('an invitation', () => {
  test('is told with its token once, and makes a member of whoever accepts it', async () => {
    const { body: team } = await admin.put('/teams/support', {});
    const events = await eventsOf(workspace, async () => {
      const invited = await invite({ name: 'Ada', teamIds: [team.id] });
      expect(invited.status).toBe(201);
      const { invitationToken, ...shown } = invited.body;
      expect(invitationToken).toMatch(/^woesm_[0-9A-Za-z]{38}$/);
      expect(shown).toMatchObject({
        name: 'Ada',
        role: { key: 'member' },
        teams: [{ id: team.id, key: 'support' }],
        status: 'invited',
        availability: 'offline',
        joinedAt: null,
        version: 1,
      });
      expect((await admin.get(`/members/${shown.id}`)).body).toEqual(shown);
      const accepted = await accept(invitationToken, { name: 'Ada L.' });
      expect(accepted.body).toMatchObject({
        id: shown.id,
        name: 'Ada L.',
        status: 'active',
        inviteExpiresAt: null,
        joinedAt: expect.any(String),
        version: 2,
      });
    });
    expect(events.map(({ type }) => type)).toEqual(['team.updated', 'member.invited', 'member.joined']);
    expect(JSON.stringify([events, await auditOf(workspace)])).not.toContain('woesm_');
    expect((await auditOf(workspace)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['member.invite', 'member.join']),
    );
  });

  test('is accepted once, also by fifty at once, and a used token is as unknown as any other', async () => {
    const { invitationToken } = (await invite()).body;
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(invitationToken)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const used = answers.find(({ status }) => status !== 201)!;
    expectProblem(used, 401, 'invalid_credentials');
    const bytes = ({ text }: { text: string }) => text.replace(/req_\w+/, '');
    for (const token of [`woesm_${'0'.repeat(38)}`, 'x', admin.key])
      expect(bytes(await accept(token))).toBe(bytes(used));
    const again = (await invite()).body.invitationToken;
    await expectOneOfFifty((headers) => accept(again, {}, headers));
  });

  test('of an address that is invited already is renewed: the token before works no more', async () => {
    const email = newEmail();
    const first = (await invite({ email })).body;
    const second = (await invite({ email: email.toUpperCase(), roleId: await roleId(workspace, 'viewer') }))
      .body;
    expect(second).toMatchObject({ id: first.id, email, role: { key: 'viewer' }, version: 2 });
    expectProblem(await accept(first.invitationToken), 401, 'invalid_credentials');
    expect((await accept(second.invitationToken)).status).toBe(201);
    expectProblem(await invite({ email }), 409, 'already_exists', {
      field: 'email',
      conflictingResource: { type: 'member', id: first.id },
    });
  });

  test('made twice at once for one address is one member', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 6 }, () => invite({ email })));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const results = await Promise.all(answers.map(({ body }) => accept(body.invitationToken)));
    expect(results.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  test('ends by the clock', async () => {
    const server = await startTestServer();
    const own = await createWorkspace(server);
    const { invitationToken } = (
      await invite({ roleId: await roleId(own, 'viewer'), expiresInDays: 1 }, own.admin)
    ).body;
    server.clock.advance(24 * 3600 * 1000);
    expectProblem(
      await own.admin.post('/invitations/accept', { invitationToken }),
      401,
      'expired_credentials',
    );
    await server.stop();
  });

  test('is guessed at no more often than a key', async () => {
    const server = await startTestServer({ WOES_LIMIT_AUTH_FAIL: '3/60' });
    const own = await createWorkspace(server);
    const guess = () => own.admin.post('/invitations/accept', { invitationToken: `woesm_${'0'.repeat(38)}` });
    for (let n = 0; n < 3; n++) expectProblem(await guess(), 401, 'invalid_credentials');
    expectProblem(await guess(), 429, 'rate_limited', { policy: 'auth-fail' });
    await server.stop();
  });

  test('opens nothing as a key', async () => {
    const { invitationToken } = (await invite()).body;
    const answer = await admin.send('GET', '/auth/me', {
      headers: { authorization: `Bearer ${invitationToken}` },
    });
    expectProblem(answer, 401, 'invalid_credentials');
  });
});

describe('the status of a member', () => {
  const inStatus: Record<string, (own: TestWorkspace) => Promise<any>> = {
    invited: async (own) => (await invite({ roleId: await roleId(own, 'member') }, own.admin)).body,
    active: (own) => addMember(own),
    suspended: async (own) => (await move((await addMember(own)).id, 'suspend', {}, own.admin)).body,
    removed: async (own) => (await own.admin.delete(`/members/${(await addMember(own)).id}`)).body,
  };
  /** What each move makes of each status: another one, nothing new, or a refusal. */
  const table: Record<string, Record<string, string>> = {
    suspend: { invited: 'illegal', active: 'suspended', suspended: 'noop', removed: 'illegal' },
    reinstate: { invited: 'illegal', active: 'noop', suspended: 'active', removed: 'illegal' },
    remove: { invited: 'removed', active: 'removed', suspended: 'removed', removed: 'noop' },
    update: { invited: 'changed', active: 'changed', suspended: 'changed', removed: 'conflict' },
  };
  const moves: Record<string, (id: string) => Promise<any>> = {
    suspend: (id) => move(id, 'suspend'),
    reinstate: (id) => move(id, 'reinstate'),
    remove: (id) => admin.delete(`/members/${id}`),
    update: (id) => admin.patch(`/members/${id}`, { name: 'Changed' }),
  };
  const cases = Object.entries(table).flatMap(([name, outcomes]) =>
    Object.entries(outcomes).map(([status, outcome]) => [name, status, outcome] as const),
  );

  test.each(cases)('%s of who is %s: %s', async (name, status, outcome) => {
    const before = await inStatus[status]!(workspace);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await moves[name]!(before.id);
    });
    if (outcome === 'illegal')
      expectProblem(answer, 409, 'illegal_transition', { from: status, allowedTransitions: [] });
    else if (outcome === 'conflict') expectProblem(answer, 409, 'state_conflict');
    else expect(answer.status, answer.text).toBe(200);
    expect(events.length > 0).toBe(!['illegal', 'conflict', 'noop'].includes(outcome));
    if (['suspended', 'active', 'removed'].includes(outcome)) {
      expect(answer.body.status).toBe(outcome);
      expect(events.at(-1)).toMatchObject({ changes: { status: { from: status, to: outcome } } });
    }
  });
});

describe('the last active owner', () => {
  test('cannot be removed, suspended or demoted, and with a second one can', async () => {
    const own = await createWorkspace();
    const owner = await addMember(own, 'owner');
    await invite({ roleId: await roleId(own, 'owner') }, own.admin);
    const viewer = await roleId(own, 'viewer');
    for (const answer of [
      await own.admin.delete(`/members/${owner.id}`),
      await move(owner.id, 'suspend', {}, own.admin),
      await own.admin.patch(`/members/${owner.id}`, { roleId: viewer }),
    ])
      expectProblem(answer, 409, 'state_conflict', { reason: 'last_owner' });
    await addMember(own, 'owner');
    expect((await own.admin.patch(`/members/${owner.id}`, { roleId: viewer })).body.role.key).toBe('viewer');
  });

  test('is still there when all owners are ended at once in different ways', async () => {
    for (let round = 0; round < 4; round++) {
      const own = await createWorkspace();
      const viewer = await roleId(own, 'viewer');
      const owners = [];
      for (let n = 0; n < 6; n++) owners.push(await addMember(own, 'owner'));
      const ways = [
        (id: string) => own.admin.delete(`/members/${id}`),
        (id: string) => move(id, 'suspend', {}, own.admin),
        (id: string) => own.admin.patch(`/members/${id}`, { roleId: viewer }),
      ];
      const answers = await Promise.all(owners.map(({ id }, n) => ways[(n + round) % 3]!(id)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
      expectProblem(answers.find(({ status }) => status !== 200)!, 409, 'state_conflict');
      const left = await allPages(own.admin, '/members', { status: 'active', roleId: owners[0].role.id });
      expect(left).toHaveLength(1);
    }
  });
});

describe('nobody changes who may do more', () => {
  test('an admin makes no owner, and neither changes nor removes one', async () => {
    const own = await createWorkspace();
    const owners = [await addMember(own, 'owner'), await addMember(own, 'owner')];
    const actor = await actAs(own, (await addMember(own, 'admin')).id);
    const beyond = { missingScopes: ['owners:write'] };
    for (const answer of [
      await invite({ roleId: await roleId(own, 'owner') }, actor),
      await actor.patch(`/members/${(await addMember(own)).id}`, { roleId: await roleId(own, 'owner') }),
      await actor.patch(`/members/${owners[0].id}`, { roleId: await roleId(own, 'viewer') }),
      await move(owners[0].id, 'suspend', {}, actor),
      await actor.delete(`/members/${owners[0].id}`),
    ])
      expectProblem(answer, 403, 'insufficient_scope', beyond);
    expect((await invite({ roleId: await roleId(own, 'admin') }, actor)).status).toBe(201);
  });

  test('who may only manage members gives no role that reaches further', async () => {
    const actor = await workspace.withScopes('members:write', 'workspace:read');
    expectProblem(await invite({}, actor), 403, 'insufficient_scope');
    const { body: small } = await admin.post('/roles', { name: 'Small', permissions: ['workspace:read'] });
    expect((await invite({ roleId: small.id }, actor)).status).toBe(201);
    expectProblem(
      await move((await addMember(workspace)).id, 'suspend', {}, actor),
      403,
      'insufficient_scope',
    );
  });
});

describe('changing', () => {
  test('tells the difference in one event, and nothing when there is none', async () => {
    const before = await addMember(workspace);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await admin.patch(`/members/${before.id}`, {
        availability: 'online',
        capacity: 5,
        name: 'Named',
      });
      for (const body of [{}, { capacity: 5 }, { roleId: before.role.id }, { teamIds: [] }])
        expect((await admin.patch(`/members/${before.id}`, body)).body).toEqual(answer.body);
    });
    expect(events).toHaveLength(1);
    expect(events[0]!.changes).toEqual({
      availability: { from: 'offline', to: 'online' },
      capacity: { from: null, to: 5 },
      name: { from: null, to: 'Named' },
    });
    const cleared = await admin.patch(`/members/${before.id}`, { capacity: null, name: null });
    expect(cleared.body).toMatchObject({ capacity: null, name: null, version: 4 });
  });

  test('moves between teams, which tell it', async () => {
    const { id } = await addMember(workspace);
    const [a, b] = [(await admin.put('/teams/a', {})).body, (await admin.put('/teams/b', {})).body];
    await admin.patch(`/members/${id}`, { teamIds: [a.id] });
    const events = await eventsOf(workspace, async () => {
      const { body } = await admin.patch(`/members/${id}`, { teamIds: [b.id, b.id] });
      expect(body.teams).toEqual([{ id: b.id, key: 'b', name: 'b' }]);
    });
    expect(events.map(({ type, data }) => [type, data.team.key, data.team.members.length])).toEqual([
      ['team.updated', 'a', 0],
      ['team.updated', 'b', 1],
    ]);
    expectProblem(
      await admin.patch(`/members/${id}`, { teamIds: [`team_${'0'.repeat(26)}`] }),
      422,
      'reference_not_usable',
      {
        field: 'teamIds',
      },
    );
  });

  test('from a version that has passed is refused', async () => {
    const { id, version } = await addMember(workspace);
    await expectOneEditor(
      (n, how) =>
        admin.patch(
          `/members/${id}`,
          { capacity: n, ...(how.version ? { expectedVersion: how.version } : {}) },
          how.headers,
        ),
      version,
    );
  });
});

describe('removing', () => {
  test('ends credentials, teams and invitation, and the address can be invited again', async () => {
    const own = await createWorkspace();
    const { id, email } = await addMember(own, 'admin');
    const actor = await actAs(own, id);
    const { body: team } = await own.admin.put('/teams/support', { memberIds: { add: [id] } });
    expect(team.members).toHaveLength(1);
    const events = await eventsOf(own, async () => {
      const dry = await own.admin.delete(`/members/${id}?dryRun=true`);
      expect(dry.body).toMatchObject({
        status: 'active',
        effects: { conversations: 0, issues: 0, automations: 0, macros: 0 },
      });
    });
    expect(events).toEqual([]);
    expect((await actor.get('/auth/me')).status).toBe(200);
    const told = await eventsOf(own, () => own.admin.delete(`/members/${id}?reason=left`));
    expect(told.map(({ type }) => type)).toEqual(['team.updated', 'credential.revoked', 'member.removed']);
    expectProblem(await actor.get('/auth/me'), 401, 'revoked_credentials');
    expect((await own.admin.get('/teams/support')).body.members).toEqual([]);
    expect((await own.admin.get(`/auth/credentials/${actor.id}`)).body).toMatchObject({
      status: 'revoked',
      ownerMemberId: id,
    });
    const again = await own.admin.post('/members', { email, roleId: await roleId(own, 'viewer') });
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(id);
    const { invitationToken } = again.body;
    await own.admin.delete(`/members/${again.body.id}`);
    expectProblem(
      await own.admin.post('/invitations/accept', { invitationToken }),
      401,
      'invalid_credentials',
    );
  });

  test('hands over to an active member or a team, and to nobody else', async () => {
    const { id } = await addMember(workspace);
    const suspended = (await move((await addMember(workspace)).id, 'suspend')).body.id;
    for (const to of [suspended, `mem_${'0'.repeat(26)}`, `team_${'0'.repeat(26)}`])
      expectProblem(await admin.delete(`/members/${id}?reassignTo=${to}`), 422, 'reference_not_usable', {
        field: 'reassignTo',
      });
    expect(fieldProblems(await admin.delete(`/members/${id}?reassignTo=${id}`))).toEqual([
      'body /reassignTo invalid_value',
    ]);
    const to = (await addMember(workspace)).id;
    expect((await admin.delete(`/members/${id}?reassignTo=${to}`)).body.status).toBe('removed');
  });
});

test('the list is narrowed by role, team, status, availability and address', async () => {
  const own = await createWorkspace();
  const [first, second, third] = [await addMember(own, 'viewer'), await addMember(own), await addMember(own)];
  const { body: team } = await own.admin.put('/teams/support', { memberIds: { add: [second.id, third.id] } });
  await own.admin.patch(`/members/${third.id}`, { availability: 'away' });
  await move(first.id, 'suspend', {}, own.admin);
  const ids = async (query: object) =>
    (await allPages(own.admin, '/members', { limit: 1, sort: 'created_at', ...query })).map(({ id }) => id);
  expect(await ids({})).toEqual([first.id, second.id, third.id]);
  expect(await ids({ roleId: first.role.id })).toEqual([first.id]);
  expect(await ids({ teamId: team.id })).toEqual([second.id, third.id]);
  expect(await ids({ teamId: team.id, availability: 'away' })).toEqual([third.id]);
  expect(await ids({ status: 'suspended' })).toEqual([first.id]);
  expect(await ids({ email: second.email.toUpperCase() })).toEqual([second.id]);
});

test('a member of another workspace is like one that does not exist', async () => {
  const other = await createWorkspace();
  const foreign = (await addMember(other)).id;
  const unknown = `mem_${'0'.repeat(26)}`;
  for (const ask of [
    (id: string) => admin.get(`/members/${id}`),
    (id: string) => admin.patch(`/members/${id}`, { name: 'X' }),
    (id: string) => move(id, 'suspend'),
    (id: string) => admin.delete(`/members/${id}`),
  ])
    await expectForeignUnknown(ask, { foreign, unknown });
});

test('reading and writing need their scopes', async () => {
  const { id } = await addMember(workspace);
  await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/members'));
  for (const ask of [
    (actor: RestActor) => invite({}, actor),
    (actor: RestActor) => actor.patch(`/members/${id}`, { name: 'X' }),
    (actor: RestActor) => move(id, 'suspend', {}, actor),
    (actor: RestActor) => actor.delete(`/members/${id}`),
  ])
    await expectScopeNeeded(workspace, 'members:write', ask);
});
