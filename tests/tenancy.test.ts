import { createWorkspace, openStream, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../packages/server/src/rpc/catalogue.ts';
import { type Path, withValue } from './support/input-places.ts';
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
    Object.keys(own).map((prefix) => [prefix, `${prefix}_01jd0000000000000000000000`]),
  );
});

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  pattern?: string;
}

/** The places of an input that take a typed id, with its prefix. */
function idPlaces(entry: Entry): { path: Path; prefix: string }[] {
  const found = new Map<string, { path: Path; prefix: string }>();
  const walk = ({ pattern, anyOf, items, properties }: JsonSchema, path: Path): void => {
    const prefix = /^\^([a-z]+)_\[0-7\]/.exec(pattern ?? '')?.[1];
    if (prefix) found.set(JSON.stringify([path, prefix]), { path, prefix });
    for (const option of anyOf ?? []) walk(option, path);
    if (items) walk(items, [...path, 0]);
    for (const [name, field] of Object.entries(properties ?? {})) walk(field, [...path, name]);
  };
  walk(
    z.toJSONSchema(entry.operation.input, {
      io: 'input',
      unrepresentable: 'any',
      reused: 'inline',
    }) as JsonSchema,
    [],
  );
  return [...found.values()];
}

const cases = workspaceOperations
  .filter(({ kind }) => kind !== 'subscription')
  .flatMap((entry) =>
    idPlaces(entry).map(({ path, prefix }) => [entry.name, path.join('.'), prefix, entry, path] as const),
  );

/** Whatever stood at the place, it names this object now, and nothing beside it. */
function naming(entry: Entry, path: Path, id: string): Record<string, unknown> {
  const input = exampleInput(entry, own);
  const [field] = path;
  const { [field as string]: _, ...others } = input;
  return withValue(path.length > 1 ? others : input, path, id);
}

test('the matrix covers every kind of object that an operation can name', () => {
  expect(new Set(cases.map(([, , prefix]) => prefix))).toEqual(
    new Set([
      'key',
      'wk',
      'chn',
      'conv',
      'cus',
      'msg',
      'evt',
      'isec',
      'csec',
      'fld',
      'mem',
      'rol',
      'team',
      'note',
    ]),
  );
});

describe.each(cases)('%s with a foreign %s (%s)', (_, field, prefix, entry, path) => {
  test('answers as if there were no such object', async () => {
    const [withForeign, withUnknown] = [await ask(foreign), await ask(unknown)];
    expect(withForeign.status).toBe(withUnknown.status);
    expect(withForeign.text.replaceAll(/req_[0-9a-z]{26}/g, 'req')).toBe(
      withUnknown.text.replaceAll(/req_[0-9a-z]{26}/g, 'req'),
    );
    const isFilter = entry.kind === 'query' && !entry.operation.rest.includes(`{${field}}`);
    if (isFilter) expect(withForeign.body.data).toEqual([]);
    else expect(['not_found', 'reference_not_usable']).toContain(withForeign.body.code);
  });

  const ask = (ids: Ids) => askRest(mine, entry, naming(entry, path, ids[prefix]!));
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
