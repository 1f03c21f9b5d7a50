import { beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  auditOf,
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
} from '../../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const newKey = () => `field_${++count}`;
const create = (body: object = {}, headers = {}, actor = admin) =>
  actor.post(
    '/custom-fields',
    { target: 'issue', key: newKey(), label: 'Field', type: 'text', ...body },
    headers,
  );
const make = async (body: object = {}) => {
  const answer = await create(body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};
const patch = (id: string, body: object, headers = {}, actor = admin) =>
  actor.patch(`/custom-fields/${id}`, body, headers);

describe('creating', () => {
  test('gives the field behind the others of its target, audited and told', async () => {
    const own = await createWorkspace();
    let answer: any;
    const events = await eventsOf(own, async () => {
      await create({ target: 'account' }, {}, own.admin);
      answer = await create(
        {
          target: 'account',
          key: 'tier',
          type: 'select',
          options: [{ key: 'gold', label: 'Gold' }],
          requiredOn: ['resolve', 'create'],
          default: 'gold',
        },
        {},
        own.admin,
      );
    });
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^fld_/),
      target: 'account',
      key: 'tier',
      label: 'Field',
      description: null,
      type: 'select',
      options: [{ key: 'gold', label: 'Gold', archived: false }],
      requiredOn: ['create', 'resolve'],
      default: 'gold',
      pattern: null,
      visibleToWidget: false,
      sensitive: false,
      archived: false,
      position: 2,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(events.at(-1)).toMatchObject({ type: 'custom_field.created', data: { customField: answer.body } });
    expect((await auditOf(own)).at(-1)).toMatchObject({ action: 'custom_field.create' });
    expect((await allPages(own.admin, '/custom-fields', { sort: 'created_at' }))[1]).toEqual(answer.body);
  });

  test('takes a key once for each target, also when many ask at once', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 6 }, () => create({ key })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    const refused = answers.find(({ status }) => status === 409)!;
    expectProblem(refused, 409, 'already_exists', {
      field: 'key',
      conflictingResource: { type: 'custom_field', id },
    });
    expect((await create({ key, target: 'customer' })).status).toBe(201);
  });

  test('refuses a definition that contradicts itself', async () => {
    const problems = async (body: object) => fieldProblems(await create(body));
    const option = { key: 'a', label: 'A' };
    expect(await problems({ options: [option] })).toEqual(['body /options invalid_value']);
    expect(await problems({ type: 'select', options: [option, option] })).toEqual([
      'body /options invalid_value',
    ]);
    expect(await problems({ type: 'select', options: [option], default: 'b' })).toEqual([
      'body /default invalid_value',
    ]);
    expect(await problems({ type: 'number', default: '1' })).toEqual(['body /default invalid_value']);
    expect(await problems({ type: 'number', pattern: 'a' })).toEqual(['body /pattern invalid_value']);
    expect(await problems({ pattern: '[A-Z]+', default: 'a' })).toEqual(['body /default invalid_value']);
    expect(await problems({ key: 'Upper' })).toEqual(['body /key invalid_format']);
    expect(await problems({ type: 'json' })).toEqual(['body /type invalid_value']);
    expect(await problems({ version: 1 })).toEqual(['body /version unknown_field']);
  });

  test.each(['(', 'a(?=b)', '(a)\\1', '(a{1000}){1000}', '\\pL{0,1000}\\pL{0,1000}'])(
    'refuses the pattern %s, which is none or would take long',
    async (pattern) => {
      expect(fieldProblems(await create({ pattern }))).toEqual(['body /pattern invalid_value']);
    },
  );

  test('is done once under its key, by one or by fifty', async () => {
    const key = newKey();
    await expectRepeatable(
      workspace,
      (headers) => create({ key }, headers),
      (headers) => create({ key, label: 'Other' }, headers),
    );
    const fifty = newKey();
    await expectOneOfFifty((headers) => create({ key: fifty }, headers));
  });

  test('a target has 64 fields in use, however many are made at once, and archiving one makes room', async () => {
    const own = await createWorkspace();
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => create({ target: 'customer' }, {}, own.admin)),
    );
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body);
    expect(made).toHaveLength(64);
    expectProblem(answers.find(({ status }) => status !== 201)!, 409, 'state_conflict', { max: 64 });
    await patch(made[0].id, { archived: true }, {}, own.admin);
    expect((await create({ target: 'customer' }, {}, own.admin)).status).toBe(201);
    expectProblem(await patch(made[0].id, { archived: false }, {}, own.admin), 409, 'state_conflict');
    expect((await create({ target: 'account' }, {}, own.admin)).status).toBe(201);
  });
});

describe('changing', () => {
  test('tells the difference in one event, and nothing when there is none', async () => {
    const before = await make({ type: 'select', options: [{ key: 'a', label: 'A' }] });
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await patch(before.id, {
        label: 'Renamed',
        options: { add: [{ key: 'b', label: 'B' }], rename: [{ key: 'a', label: 'Ah' }] },
        position: 7,
      });
      for (const body of [{}, { label: 'Renamed' }, { options: { add: [{ key: 'b', label: 'B' }] } }])
        expect((await patch(before.id, body)).body).toEqual(answer.body);
    });
    const options = [
      { key: 'a', label: 'Ah', archived: false },
      { key: 'b', label: 'B', archived: false },
    ];
    expect(answer.body).toEqual({
      ...before,
      label: 'Renamed',
      options,
      position: 7,
      version: 2,
      updatedAt: answer.body.updatedAt,
    });
    expect(events).toHaveLength(1);
    expect(Object.keys(events[0]!.changes)).toEqual(['label', 'options', 'position']);
  });

  test('archives and restores fields and options, and never removes one', async () => {
    const { id } = await make({ type: 'multi_select', options: [{ key: 'a', label: 'A' }] });
    const archived = await patch(id, { archived: true, options: { archive: ['a'] } });
    expect(archived.body).toMatchObject({ archived: true, options: [{ key: 'a', archived: true }] });
    const restored = await patch(id, { archived: false, options: { restore: ['a'] } });
    expect(restored.body).toMatchObject({ archived: false, options: [{ key: 'a', archived: false }] });
    expect((await admin.delete(`/custom-fields/${id}`)).status).toBe(405);
  });

  test('refuses what does not fit the field', async () => {
    const { id } = await make({ type: 'select', options: [{ key: 'a', label: 'A' }], default: 'a' });
    const problems = async (body: object) => fieldProblems(await patch(id, body));
    expect(await problems({ options: { archive: ['b'] } })).toEqual([
      'body /options/archive/0 invalid_value',
    ]);
    expect(await problems({ options: { archive: ['a'] } })).toEqual(['body /default invalid_value']);
    expect(await problems({ options: { add: [{ key: 'a', label: 'Z' }] } })).toEqual([
      'body /options/add/0/key invalid_value',
    ]);
    for (const field of ['key', 'type', 'target'])
      expect(await problems({ [field]: 'x' })).toEqual([`body /${field} unknown_field`]);
    const many = Array.from({ length: 200 }, (_, n) => ({ key: `o${n}`, label: 'O' }));
    expect(await problems({ options: { add: many } })).toEqual(['body /options/add too_big']);
  });

  test('from a version that has passed is refused', async () => {
    const { id } = await make();
    await expectOneEditor(
      (n, { version, headers }) =>
        patch(id, { label: `Edit ${n}`, ...(version ? { expectedVersion: version } : {}) }, headers),
      1,
    );
  });

  test('answers a field of another workspace like one that does not exist', async () => {
    const other = await createWorkspace();
    const foreign = (await create({}, {}, other.admin)).body.id;
    await expectForeignUnknown((id) => patch(id, { label: 'X' }), {
      foreign,
      unknown: `fld_${'0'.repeat(26)}`,
    });
  });
});

test('the list is narrowed by target and by whether fields are in use', async () => {
  const own = await createWorkspace();
  const made = [];
  for (const target of ['issue', 'customer', 'issue'])
    made.push((await create({ target }, {}, own.admin)).body);
  await patch(made[0].id, { archived: true }, {}, own.admin);
  const ids = async (query: object) =>
    (await allPages(own.admin, '/custom-fields', { limit: 1, sort: 'created_at', ...query })).map(
      ({ id }) => id,
    );
  expect(await ids({})).toEqual(made.map(({ id }) => id));
  expect(await ids({ target: 'issue' })).toEqual([made[0].id, made[2].id]);
  expect(await ids({ archived: 'false' })).toEqual([made[1].id, made[2].id]);
  expect(await ids({ target: 'issue', archived: 'true' })).toEqual([made[0].id]);
});

test('reading and writing need their scopes', async () => {
  await expectScopeNeeded(workspace, 'workspace:read', (actor) => actor.get('/custom-fields'));
  await expectScopeNeeded(workspace, 'workspace:write', (actor) => create({}, {}, actor));
  const { id } = await make();
  await expectScopeNeeded(workspace, 'workspace:write', (actor) => patch(id, { label: 'X' }, {}, actor));
});
