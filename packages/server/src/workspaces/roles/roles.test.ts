import { beforeAll, describe, expect, test } from 'vitest';
import { scopes, scopeTable } from '../../contract/scopes.ts';
import {
  actAs,
  addMember,
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectForeignUnknown,
  expectOneEditor,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  roleId,
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
  actor.post(
    '/roles',
    { name: 'Role', key: `role-${++count}`, permissions: ['customers:read'], ...body },
    headers,
  );
const patch = (id: string, body: object, actor = admin, headers = {}) =>
  actor.patch(`/roles/${id}`, body, headers);

describe('the built-in roles', () => {
  test('are there from the start, and each may do more than the next', async () => {
    const own = await createWorkspace();
    const roles = await allPages(own.admin, '/roles', { sort: 'created_at', limit: 1 });
    expect(roles.map(({ key, system, memberCount }) => [key, system, memberCount])).toEqual([
      ['owner', true, 0],
      ['admin', true, 0],
      ['member', true, 0],
      ['viewer', true, 0],
    ]);
    const [owner, ...others] = roles.map(({ permissions }) => permissions);
    expect(owner).toEqual(scopes);
    let wider = new Set(owner);
    for (const permissions of others) {
      for (const permission of permissions) expect(wider).toContain(permission);
      expect(permissions.length).toBeLessThan(wider.size);
      wider = new Set(permissions);
    }
    for (const permission of wider as Set<keyof typeof scopeTable>) {
      expect(permission).toMatch(/:read$/);
      expect(scopeTable[permission].sensitive).toBe(false);
    }
  });

  test('never change and never go', async () => {
    for (const key of ['owner', 'admin', 'member', 'viewer']) {
      const id = await roleId(workspace, key);
      expectProblem(await patch(id, { name: 'Other' }), 409, 'state_conflict');
      expectProblem(await patch(id, { permissions: { add: ['members:write'] } }), 409, 'state_conflict');
      expectProblem(await admin.delete(`/roles/${id}`), 409, 'state_conflict');
    }
  });
});

describe('creating', () => {
  test('gives a role with a key made of its name, audited and told', async () => {
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await admin.post('/roles', {
        name: 'Añalyst, EU 2',
        permissions: ['customers:read', 'workspace:read', 'customers:read'],
      });
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      key: 'analyst_eu_2',
      name: 'Añalyst, EU 2',
      system: false,
      permissions: ['workspace:read', 'customers:read'],
      memberCount: 0,
      version: 1,
    });
    expect(events).toMatchObject([{ type: 'role.created', data: { role: answer.body } }]);
    expect((await auditOf(workspace)).at(-1)).toMatchObject({ action: 'role.create' });
  });

  test('takes a key once, also when many ask at once, and says when it needs one', async () => {
    const key = `role-${++count}`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ key })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expectProblem(answers.find(({ status }) => status === 409)!, 409, 'already_exists', { field: 'key' });
    expectProblem(await create({ key: 'owner' }), 409, 'already_exists');
    expect(fieldProblems(await admin.post('/roles', { name: '役割', permissions: [] }))).toEqual([
      'body /key required',
    ]);
    expect(fieldProblems(await create({ permissions: ['everything'] }))).toEqual([
      'body /permissions/0 invalid_value',
    ]);
  });

  test('is done once under its key', async () => {
    const key = `role-${++count}`;
    await expectRepeatable(
      workspace,
      (headers) => create({ key }, admin, headers),
      (headers) => create({ key, name: 'Other' }, admin, headers),
    );
  });
});

describe('nobody gives a role more than he holds', () => {
  test('neither by making nor by changing one', async () => {
    const actor = await workspace.withScopes('members:write', 'customers:read');
    const beyond = { missingScopes: ['customers:write'] };
    expectProblem(
      await create({ permissions: ['customers:write'] }, actor),
      403,
      'insufficient_scope',
      beyond,
    );
    const { body: role } = await create({}, actor);
    const add = { permissions: { add: ['customers:write'] } };
    expectProblem(await patch(role.id, add, actor), 403, 'insufficient_scope', beyond);
    expect((await patch(role.id, add)).status).toBe(200);
    const remove = { permissions: { remove: ['customers:write'] } };
    expectProblem(await patch(role.id, remove, actor), 403, 'insufficient_scope', beyond);
    expectProblem(await actor.delete(`/roles/${role.id}`), 403, 'insufficient_scope', beyond);
  });

  test('nor to himself, through the role that he has', async () => {
    const own = await createWorkspace();
    const { body: role } = await create({ permissions: ['members:write', 'customers:read'] }, own.admin);
    const actor = await actAs(own, (await addMember(own, role.id)).id);
    expectProblem(
      await patch(role.id, { permissions: { add: ['customers:write'] } }, actor),
      403,
      'insufficient_scope',
    );
    expect((await patch(role.id, { permissions: { remove: ['customers:read'] } }, actor)).status).toBe(200);
    expectProblem(
      await patch(role.id, { permissions: { add: ['customers:read'] } }, actor),
      403,
      'insufficient_scope',
    );
  });
});

describe('changing', () => {
  test('tells the difference in one event, and nothing when there is none', async () => {
    const { body: before } = await create();
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(before.id, {
        name: 'New',
        permissions: { add: ['workspace:read'], remove: ['customers:read'] },
      });
      for (const body of [{}, { name: 'New' }, { permissions: { add: ['workspace:read'] } }])
        expect((await patch(before.id, body)).body).toEqual(answer.body);
    });
    expect(answer.body).toEqual({
      ...before,
      name: 'New',
      permissions: ['workspace:read'],
      version: 2,
      updatedAt: answer.body.updatedAt,
    });
    expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
      ['role.updated', ['name', 'permissions']],
    ]);
  });

  test('from a version that has passed is refused', async () => {
    const { body } = await create();
    await expectOneEditor(
      (n, { version, headers }) =>
        patch(
          body.id,
          { name: `Edit ${n}`, ...(version ? { expectedVersion: version } : {}) },
          admin,
          headers,
        ),
      1,
    );
  });
});

describe('deleting', () => {
  test('gives members another role, and tells of each', async () => {
    const { body: role } = await create();
    const members = [await addMember(workspace, role.id), await addMember(workspace, role.id)];
    expect((await allPages(admin, '/roles')).find(({ id }) => id === role.id).memberCount).toBe(2);
    expectProblem(await admin.delete(`/roles/${role.id}`), 409, 'state_conflict', { members: 2 });
    const replaceWith = await roleId(workspace, 'viewer');
    const quiet = await eventsOf(workspace, async () => {
      const dry = await admin.delete(`/roles/${role.id}?replaceWith=${replaceWith}&dryRun=true`);
      expect(dry.body).toEqual({ id: role.id, deleted: false, effects: { members: 2 } });
    });
    expect(quiet).toEqual([]);
    const events = await eventsOf(workspace, async () => {
      const { body } = await admin.delete(`/roles/${role.id}?replaceWith=${replaceWith}`);
      expect(body).toEqual({ id: role.id, deleted: true, effects: { members: 2 } });
    });
    expect(events.map(({ type }) => type)).toEqual(['member.updated', 'member.updated', 'role.deleted']);
    for (const { id } of members)
      expect((await admin.get(`/members/${id}`)).body).toMatchObject({ role: { key: 'viewer' }, version: 3 });
    expectProblem(await admin.delete(`/roles/${role.id}`), 404, 'not_found');
  });

  test('needs nobody in its place when only removed members had it', async () => {
    const { body: role } = await create();
    const { id } = await addMember(workspace, role.id);
    await admin.delete(`/members/${id}`);
    expect((await admin.delete(`/roles/${role.id}`)).body.deleted).toBe(true);
    expect((await admin.get(`/members/${id}`)).body.role.key).toBe('viewer');
  });

  test('and giving the role at once leaves nobody without one', async () => {
    for (let round = 0; round < 4; round++) {
      const { body: role } = await create();
      const { id } = await addMember(workspace);
      const [gone, given] = await Promise.all([
        admin.delete(`/roles/${role.id}`),
        admin.patch(`/members/${id}`, { roleId: role.id }),
      ]);
      expect([
        [200, 422],
        [409, 200],
      ]).toContainEqual([gone.status, given.status]);
      expect((await admin.get(`/members/${id}`)).body.role.id).toBeTruthy();
    }
  });

  test('refuses a role in its place that is itself, or nobody’s', async () => {
    const { body: role } = await create();
    expect(fieldProblems(await admin.delete(`/roles/${role.id}?replaceWith=${role.id}`))).toEqual([
      'body /replaceWith invalid_value',
    ]);
    const other = await createWorkspace();
    const foreign = await roleId(other, 'viewer');
    for (const id of [foreign, `rol_${'0'.repeat(26)}`])
      expectProblem(await admin.delete(`/roles/${role.id}?replaceWith=${id}`), 422, 'reference_not_usable');
    await expectForeignUnknown((id) => admin.delete(`/roles/${id}`), {
      foreign,
      unknown: `rol_${'0'.repeat(26)}`,
    });
  });
});

test('reading and writing need their scopes', async () => {
  const { body: role } = await create();
  await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/roles'));
  for (const ask of [
    (actor: RestActor) => create({}, actor),
    (actor: RestActor) => patch(role.id, { name: 'X' }, actor),
    (actor: RestActor) => actor.delete(`/roles/${role.id}`),
  ])
    await expectScopeNeeded(workspace, 'members:write', ask);
});
