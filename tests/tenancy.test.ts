import { createWorkspace, openStream, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../packages/server/src/rpc/catalogue.ts';
import { askRest, exampleInput, type Ids, oneOfEach, workspaceOperations } from './support/operations.ts';

/** Every operation × every input that names an object, with the id of another workspace. */
let mine: TestWorkspace;
let theirs: TestWorkspace;
let own: Ids;
let foreign: Ids;
let unknown: Ids;

beforeAll(async () => {
  mine = await createWorkspace();
  own = await oneOfEach(mine);
  theirs = await createWorkspace(mine.server);
  foreign = await oneOfEach(theirs);
  unknown = Object.fromEntries(
    Object.keys(own).map((name) => [name, `${name.split(':')[0]}_01jd0000000000000000000000`]),
  );
});

/** The places of an input schema that take a typed id, with its prefix. */
function idFields(entry: Entry): { field: string; prefix: string }[] {
  const { properties = {} } = z.toJSONSchema(entry.operation.input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as {
    properties?: Record<string, unknown>;
  };
  return Object.entries(properties).flatMap(([field, schema]) => {
    const prefixes = [...JSON.stringify(schema).matchAll(/"\^([a-z]+)_\[0-7\]/g)].map(
      ([, prefix]) => prefix!,
    );
    return [...new Set(prefixes)].map((prefix) => ({ field, prefix }));
  });
}

const cases = workspaceOperations
  .filter(({ kind }) => kind !== 'subscription')
  .flatMap((entry) =>
    idFields(entry).map(({ field, prefix }) => [entry.name, field, prefix, entry] as const),
  );

/** Whatever the field held, it names this object now. */
function naming(entry: Entry, field: string, id: string): Record<string, unknown> {
  const input = exampleInput(entry, own);
  const before = input[field];
  const isNested = typeof before === 'object' && before !== null;
  return { ...input, [field]: listedAs(entry, field, id) ?? (isNested ? { id } : id) };
}

/** The id as the only item of a field that is a list, of ids or of objects with one. */
function listedAs({ operation }: Entry, field: string, id: string): unknown[] | null {
  const { properties = {} } = z.toJSONSchema(operation.input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as { properties?: Record<string, any> };
  const schema = properties[field];
  if (schema?.type !== 'array') return null;
  const branches: any[] = schema.items.anyOf ?? schema.items.oneOf ?? [schema.items];
  const branch = branches.find((each) => JSON.stringify(each).includes(`"^${id.split('_')[0]}_`))!;
  if (!branch.properties) return [id];
  const constants = Object.entries<any>(branch.properties).flatMap(([name, { const: value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  const named = Object.keys(branch.properties).find((name) =>
    JSON.stringify(branch.properties[name]).includes(`"^${id.split('_')[0]}_`),
  )!;
  return [{ ...Object.fromEntries(constants), [named]: id }];
}

test('the matrix covers every kind of object that an operation can name', () => {
  expect(new Set(cases.map(([, , prefix]) => prefix))).toEqual(
    new Set(['key', 'wk', 'chn', 'conv', 'cus', 'msg', 'evt', 'isec', 'csec', 'fld', 'iss', 'lnk']),
  );
});

describe.each(cases)('%s with a foreign %s (%s)', (_, field, prefix, entry) => {
  test('answers as if there were no such object', async () => {
    const [withForeign, withUnknown] = [await ask(foreign), await ask(unknown)];
    expect(withForeign.status).toBe(withUnknown.status);
    expect(withForeign.text.replaceAll(/req_[0-9a-z]{26}/g, 'req')).toBe(
      withUnknown.text.replaceAll(/req_[0-9a-z]{26}/g, 'req'),
    );
    const isFilter = entry.kind === 'query' && !entry.operation.rest.includes(`{${field}}`);
    if (isFilter) expect(withForeign.body.data).toEqual([]);
    // What is not there can be taken away: that changes nothing, whoever's it is.
    else if (field === 'remove') expect(withForeign.status).toBe(200);
    else expect(['not_found', 'reference_not_usable']).toContain(withForeign.body.code);
  });

  const ask = (ids: Ids) => askRest(mine, entry, naming(entry, field, ids[prefix]!));
});

test('a stream never carries an event of another workspace', async () => {
  const headers = { authorization: `Bearer ${mine.admin.key}` };
  const all = await openStream(mine.server, '/api/v1/events/stream', headers);
  const filtered = await openStream(
    mine.server,
    `/api/v1/events/stream?conversationId=${foreign.conv}`,
    headers,
  );
  const said = { body: { text: 'Only for them.' } };
  await theirs.admin.post(`/conversations/${foreign.conv}/messages`, said);
  const marker = await mine.admin.post(`/conversations/${own.conv}/messages`, said);
  await all.until(({ data }) => data?.resource?.id === marker.body.id);
  expect(all.frames.filter(({ data }) => data?.workspaceId && data.workspaceId !== mine.id)).toEqual([]);
  expect(filtered.frames).toEqual([]);
  all.close();
  filtered.close();
});
