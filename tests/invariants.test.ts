import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { errorTable } from '../packages/server/src/contract/errors.ts';
import { errorCodesOf } from '../packages/server/src/rpc/catalogue.ts';
import { widgetOperations, workspaceOperations } from './support/operations.ts';

/** What must hold for every operation, whoever adds one. */
const all = [
  ...workspaceOperations.map((entry) => ({ door: 'workspace', entry })),
  ...widgetOperations.map((entry) => ({ door: 'widget', entry })),
];

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
  enum?: unknown[];
  const?: unknown;
  format?: string;
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  }) as JsonSchema;

/** Every place of a schema that a caller could make as large as it likes. */
function unbounded(schema: JsonSchema, at = ''): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((option) => unbounded(option, at));
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    unbounded(field, `${at}/${name}`),
  );
  const items = schema.items ? unbounded(schema.items, `${at}/*`) : [];
  const found: string[] = [];
  if (
    schema.type === 'string' &&
    schema.maxLength === undefined &&
    !schema.enum &&
    schema.const === undefined &&
    schema.format !== 'date-time'
  )
    found.push(`${at} is a string without an end`);
  if (schema.type === 'array' && schema.maxItems === undefined) found.push(`${at} is a list without an end`);
  if (
    (schema.type === 'integer' || schema.type === 'number') &&
    (schema.maximum === undefined || schema.minimum === undefined)
  )
    found.push(`${at} is a number without bounds`);
  if (schema.properties && schema.additionalProperties !== false) found.push(`${at} takes unknown fields`);
  return [...found, ...inner, ...fields, ...items];
}

/** Fields whose content is the caller's own JSON; the size of the body bounds them. */
const callersJson = /^\/(traits|properties)\//;

test('no two operations share a path and method', () => {
  for (const entries of [workspaceOperations, widgetOperations]) {
    const routes = entries.map(({ operation }) => operation.rest.replace(/\{\w+\}/g, '{}'));
    expect(new Set(routes).size).toBe(routes.length);
  }
});

test('all nine categories are there', async () => {
  const { appRouter } = await import('@woes/server/router');
  expect(Object.keys(appRouter._def.record)).toEqual([
    'authentication',
    'workspaces',
    'conversations',
    'customers',
    'knowledge',
    'agent',
    'channels',
    'webhooks',
    'limits',
  ]);
});

describe.each(all.map(({ door, entry }) => [`${door} ${entry.name}`, entry] as const))('%s', (_, entry) => {
  const { operation, kind } = entry;

  test('says what it is', () => {
    expect(operation.summary.length).toBeGreaterThan(3);
    expect(operation.summary.length).toBeLessThanOrEqual(60);
    expect(operation.summary).not.toMatch(/\.$/);
    expect(operation.description.length).toBeGreaterThan(8);
    expect(Object.values(operation.access)[0]).toBeTruthy();
  });

  test('has a path in the style of the API, and a method that fits', () => {
    const [method, path] = operation.rest.split(' ');
    expect(path).toMatch(/^(\/([a-z]+(-[a-z]+)*|\{[a-zA-Z]+\}))+$/);
    expect(kind === 'mutation' ? ['POST', 'PUT', 'PATCH', 'DELETE'] : ['GET']).toContain(method);
  });

  test('takes nothing unknown and nothing without an end', () => {
    const found = unbounded(jsonSchema(operation.input, 'input')).filter((place) => !callersJson.test(place));
    expect(found).toEqual([]);
  });

  test('has an answer of a known form', () => {
    const found = unbounded(jsonSchema(operation.output, 'output')).filter((place) =>
      place.endsWith('takes unknown fields'),
    );
    expect(found).toEqual([]);
  });

  test('has an example that is true to its contract', () => {
    expect(operation.input.safeParse(operation.example.input).error).toBeUndefined();
    expect(operation.output.safeParse(operation.example.output).error).toBeUndefined();
  });

  test('has path parameters and header fields that are inputs', () => {
    const fields = Object.keys((operation.input as z.ZodObject).shape);
    for (const [, name] of operation.rest.matchAll(/\{(\w+)\}/g)) expect(fields).toContain(name);
    for (const name of Object.keys(operation.headers ?? {})) expect(fields).toContain(name);
  });

  test('declares codes that exist, and events when it writes', () => {
    for (const code of errorCodesOf(entry)) expect(errorTable).toHaveProperty(code);
    if (kind === 'mutation' && !operation.changesNothing)
      expect(operation.events?.length ?? 0).toBeGreaterThan(0);
    else expect(operation.events).toBeUndefined();
  });
});
