import { beforeAll, describe, expect, test } from 'vitest';
import {
  addMember,
  allPages,
  auditOf,
  createWorkspace,
  eventsOf,
  expectOneEditor,
  expectOneOfFifty,
  expectProblem,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  inCall,
  type RestActor,
  type TestWorkspace,
} from '../../testing/index.ts';
import { assertMember, assertTeam, findTeam, teamMembers } from '../index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const newKey = () => `team-${++count}`;
const upsert = (key: string, body: object = {}, headers = {}, actor = admin) =>
  actor.put(`/teams/${key}`, body, headers);

describe('upserting', () => {
  test('creates, then changes what differs, then does nothing', async () => {
    const key = newKey();
    const [a, b] = [await addMember(workspace), await addMember(workspace)];
    let created: any;
    const events = await eventsOf(workspace, async () => {
      created = await upsert(key, { memberIds: { add: [b.id, a.id, a.id] } });
    });
    expect(created.body).toEqual({
      id: expect.stringMatching(/^team_/),
      key,
      name: key,
      members: [a, b].map(({ id, name, status, availability, capacity }) => ({
        id,
        name,
        status,
        availability,
        capacity,
      })),
      assignmentPolicy: {
        strategy: 'manual',
        maxOpenPerMember: null,
        onlyOnline: false,
        respectBusinessHours: false,
      },
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      result: 'created',
    });
    const { result: _, ...team } = created.body;
    expect(events).toMatchObject([{ type: 'team.created', data: { team } }]);
    expect((await admin.get(`/teams/${key}`)).body).toEqual(team);

    const told = await eventsOf(workspace, async () => {
      const { body } = await upsert(key, {
        name: 'Named',
        memberIds: { remove: [a.id] },
        assignmentPolicy: { strategy: 'least_loaded', maxOpenPerMember: 5 },
      });
      expect(body).toMatchObject({
        result: 'updated',
        name: 'Named',
        members: [{ id: b.id }],
        assignmentPolicy: { strategy: 'least_loaded', maxOpenPerMember: 5, onlyOnline: false },
        version: 2,
      });
      for (const again of [{}, { name: 'Named', memberIds: { add: [b.id], remove: [a.id] } }])
        expect((await upsert(key, again)).body).toEqual({ ...body, result: 'noop' });
    });
    expect(told).toHaveLength(1);
    expect(Object.keys(told[0]!.changes).sort()).toEqual(['assignmentPolicy', 'members', 'name']);
    expect((await auditOf(workspace)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['team.create', 'team.update']),
    );
  });

  test('many at once make one team, and each member that one of them adds is in it', async () => {
    const key = newKey();
    const people: string[] = [];
    for (let n = 0; n < 4; n++) people.push((await addMember(workspace)).id);
    const events = await eventsOf(workspace, async () => {
      const answers = await Promise.all(people.map((id) => upsert(key, { memberIds: { add: [id] } })));
      expect(answers.map(({ body }) => body.result).sort()).toEqual([
        'created',
        'updated',
        'updated',
        'updated',
      ]);
    });
    expect(events.map(({ type }) => type).filter((type) => type === 'team.created')).toHaveLength(1);
    const { body } = await admin.get(`/teams/${key}`);
    expect(body.members.map(({ id }: any) => id).sort()).toEqual([...people].sort());
  });

  test('and members that move between teams at once do not wait for each other for ever', async () => {
    const [a, b] = [(await upsert(newKey())).body, (await upsert(newKey())).body];
    const people: string[] = [];
    for (let n = 0; n < 4; n++) people.push((await addMember(workspace)).id);
    const answers = await Promise.all(
      people.flatMap((id, n) => [
        admin.patch(`/members/${id}`, { teamIds: n % 2 ? [a.id, b.id] : [b.id] }),
        upsert(a.key, { memberIds: { add: [id] } }),
        upsert(b.key, { memberIds: { remove: [id] } }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  test('with an expected version creates nothing, and takes one editor', async () => {
    expectProblem(await upsert(newKey(), {}, { 'if-match': '"1"' }), 404, 'not_found');
    const key = newKey();
    await upsert(key);
    await expectOneEditor(
      (n, { version, headers }) =>
        upsert(key, { name: `Edit ${n}`, ...(version ? { expectedVersion: version } : {}) }, headers),
      1,
    );
  });

  test('names nobody who was removed or is of another workspace', async () => {
    const key = newKey();
    const removed = (await addMember(workspace)).id;
    await admin.delete(`/members/${removed}`);
    const foreign = (await addMember(await createWorkspace())).id;
    for (const id of [removed, foreign, `mem_${'0'.repeat(26)}`])
      for (const memberIds of [{ add: [id] }, { remove: [id] }])
        expectProblem(await upsert(key, { memberIds }), 422, 'reference_not_usable', { field: 'memberIds' });
    expectProblem(await admin.get(`/teams/${key}`), 404, 'not_found');
  });

  test('is done once under its key, by one or by fifty', async () => {
    const key = newKey();
    await expectRepeatable(
      workspace,
      (headers) => upsert(key, { name: 'Once' }, headers),
      (headers) => upsert(key, { name: 'Twice' }, headers),
    );
    const fifty = newKey();
    await expectOneOfFifty((headers) => upsert(fifty, {}, headers));
  });

  test('names each field that does not fit', async () => {
    const problems = async (body: object, key = newKey()) => fieldProblems(await upsert(key, body));
    expect(await problems({}, 'Upper')).toEqual(['path /key invalid_format']);
    expect(await problems({ assignmentPolicy: { strategy: 'random' } })).toEqual([
      'body /assignmentPolicy/strategy invalid_value',
    ]);
    expect(await problems({ assignmentPolicy: { maxOpenPerMember: 0 } })).toEqual([
      'body /assignmentPolicy/maxOpenPerMember too_small',
    ]);
    expect(await problems({ memberIds: { add: ['nobody'] } })).toEqual([
      'body /memberIds/add/0 invalid_format',
    ]);
    expect(await problems({ members: [] })).toEqual(['body /members unknown_field']);
  });
});

describe('deleting', () => {
  test('says what would be, then does it', async () => {
    const key = newKey();
    const { id: memberId } = await addMember(workspace);
    const { body: team } = await upsert(key, { memberIds: { add: [memberId] } });
    const effects = { conversations: 0, issues: 0, automations: 0, macros: 0 };
    const quiet = await eventsOf(workspace, async () => {
      const { body } = await admin.delete(`/teams/${key}?dryRun=true`);
      expect(body).toEqual({ id: team.id, deleted: false, effects });
    });
    expect(quiet).toEqual([]);
    const events = await eventsOf(workspace, async () => {
      const { body } = await admin.delete(`/teams/${key}?reassignTo=${memberId}`);
      expect(body).toEqual({ id: team.id, deleted: true, effects });
    });
    expect(events.map(({ type }) => type)).toEqual(['team.deleted']);
    expectProblem(await admin.delete(`/teams/${key}`), 404, 'not_found');
    expect((await admin.get(`/members/${memberId}`)).body.teams).toEqual([]);
    const next = (await upsert(key)).body;
    expect(next).toMatchObject({ result: 'created', members: [] });
    expect(next.id).not.toBe(team.id);
  });

  test('hands over to another team only', async () => {
    const key = newKey();
    const { body: team } = await upsert(key);
    expect(fieldProblems(await admin.delete(`/teams/${key}?reassignTo=${team.id}`))).toEqual([
      'body /reassignTo invalid_value',
    ]);
    const to = `team_${'0'.repeat(26)}`;
    expectProblem(await admin.delete(`/teams/${key}?reassignTo=${to}`), 422, 'reference_not_usable');
  });
});

test('the list is narrowed by member', async () => {
  const own = await createWorkspace();
  const { id } = await addMember(own);
  for (const [key, memberIds] of [
    ['a', { add: [id] }],
    ['b', {}],
    ['c', { add: [id] }],
  ] as const)
    await upsert(key, { memberIds }, {}, own.admin);
  const keys = async (query: object) =>
    (await allPages(own.admin, '/teams', { limit: 1, sort: 'created_at', ...query })).map(({ key }) => key);
  expect(await keys({})).toEqual(['a', 'b', 'c']);
  expect(await keys({ memberId: id })).toEqual(['a', 'c']);
});

describe('what other categories ask', () => {
  test('names active members of a team and no others', async () => {
    const [active, suspended] = [await addMember(workspace), await addMember(workspace)];
    const { body: team } = await upsert(newKey(), { memberIds: { add: [active.id, suspended.id] } });
    await admin.post(`/members/${suspended.id}/suspend`, {});
    const found = await inCall(workspace, (call) => teamMembers(call, team.id));
    expect(found).toEqual([
      { id: active.id, name: null, status: 'active', availability: 'offline', capacity: null },
    ]);
    expect(await inCall(workspace, (call) => findTeam(call, team.id))).toMatchObject({ key: team.key });
    expect(await inCall(workspace, (call) => findTeam(call, `team_${'0'.repeat(26)}`))).toBeNull();
    expect(await inCall(workspace, (call) => assertTeam(call, team.id))).toMatchObject({ key: team.key });
    expect(await inCall(workspace, (call) => assertMember(call, active.id))).toMatchObject({ id: active.id });
    await expect(inCall(workspace, (call) => assertMember(call, suspended.id))).rejects.toMatchObject({
      code: 'reference_not_usable',
    });
    await expect(
      inCall(workspace, (call) => assertTeam(call, `team_${'0'.repeat(26)}`, 'team')),
    ).rejects.toMatchObject({ code: 'reference_not_usable', metadata: { field: 'team' } });
  });
});

test('reading and writing need their scopes', async () => {
  await upsert('scoped');
  await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/teams'));
  await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/teams/scoped'));
  await expectScopeNeeded(workspace, 'workspace:write', (actor) => upsert('scoped', {}, {}, actor));
  await expectScopeNeeded(workspace, 'workspace:write', (actor) => actor.delete('/teams/scoped'));
});
