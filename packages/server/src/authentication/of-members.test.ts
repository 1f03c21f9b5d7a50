import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../contract/scopes.ts';
import {
  RestActor as Actor,
  actAs,
  addMember,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  fieldProblems,
  lend,
  openStream,
  type RestActor,
  roleId,
  startTestServer,
  type TestWorkspace,
} from '../testing/index.ts';

/** Credentials that act in the name of a member: role and scopes both bound them, at each call. */
let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const mint = (actor: RestActor, more: object = {}) =>
  actor.post('/auth/credentials', { name: 'Minted', scopes: ['customers:read'], ...more });

describe('a credential of a member', () => {
  test('may do what its scopes and the role both allow', async () => {
    const viewer = await addMember(workspace, 'viewer');
    const actor = await actAs(workspace, viewer.id, ['customers:read', 'customers:write', 'workspace:read']);
    const { body } = await actor.get('/auth/me');
    expect(body).toMatchObject({
      credential: {
        ownerMemberId: viewer.id,
        scopes: ['customers:read', 'customers:write', 'workspace:read'],
      },
      member: { id: viewer.id, role: { key: 'viewer' } },
      scopes: ['customers:read', 'workspace:read'],
    });
    expect((await actor.get('/customers')).status).toBe(200);
    expectProblem(await actor.put('/customers/by-external-id/x', {}), 403, 'insufficient_scope', {
      missingScope: 'customers:write',
    });
    expectProblem(await actor.get('/conversations'), 403, 'insufficient_scope', {
      missingScope: 'conversations:read',
    });
    expect((await admin.get('/auth/me')).body.member).toBeNull();
  });

  test('acts as the member, in events, messages and the audit log', async () => {
    const { id } = await addMember(workspace, 'owner');
    await admin.patch(`/members/${id}`, { name: 'Ada' });
    const actor = await actAs(workspace, id);
    const by = { type: 'member', id, name: 'Ada' };
    const conversation = await createConversation(workspace);
    const events = await eventsOf(workspace, async () => {
      const sent = await actor.post(`/conversations/${conversation.id}/messages`, {
        body: { text: 'Hello.' },
      });
      expect(sent.body.author).toEqual(by);
      await actor.post('/roles', { name: 'By Ada', permissions: [] });
    });
    for (const event of events) expect(event.actor).toEqual(by);
    const { data } = (await admin.get('/audit-log', { actor: id })).body;
    expect(data).toMatchObject([{ action: 'role.create', actor: by, credentialId: actor.id }]);
  });
});

describe('a change of the member counts at the next call', () => {
  test('another role, a changed role, a suspension and its end', async () => {
    const { body: role } = await admin.post('/roles', { name: 'Reader', permissions: ['customers:read'] });
    const { id } = await addMember(workspace, role.id);
    const actor = await actAs(workspace, id);
    const [customers, channels] = [() => actor.get('/customers'), () => actor.get('/channels')];
    const seen = async () => [(await customers()).status, (await channels()).status];
    expect(await seen()).toEqual([200, 403]);
    await admin.patch(`/roles/${role.id}`, {
      permissions: { add: ['channels:read'], remove: ['customers:read'] },
    });
    expect(await seen()).toEqual([403, 200]);
    await admin.patch(`/members/${id}`, { roleId: await roleId(workspace, 'viewer') });
    expect(await seen()).toEqual([200, 200]);
    await admin.post(`/members/${id}/suspend`, {});
    expectProblem(await customers(), 401, 'revoked_credentials');
    await admin.post(`/members/${id}/reinstate`, {});
    expect(await seen()).toEqual([200, 200]);
    await admin.patch(`/members/${id}`, { roleId: role.id });
    await admin.delete(`/roles/${role.id}?replaceWith=${await roleId(workspace, 'viewer')}`);
    expect(await seen()).toEqual([200, 200]);
  });

  test('ends streams that are open', async () => {
    const { id } = await addMember(workspace, 'viewer');
    const actor = await actAs(workspace, id);
    const stream = await openStream(workspace.server, '/api/v1/events/stream', {
      authorization: `Bearer ${actor.key}`,
    });
    await admin.post(`/members/${id}/suspend`, {});
    await stream.ended;
  });

  test('within 30 seconds in another process', async () => {
    const here = await startTestServer();
    const there = await startTestServer({}, lend(here.services.engine));
    const own = await createWorkspace(here);
    const { id } = await addMember(own, 'viewer');
    const actor = await actAs(own, id);
    const elsewhere = new Actor(there, actor.key);
    expect((await elsewhere.get('/customers')).status).toBe(200);
    await own.admin.post(`/members/${id}/suspend`, {});
    expectProblem(await actor.get('/customers'), 401, 'revoked_credentials');
    there.clock.advance(30_001);
    expectProblem(await elsewhere.get('/customers'), 401, 'revoked_credentials');
    await there.stop();
    await here.stop();
  });
});

describe('it can never make one that goes beyond itself', () => {
  let actor: RestActor & { id: string };
  let memberId: string;
  beforeAll(async () => {
    memberId = (await addMember(workspace, 'admin')).id;
    actor = await actAs(workspace, memberId);
  });

  test('what it makes is of the same member, and may do what the role allows', async () => {
    expect((await mint(actor)).body.ownerMemberId).toBe(memberId);
    const other = (await addMember(workspace, 'viewer')).id;
    expect(fieldProblems(await mint(actor, { ownerMemberId: other }))).toEqual([
      'body /ownerMemberId invalid_value',
    ]);
    expectProblem(await mint(actor, { scopes: ['owners:write'] }), 403, 'insufficient_scope', {
      missingScope: 'owners:write',
    });
  });

  test('it neither widens nor takes over one that is nobody’s', async () => {
    const { body: free } = await mint(admin, { scopes: ['customers:read', 'customers:write'] });
    const change = (body: object) => actor.patch(`/auth/credentials/${free.id}`, body);
    for (const answer of [
      await change({ scopes: ['customers:read', 'customers:write', 'channels:read'] }),
      await change({ expiresAt: '2027-01-01T00:00:00.000Z' }),
      await actor.post(`/auth/credentials/${free.id}/rotate`, {}),
    ])
      expect(fieldProblems(answer)).toEqual(['body /ownerMemberId invalid_value']);
    expect((await change({ scopes: ['customers:read'] })).status).toBe(200);
    expect((await actor.delete(`/auth/credentials/${free.id}`)).body.status).toBe('revoked');
    const { body: own } = await mint(actor);
    expect((await actor.post(`/auth/credentials/${own.id}/rotate`, {})).status).toBe(200);
  });

  test('nobody makes one of a member who is not active', async () => {
    const { id } = await addMember(workspace, 'viewer');
    await admin.post(`/members/${id}/suspend`, {});
    for (const ownerMemberId of [id, `mem_${'0'.repeat(26)}`])
      expectProblem(await mint(admin, { ownerMemberId }), 422, 'reference_not_usable', {
        field: 'ownerMemberId',
      });
  });
});

describe('with a cache that many calls fill while the role changes', () => {
  let own: TestWorkspace;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const server = await startTestServer();
    own = await createWorkspace(server);
    stop = () => server.stop();
  });
  afterAll(() => stop());

  test('no call after the change has what the role had before', async () => {
    const { body: role } = await own.admin.post('/roles', { name: 'Some', permissions: ['customers:read'] });
    for (let round = 0; round < 5; round++) {
      const actor = await actAs(own, (await addMember(own, role.id)).id, scopes);
      await own.admin.patch(`/roles/${role.id}`, { permissions: { add: ['customers:read'] } });
      const [, change] = await Promise.all([
        Promise.all(Array.from({ length: 20 }, () => actor.get('/customers'))),
        own.admin.patch(`/roles/${role.id}`, { permissions: { remove: ['customers:read'] } }),
      ]);
      expect(change.status).toBe(200);
      expectProblem(await actor.get('/customers'), 403, 'insufficient_scope');
    }
  });
});
