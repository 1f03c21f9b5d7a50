import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appRouter, widgetRouter } from '../router.ts';
import { guardOf } from './answer-guard.ts';
import { operationsOf } from './catalogue.ts';

const operations = [appRouter, widgetRouter].flatMap((router) => operationsOf(router));

/** Every place in a value, as a path. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null && !(value instanceof Date)
      ? Object.entries(value).flatMap(([name, field]) => placesOf(field, [...path, name]))
      : [];
  return [path, ...below];
}

type Change =
  | { kind: 'set'; value: unknown }
  | { kind: 'remove' }
  | { kind: 'add'; name: string }
  | { kind: 'turn' };

function changed(value: unknown, [name, ...rest]: string[], change: Change): unknown {
  if (name === undefined) {
    if (change.kind === 'set') return change.value;
    if (change.kind === 'turn' && typeof value === 'object' && value !== null && !(value instanceof Date))
      return Array.isArray(value)
        ? [...value].reverse()
        : Object.fromEntries(Object.entries(value).reverse());
    if (change.kind === 'add' && typeof value === 'object' && value !== null && !(value instanceof Date))
      return Array.isArray(value) ? [...value, 'more'] : { ...value, [change.name]: 'more' };
    return value;
  }
  const copy: Record<string, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  if (rest.length === 0 && change.kind === 'remove') delete copy[name];
  else copy[name] = changed(copy[name], rest, change);
  return copy;
}

const replacements = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '',
    'x'.repeat(40_000),
    new Date(Number.NaN),
    new Date(0),
    Array.from({ length: 10_001 }, () => 'x'),
    Object.create({ inherited: true }),
    JSON.parse('{"__proto__":1}'),
    10n,
  ),
  fc.string(),
  fc.integer(),
  fc.jsonValue({ maxDepth: 2 }),
);
const changes: fc.Arbitrary<Change> = fc.oneof(
  replacements.map((value): Change => ({ kind: 'set', value })),
  fc.constant<Change>({ kind: 'remove' }),
  fc.constant<Change>({ kind: 'turn' }),
  fc
    .constantFrom('extra', '__proto__', 'constructor', 'toString')
    .map((name): Change => ({ kind: 'add', name })),
);

describe('the guard of answers', () => {
  test.each(operations.map((entry) => [entry.name, entry] as const))(
    'knows the answer of %s, and lets nothing through that the schema would refuse or change',
    (_name, { operation: { output, example } }) => {
      const guard = guardOf(output);
      expect(guard(output.parse(example.output))).toBe(true);
      const places = placesOf(example.output);
      fc.assert(
        fc.property(fc.constantFrom(...places), changes, (place, change) => {
          const value = changed(example.output, place, change);
          if (!guard(value)) return;
          const parsed = output.safeParse(value);
          expect(parsed.success).toBe(true);
          expect(JSON.stringify(parsed.data)).toBe(JSON.stringify(value));
          expect(parsed.data).toEqual(value);
        }),
        { seed: 7, numRuns: 150 },
      );
    },
  );
});
