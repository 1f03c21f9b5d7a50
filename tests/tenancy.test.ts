import { createWorkspace, jobEnd, openStream, type TestWorkspace } from '@woes/server/testing';
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
    Object.keys(own).map((name) => [name, `${name.split('_')[0]}_01jd0000000000000000000000`]),
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

/** Whatever the field held, it names this object now, wherever in it ids of its kind belong. */
function naming(entry: Entry, field: string, id: string): Record<string, unknown> {
  const { properties = {} } = z.toJSONSchema(entry.operation.input, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as { properties?: Record<string, JsonSchema> };
  return { ...exampleInput(entry, own), [field]: holding(properties[field]!, id) };
}

interface JsonSchema {
  const?: unknown;
  enum?: unknown[];
  examples?: unknown[];
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** The least that a schema takes with an id in it. */
function holding(schema: JsonSchema, id: string): unknown {
  const names = (part: JsonSchema) => JSON.stringify(part).includes(`"^${id.split('_')[0]}_[0-7]`);
  const option = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].find(names);
  if (option) return holding(option, id);
  if (schema.items) return [holding(schema.items, id)];
  const fields = Object.entries(schema.properties ?? {});
  const inner = fields.find(([, part]) => names(part));
  if (!inner) return id;
  const others = fields.filter(([name]) => schema.required?.includes(name));
  const filled = others.map(([name, part]) => [name, part.const ?? part.enum?.[0] ?? part.examples?.[0]]);
  return { ...Object.fromEntries(filled), [inner[0]]: holding(inner[1], id) };
}

test('the matrix covers every kind of object that an operation can name', () => {
  const prefixes = [...new Set(cases.map(([, , prefix]) => prefix))];
  expect(prefixes.length).toBeGreaterThan(12);
  expect(prefixes.filter((prefix) => own[prefix] === undefined)).toEqual([]);
});

describe.each(cases)('%s with a foreign %s (%s)', (_, field, prefix, entry) => {
  test('answers as if there were no such object', async () => {
    // What an earlier call with the same example has changed is not to be seen as a difference.
    await ask(unknown);
    const [withForeign, withUnknown] = [await ask(foreign), await ask(unknown)];
    expect(withForeign.status).toBe(withUnknown.status);
    expect(withForeign.text.replaceAll(/req_[0-9a-z]{26}/g, 'req')).toBe(
      withUnknown.text.replaceAll(/req_[0-9a-z]{26}/g, 'req'),
    );
    const isFilter =
      entry.kind === 'query' &&
      !entry.operation.rest.includes(`{${field}}`) &&
      'data' in (entry.operation.output as z.ZodObject).shape;
    if (isFilter) expect(withForeign.body.data).toEqual([]);
    // What is not there can be taken away: that changes nothing, whoever's it is.
    else if (field === 'remove') expect(withForeign.status).toBe(200);
    else expect(['not_found', 'reference_not_usable']).toContain(withForeign.body.code);
  });

  /** The answer, or, of an item that is done later, what came of it. */
  const ask = async (ids: Ids) => {
    const answer = await askRest(mine, entry, naming(entry, field, ids[prefix]!));
    if (answer.status !== 202) return answer;
    const { results } = await jobEnd(mine.admin, answer.body.id);
    const text = JSON.stringify(results).replaceAll(ids[prefix]!, 'the id');
    return { status: 202, text, body: { code: results[0].error?.code, data: [] } };
  };
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
