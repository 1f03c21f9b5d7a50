import { beforeAll, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectOneOfFifty,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

let count = 0;
const address = () => `create-${++count}@example.com`;
const create = (body: object, actor = admin) => actor.post('/customers', body);

test('makes a customer with ids, identities, accounts and fields, and tells so in one event', async () => {
  const account = (await admin.put('/accounts/by-external-id/create', { name: 'Acme', plan: 'scale' })).body;
  const email = address();
  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await create({
      externalId: 'made',
      email,
      name: 'Ada',
      tags: ['vip', 'vip'],
      externalIds: [{ system: 'billing', id: 'b_1' }],
      identities: [{ type: 'discord', value: '8035', verified: true }],
      accountIds: [account.id],
    });
  });
  expect(answer.status, answer.text).toBe(201);
  expect(answer.headers.get('location')).toContain(answer.body.id);
  expect(answer.body).toMatchObject({
    externalId: 'made',
    externalIds: [{ system: 'billing', id: 'b_1' }],
    verified: true,
    tags: ['vip'],
    accounts: [{ id: account.id, externalId: 'create', name: 'Acme', plan: 'scale', role: 'member' }],
    identities: [
      { type: 'discord', system: null, value: '8035', verified: true },
      { type: 'external', system: 'billing', value: 'b_1', verified: false },
    ],
  });
  expect(events).toMatchObject([{ type: 'customer.created', data: { customer: answer.body } }]);
  for (const key of [answer.body.id, 'ext:made', 'ext:b_1', `email:${email.toUpperCase()}`])
    expect((await admin.get(`/customers/${encodeURIComponent(key)}`)).body, key).toEqual(answer.body);
});

test('a taken id, identity or address names its owner, to those who may read customers only', async () => {
  const email = address();
  const owner = (
    await create({ externalId: 'owner', email, identities: [{ type: 'phone', value: '+49 30 77' }] })
  ).body;
  const blind = await workspace.withScopes('customers:write');
  for (const [field, body] of [
    ['externalId', { externalId: 'owner' }],
    ['email', { email: email.toUpperCase() }],
    ['phone', { identities: [{ type: 'phone', value: '+49 (30) 77' }] }],
  ] as const) {
    const conflictingResource = { type: 'customer', id: owner.id };
    expectProblem(await create(body), 409, 'already_exists', { field, conflictingResource });
    const told = await create(body, blind);
    expect([told.status, told.body.metadata]).toEqual([409, { field }]);
    expect(told.text).not.toContain(owner.id);
  }
  expectProblem(await admin.patch(`/customers/${owner.id}`, { externalId: 'made' }), 409, 'already_exists');
});

test('a refused customer leaves nothing behind', async () => {
  await create({ externalId: 'holder', identities: [{ type: 'widget', value: 'w1' }] });
  const events = await eventsOf(workspace, async () => {
    const identities = [
      { type: 'widget', value: 'w0' },
      { type: 'widget', value: 'w1' },
    ];
    expectProblem(await create({ externalId: 'refused', identities }), 409, 'already_exists');
  });
  expect(events).toEqual([]);
  expectProblem(await admin.get('/customers/ext:refused'), 404, 'not_found');
  expect((await create({ identities: [{ type: 'widget', value: 'w0' }] })).status).toBe(201);
});

test('of ten parallel calls with one address one makes the customer and the others name it', async () => {
  const email = address();
  const answers = await Promise.all(Array.from({ length: 10 }, () => create({ email })));
  const made = answers.filter(({ status }) => status === 201);
  expect(made).toHaveLength(1);
  for (const answer of answers.filter((each) => each !== made[0]))
    expectProblem(answer, 409, 'already_exists', {
      field: 'email',
      conflictingResource: { type: 'customer', id: made[0]!.body.id },
    });
});

test('parallel calls that give the same identities in any order end in one owner, without a fault', async () => {
  const values = ['p1', 'p2', 'p3', 'p4', 'p5'];
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      create({
        identities: (n % 2 ? values : [...values].reverse()).map((value) => ({ type: 'widget', value })),
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
});

test('fifty under one key are one customer', async () => {
  const email = address();
  const events = await eventsOf(workspace, () =>
    expectOneOfFifty((headers) => admin.post('/customers', { email }, headers)),
  );
  expect(events.map(({ type }) => type)).toEqual(['customer.created']);
});

test('an address that several customers have leads to none of them until it is an identity of one', async () => {
  const email = address();
  const [one] = [
    (await admin.put('/customers/by-external-id/several-1', { email })).body,
    (await admin.put('/customers/by-external-id/several-2', { email })).body,
  ];
  expectProblem(await admin.get(`/customers/email:${email}`), 409, 'state_conflict');
  await admin.post(`/customers/${one.id}/identities`, { type: 'email', value: email, verified: true });
  expect((await admin.get(`/customers/email:${email}`)).body.id).toBe(one.id);
});

test('the scope to write customers is needed, and each field that does not fit is named', async () => {
  await expectScopeNeeded(workspace, 'customers:write', (actor) => create({}, actor));
  const problems = async (body: object) => fieldProblems(await create(body));
  expect(await problems({ identities: [{ type: 'email', value: 'no address' }] })).toEqual([
    'body /identities/0/value invalid_format',
  ]);
  expect(await problems({ identities: [{ type: 'email', value: 'a@example.com', system: 'x' }] })).toEqual([
    'body /identities/0/system invalid_value',
  ]);
  expect(await problems({ externalIds: [{ system: 'X', id: '1' }] })).toEqual([
    'body /externalIds/0/system invalid_format',
  ]);
  expect(await problems({ blocked: true })).toEqual(['body /blocked unknown_field']);
  expectProblem(await create({ accountIds: [`acc_${'0'.repeat(26)}`] }), 422, 'reference_not_usable', {
    field: 'accountIds',
  });
});

test('custom fields take their defaults, and those that are required have to be there', async () => {
  const own = await createWorkspace();
  await own.admin.post('/custom-fields', {
    target: 'customer',
    key: 'region',
    label: 'Region',
    type: 'text',
    requiredOn: ['create'],
  });
  await own.admin.post('/custom-fields', {
    target: 'customer',
    key: 'seats',
    label: 'Seats',
    type: 'number',
    default: 1,
  });
  expect(fieldProblems(await own.admin.post('/customers', {}))).toEqual([
    'body /customFields/region required',
  ]);
  const { body } = await own.admin.post('/customers', { externalId: 'f', customFields: { region: 'eu' } });
  expect(body.customFields).toEqual({ region: 'eu', seats: 1 });
  const changed = await own.admin.patch(`/customers/${body.id}`, {
    customFields: { seats: 2, region: null },
  });
  expect(changed.body.customFields).toEqual({ seats: 2 });
  expect(changed.body.version).toBe(2);
  const same = await own.admin.put('/customers/by-external-id/f', { customFields: { seats: 2 } });
  expect(same.body).toMatchObject({ result: 'noop', version: 2 });
  const found = await own.admin.get('/customers', {
    filter: JSON.stringify({ field: 'customFields.seats', op: 'eq', value: 2 }),
  });
  expect(found.body.data).toHaveLength(1);
  // Who starts a conversation by your own id cannot name fields.
  const started = await own.admin.post('/conversations', {
    customer: { externalId: 'inline' },
    channelId: own.channelId,
  });
  expect(started.status, started.text).toBe(201);
});
