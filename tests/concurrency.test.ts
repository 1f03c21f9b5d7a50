import {
  createWorkspace,
  inDatabase,
  RestActor,
  startWidget,
  type TestWorkspace,
  testRootToken,
  type WidgetVisitor,
} from '@woes/server/testing';
import superjson from 'superjson';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { statement } from '../packages/server/src/platform/db/index.ts';
import { errorCodesOf } from '../packages/server/src/rpc/catalogue.ts';
import {
  askRest,
  exampleInput,
  type Ids,
  oneOfEach,
  restRequest,
  widgetOperations,
  workspaceOperations,
} from './support/operations.ts';

/** Versions: every operation says which one it answers, and checks the one it is told to expect. */
let workspace: TestWorkspace;
let ids: Ids;
let visitor: WidgetVisitor;
beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
  visitor = await startWidget(workspace);
  // Named by the caller's own id in the example of the operation that finds or creates.
  const upsert = workspaceOperations.find(({ name }) => name === 'customers.upsert')!;
  await askRest(workspace, upsert, exampleInput(upsert, ids));
});

const fieldsOf = (schema: z.ZodType) => Object.keys((schema as z.ZodObject).shape ?? {});
const operations = workspaceOperations.map((entry) => ({
  entry,
  versioned: fieldsOf(entry.operation.output).includes('version'),
  conditional: fieldsOf(entry.operation.input).includes('expectedVersion'),
}));
const named = (list: typeof operations) => list.map(({ entry }) => [entry.name, entry] as const);
const forgetSecondVersions = statement<[]>(
  `delete from event_log where (envelope->'resource'->>'version')::integer = 2`,
);
const never = 2_147_483_647;

test('every write that changes a versioned resource takes the version it expects', () => {
  const changing = operations.filter(
    ({ entry, versioned }) => versioned && entry.kind === 'mutation' && entry.operation.status !== 201,
  );
  expect(changing.length).toBeGreaterThan(8);
  expect(named(changing.filter(({ conditional }) => !conditional))).toEqual([]);
});

describe.each(named(operations.filter(({ conditional }) => conditional)))('%s', (name, entry) => {
  test('refuses another version than the current one, by If-Match and by field alike', async () => {
    const input = exampleInput(entry, ids);
    const rest = await askRest(workspace, entry, input, { 'if-match': `"${never}"` });
    expect(rest.status, rest.text).toBe(412);
    const { code, metadata } = rest.body;
    expect(code).toBe('version_conflict');
    expect(metadata).toEqual({
      currentVersion: expect.any(Number),
      expectedVersion: never,
      changedFields: null,
    });
    const field = await askRest(workspace, entry, { ...input, expectedVersion: never });
    expect([field.status, field.body.metadata]).toEqual([412, metadata]);
    const { json } = superjson.serialize({ ...input, expectedVersion: never });
    const rpc = await workspace.admin.rpc('mutation', name, json);
    const { problem } = rpc.body.error.json.data;
    expect([problem.status, problem.code, problem.metadata]).toEqual([412, code, metadata]);
    expect(errorCodesOf(entry)).toContain('version_conflict');
  });

  test('refuses an If-Match that is no version, or another one than the field', async () => {
    const input = exampleInput(entry, ids);
    for (const value of ['*', 'W/"1"', '1', '"0"', '"9999999999"', '"1", "2"', '""', '"x"']) {
      const answer = await askRest(workspace, entry, input, { 'if-match': value });
      expect([value, answer.body.errors]).toEqual([
        value,
        [expect.objectContaining({ location: 'header', pointer: '/If-Match', code: 'invalid_format' })],
      ]);
    }
    const both = await askRest(workspace, entry, { ...input, expectedVersion: 1 }, { 'if-match': '"2"' });
    expect(both.body.errors).toMatchObject([
      { location: 'header', pointer: '/If-Match', code: 'invalid_value' },
    ]);
  });
});

const unchecked = { location: 'header', pointer: '/If-Match', code: 'unknown_field' };

test.each(named(operations.filter(({ conditional }) => !conditional)))(
  '%s refuses an If-Match instead of passing over it',
  async (_, entry) => {
    const { access } = entry.operation;
    const caller = 'root' in access ? new RestActor(workspace.server, testRootToken) : workspace.admin;
    const { method, path, ...asked } = restRequest(entry, exampleInput(entry, ids));
    const answer = await caller.send(method, path, {
      ...asked,
      headers: { ...asked.headers, 'if-match': '"1"' },
    });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining(unchecked));
  },
);

test('no widget operation has a version', () => {
  const having = widgetOperations.filter(({ operation }) =>
    [...fieldsOf(operation.input), ...fieldsOf(operation.output)].some((field) => /version/i.test(field)),
  );
  expect(having.map(({ name }) => name)).toEqual([]);
});

test.each(named(widgetOperations.map((entry) => ({ entry, versioned: false, conditional: false }))))(
  'widget %s refuses an If-Match',
  async (_, entry) => {
    const { access } = entry.operation;
    const { method, path, ...asked } = restRequest(entry, exampleInput(entry, ids));
    const answer = await visitor.send(method, path, {
      ...asked,
      headers: { ...asked.headers, 'if-match': '"1"' },
      ...('widget' in access && access.widget === 'key' ? { key: visitor.widgetKey } : {}),
    });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body.errors).toContainEqual(expect.objectContaining(unchecked));
  },
);

test('the RPC door refuses an If-Match too, since it takes the version as a field', async () => {
  for (const [kind, name] of [
    ['query', 'workspaces.get'],
    ['mutation', 'workspaces.update'],
  ] as const) {
    const answer = await workspace.admin.rpc(kind, name, {}, { 'if-match': '"1"' });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.body.errors).toMatchObject([unchecked]);
  }
});

test.each(named(operations.filter(({ versioned, entry }) => versioned && entry.kind !== 'subscription')))(
  '%s answers with the version as ETag',
  async (name, entry) => {
    const answer = await askRest(workspace, entry, exampleInput(entry, ids));
    expect(answer.status, `${name} ${answer.text}`).toBe(entry.operation.status ?? 200);
    expect(answer.body.version).toBeGreaterThan(0);
    expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`);
  },
);

describe('a version conflict', () => {
  const cases: [what: string, path: string, changes: [object, object], late: object, moved: string[]][] = [
    [
      'workspace',
      '/workspace',
      [{ name: 'Renamed' }, { timezone: 'Europe/Rome' }],
      { name: 'Late' },
      ['name', 'timezone'],
    ],
    [
      'conversation',
      '/conversations/{conv}',
      [{ subject: 'Moved' }, { priority: 'urgent', tags: { add: ['moved'] } }],
      { subject: 'Late' },
      ['priority', 'subject', 'tags'],
    ],
    [
      'customer',
      '/customers/{cus}',
      [{ name: 'Moved' }, { traits: { seats: 99 } }],
      { name: 'Late' },
      ['name', 'traits'],
    ],
    [
      'widget key',
      '/auth/widget-keys/{wk}',
      [{ name: 'Moved' }, { allowedOrigins: ['https://moved.example.com'] }],
      { name: 'Late' },
      ['allowedOrigins', 'name'],
    ],
    [
      'credential',
      '/auth/credentials/{key}',
      [{ name: 'Moved' }, { ipAllowlist: ['127.0.0.1'] }],
      { name: 'Late' },
      ['ipAllowlist', 'name'],
    ],
  ];

  test.each(cases)(
    'of a %s names the fields that have moved since',
    async (_, template, changes, late, moved) => {
      const fresh = await createWorkspace();
      const own = await oneOfEach(fresh);
      const path = template.replace(/\{(\w+)\}/, (_match, prefix: string) => own[prefix]!);
      let version = 0;
      for (const change of changes) {
        const answer = await fresh.admin.patch(path, change);
        expect(answer.status, answer.text).toBe(200);
        version = answer.body.version;
      }
      const stale = (by: number) => fresh.admin.patch(path, late, { 'if-match': `"${version - by}"` });
      expect((await stale(2)).body).toMatchObject({
        code: 'version_conflict',
        detail: `The current version is ${version}, not ${version - 2}. Changed since: ${moved.join(', ')}.`,
        metadata: { currentVersion: version, expectedVersion: version - 2, changedFields: moved },
      });
      expect((await stale(1)).body.metadata.changedFields).toEqual(Object.keys(changes[1]).sort());
      expect((await stale(0)).status).toBe(200);
    },
  );

  test('says that it does not know what moved when the log does not reach back', async () => {
    const fresh = await createWorkspace();
    const own = await oneOfEach(fresh);
    const path = `/customers/${own.cus}`;
    for (const name of ['A', 'B']) await fresh.admin.patch(path, { name });
    await inDatabase(fresh, () => forgetSecondVersions());
    const answer = await fresh.admin.patch(path, { name: 'C' }, { 'if-match': '"1"' });
    expect(answer.body).toMatchObject({
      detail: 'The current version is 3, not 1.',
      metadata: { currentVersion: 3, expectedVersion: 1, changedFields: null },
    });
  });

  test('of a customer that is found by an own id creates none when there is none', async () => {
    const { admin } = await createWorkspace();
    const path = '/customers/by-external-id/nobody';
    const missing = await admin.put(path, { name: 'N' }, { 'if-match': '"1"' });
    expect([missing.status, missing.body.code]).toEqual([404, 'not_found']);
    const made = await admin.put(path, { name: 'N' });
    const changed = await admin.put(path, { name: 'M' }, { 'if-match': made.headers.get('etag')! });
    expect([changed.status, changed.body.result]).toEqual([200, 'updated']);
    const late = await admin.put(path, { name: 'L' }, { 'if-match': made.headers.get('etag')! });
    expect(late.body.metadata).toEqual({ currentVersion: 2, expectedVersion: 1, changedFields: ['name'] });
  });
});
