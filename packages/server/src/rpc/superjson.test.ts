import fc from 'fast-check';
import superjson from 'superjson';
import { expect, test } from 'vitest';
import { decode, encode } from './superjson.ts';

/** Keys that try the path syntax; those that could change a prototype are no data. */
const key = fc
  .oneof(fc.string(), fc.constantFrom('a.b', 'a\\b', '.', '\\', '\\.', '0', '', 'é', 'a.b\\.c'))
  .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text));

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.string({ unit: 'grapheme' }),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z') }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** A client's reading of what the server has written. */
const read = (encoded: unknown) => superjson.deserialize(JSON.parse(JSON.stringify(encoded)));

test('a client of superjson reads what was written', () => {
  fc.assert(
    fc.property(value, (each) => {
      expect(read(encode(each))).toEqual(each);
      expect(decode(JSON.stringify(encode(each)))).toEqual(each);
    }),
    { numRuns: 300 },
  );
});

test('without shared references the form is that of superjson, but for the order in which dates are named', () => {
  fc.assert(
    fc.property(value, (each) => {
      const [ours, theirs] = [encode(each), superjson.serialize(each)];
      expect(JSON.stringify(ours.json)).toBe(JSON.stringify(theirs.json));
      expect(ours.meta).toEqual(theirs.meta);
    }),
    { numRuns: 300 },
  );
});

test('nothing at all is read as nothing at all', () => {
  expect(read(encode(undefined))).toBeUndefined();
});

test('what is shared is written twice and read as equal', () => {
  const at = new Date('2026-11-22T09:30:00.000Z');
  const shared = { at };
  expect(read(encode({ a: shared, b: [shared], c: at }))).toEqual({ a: { at }, b: [{ at }], c: at });
});

test('fields that are undefined are left out', () => {
  expect(read(encode({ a: undefined, b: { c: undefined, d: new Date(0) } }))).toEqual({
    b: { d: new Date(0) },
  });
});
