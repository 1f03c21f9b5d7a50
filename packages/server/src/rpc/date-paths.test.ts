import superjson from 'superjson';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { appRouter, widgetRouter } from '../router.ts';
import { operationsOf } from './catalogue.ts';
import { compileEncoder } from './date-paths.ts';

const operations = [...operationsOf(appRouter), ...operationsOf(widgetRouter)];

test.each(operations.map(({ name, operation }) => [name, operation] as const))(
  'the answer of %s reaches the client as superjson would bring it',
  (_, { output, example }) => {
    const text = compileEncoder(output)(example.output);
    expect(superjson.deserialize(JSON.parse(text))).toEqual(example.output);
  },
);

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

test.each([
  [z.date(), at(1)],
  [z.void(), undefined],
  [z.array(z.date()), [at(1), at(2)]],
  [z.record(z.string(), z.date()), { 'a.b': at(1), 'c\\d': at(2), 'e"f': at(3) }],
  [z.object({ a: z.date().nullable(), b: z.date().optional() }), { a: null }],
  [z.union([z.object({ a: z.date() }), z.object({ a: z.date(), b: z.date() })]), { a: at(1), b: at(2) }],
  [z.union([z.date(), z.string()]), '2026-11-22T00:00:00.000Z'],
  [
    z.array(z.union([z.record(z.string(), z.date()), z.array(z.date())])),
    [{ 'x,"y":["Date"]': at(1) }, [at(2)]],
  ],
])('dates are found in every form of schema (%#)', (schema, value) => {
  expect(superjson.deserialize(JSON.parse(compileEncoder(schema)(value)))).toEqual(value);
});
