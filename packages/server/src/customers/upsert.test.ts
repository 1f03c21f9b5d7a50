import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectOneOfFifty,
  expectRepeatable,
  expectScopeNeeded,
  fieldProblems,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

let count = 0;
const newExternalId = () => `upsert-${++count}`;
const upsert = (externalId: string, body: object = {}, headers = {}, actor = workspace.admin) =>
  actor.put(`/customers/by-external-id/${encodeURIComponent(externalId)}`, body, headers);

describe('the first call', () => {
  test('creates the customer and tells so in one event', async () => {
    const externalId = newExternalId();
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await upsert(externalId, {
        name: 'Mariah',
        email: 'mariah@example.com',
        phone: '+49 30 1234',
        traits: { plan: 'scale', seats: 12, gone: null, nested: { a: [1, null] } },
      });
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).toBe('"1"');
    const { result, ...customer } = answer.body;
    expect(result).toBe('created');
    expect(customer).toEqual({
      id: expect.stringMatching(/^cus_/),
      externalId,
      externalIds: [],
      email: 'mariah@example.com',
      name: 'Mariah',
      phone: '+49 30 1234',
      verified: false,
      traits: { plan: 'scale', seats: 12, nested: { a: [1, null] } },
      customFields: {},
      tags: [],
      accounts: [],
      identities: [],
      blocked: false,
      archivedAt: null,
      erasedAt: null,
      mergedInto: null,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(events.map(({ type, data }) => [type, data])).toEqual([['customer.created', { customer }]]);
    expect((await workspace.admin.get(`/customers/ext:${externalId}`)).body).toEqual(customer);
  });

  test.each(['a/b', 'ä ö', 'x?y=1&z', '100%', 'ext:nested', "it's", 'emoji 🎧'])(
    'takes %s as an external id',
    async (externalId) => {
      const { status, body } = await upsert(`${externalId}`);
      expect(status).toBe(200);
      expect(body.externalId).toBe(externalId);
      const found = await workspace.admin.get(`/customers/${encodeURIComponent(`ext:${externalId}`)}`);
      expect(found.body.id).toBe(body.id);
    },
  );

  test('external ids differ by case and belong to their workspace', async () => {
    const externalId = newExternalId();
    const other = await createWorkspace();
    const ids = [
      (await upsert(externalId)).body.id,
      (await upsert(externalId.toUpperCase())).body.id,
      (await upsert(externalId, {}, {}, other.admin)).body.id,
    ];
    expect(new Set(ids).size).toBe(3);
  });
});

describe('later calls', () => {
  test('change what differs, merge traits, and tell the difference', async () => {
    const externalId = newExternalId();
    await upsert(externalId, { name: 'M.', email: 'm@example.com', traits: { plan: 'free', seats: 1 } });
    const events = await eventsOf(workspace, async () => {
      const { body } = await upsert(externalId, {
        name: 'Mariah',
        email: null,
        traits: { seats: null, sso: true },
      });
      expect(body).toMatchObject({
        result: 'updated',
        name: 'Mariah',
        email: null,
        traits: { plan: 'free', sso: true },
        version: 2,
      });
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'customer.updated',
      changes: {
        name: { from: 'M.', to: 'Mariah' },
        email: { from: 'm@example.com', to: null },
        traits: { from: { plan: 'free', seats: 1 }, to: { plan: 'free', sso: true } },
      },
    });
  });

  test('that change nothing are a noop, emit nothing and keep the version', async () => {
    const externalId = newExternalId();
    const profile = { name: 'Ada', traits: { a: { b: [1, 2.5, 'x', true] } } };
    const { body: first } = await upsert(externalId, profile);
    const events = await eventsOf(workspace, async () => {
      for (const body of [profile, {}, { traits: {} }, { traits: { absent: null } }, { phone: null }])
        expect((await upsert(externalId, body)).body).toEqual({ ...first, result: 'noop' });
    });
    expect(events).toEqual([]);
  });

  test('any JSON that was kept is the same JSON when it comes again', async () => {
    const storable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
        storable,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(storable, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const value = tree.filter((each) => each !== null);
    await fc.assert(
      fc.asyncProperty(value, async (kept) => {
        const externalId = newExternalId();
        const { body } = await upsert(externalId, { traits: { kept } });
        expect(body.traits).toEqual(JSON.parse(JSON.stringify({ kept })));
        expect((await upsert(externalId, { traits: { kept } })).body.result).toBe('noop');
      }),
      { numRuns: 40 },
    );
  });
});

describe('at once', () => {
  test('two parallel upserts make one customer', async () => {
    for (let round = 0; round < 5; round++) {
      const externalId = newExternalId();
      const events = await eventsOf(workspace, async () => {
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, n) => upsert(externalId, n % 2 ? { name: 'Ada' } : {})),
        );
        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
        const results = answers.map(({ body }) => body.result);
        expect(results.filter((result) => result === 'created')).toHaveLength(1);
        for (const result of results) expect(['created', 'updated', 'noop']).toContain(result);
        expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      });
      expect(events.filter(({ type }) => type === 'customer.created')).toHaveLength(1);
      expect(events.length).toBeLessThanOrEqual(2);
    }
  });

  test('traits that several writers set at once are all kept', async () => {
    const externalId = newExternalId();
    await Promise.all(Array.from({ length: 10 }, (_, n) => upsert(externalId, { traits: { [`t${n}`]: n } })));
    const { body } = await upsert(externalId);
    expect(body.traits).toEqual(Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`t${n}`, n])));
    expect(body.result).toBe('noop');
  });

  test('fifty under one key are one customer and one event', async () => {
    const externalId = newExternalId();
    const events = await eventsOf(workspace, async () => {
      const { body } = await expectOneOfFifty((headers) => upsert(externalId, { name: 'Ada' }, headers));
      expect(body.result).toBe('created');
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.created']);
  });
});

test('sent again under its key it has its first answer, also after the customer has changed', async () => {
  const externalId = newExternalId();
  await expectRepeatable(
    workspace,
    (headers) => upsert(externalId, { name: 'Ada' }, headers),
    (headers) => upsert(externalId, { name: 'Grace' }, headers),
  );
});

test('the scope to write customers is needed', () =>
  expectScopeNeeded(workspace, 'customers:write', (actor) => upsert(newExternalId(), {}, {}, actor)));

test('no record can be made to hold more than 64 traits', async () => {
  const externalId = newExternalId();
  const traits = (from: number, size: number) =>
    Object.fromEntries(Array.from({ length: size }, (_, n) => [`t${from + n}`, n]));
  await upsert(externalId, { traits: traits(0, 64) });
  expect(fieldProblems(await upsert(externalId, { traits: traits(64, 1) }))).toEqual([
    'body /traits too_big',
  ]);
  expect((await upsert(externalId, { traits: { ...traits(64, 1), t0: null } })).body.result).toBe('updated');
  const tooMany = await upsert(newExternalId(), { traits: traits(0, 65) });
  expect(fieldProblems(tooMany)).toEqual(['body /traits invalid_value']);
});

test('each field that does not fit is named', async () => {
  const problems = async (body: object, id = newExternalId()) => fieldProblems(await upsert(id, body));
  expect(await problems({ vip: true })).toEqual(['body /vip unknown_field']);
  expect(await problems({ externalId: 'x' })).toEqual(['body /externalId unknown_field']);
  expect(await problems({ email: 'nobody' })).toEqual(['body /email invalid_format']);
  expect(await problems({ name: '' })).toEqual(['body /name too_small']);
  expect(await problems({ name: 'x'.repeat(201) })).toEqual(['body /name too_big']);
  expect(await problems({ name: 'a\u0000b' })).toEqual(['body /name invalid_value']);
  expect(await problems({ phone: 'call me' })).toEqual(['body /phone invalid_format']);
  expect(await problems({ traits: { a: { b: 'x\u0000' } } })).toEqual(['body /traits invalid_value']);
  expect(await problems({ traits: { a: ['\udc00'] } })).toEqual(['body /traits invalid_value']);
  expect(await problems({ traits: [] })).toEqual(['body /traits invalid_type']);
  expect(await problems({}, 'x'.repeat(256))).toEqual(['path /externalId too_big']);
  expect(await problems({}, 'a\u0000')).toEqual(['path /externalId invalid_value']);
});
