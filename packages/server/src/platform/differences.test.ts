import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bounded, changeList, differences, mergeMap } from './differences.ts';

describe('differences', () => {
  test('what is equal or left out is no difference', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (row) => {
        expect(differences(row, structuredClone(row) as never)).toEqual({ changes: {}, values: null });
        expect(differences(row, {})).toEqual({ changes: {}, values: null });
      }),
    );
  });

  test('dates compare by their instant, maps whatever the order of their keys, lists by their order', () => {
    const row = { at: new Date(5), map: { a: 1, b: [2] }, list: ['x', 'y'] };
    expect(differences(row, { at: new Date(5), map: { b: [2], a: 1 } }).values).toBeNull();
    expect(differences(row, { list: ['y', 'x'] }).changes).toEqual({
      list: { from: ['x', 'y'], to: ['y', 'x'] },
    });
  });

  test('null is a value and undefined is none', () => {
    const row: { name: string | null } = { name: 'Ada' };
    expect(differences(row, { name: null })).toEqual({
      changes: { name: { from: 'Ada', to: null } },
      values: { name: null },
    });
    expect(differences(row, { name: undefined }).values).toBeNull();
  });
});

describe('lists', () => {
  const items = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd'), { maxLength: 4 });

  test('hold what was added, none of what was removed, and nothing twice', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd')),
        items,
        items,
        (current, add, remove) => {
          const changed = changeList(current, { add, remove });
          expect(new Set(changed).size).toBe(changed.length);
          for (const item of add) expect(changed).toContain(item);
          for (const item of remove) if (!add.includes(item)) expect(changed).not.toContain(item);
          expect(changed.filter((item) => current.includes(item) && !remove.includes(item))).toEqual(
            current.filter((item) => !remove.includes(item)),
          );
        },
      ),
    );
  });
});

describe('maps', () => {
  const map = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(3)));

  test('merge: null removes, what is left out stays, and again changes nothing', () => {
    fc.assert(
      fc.property(map, map, (current, patch) => {
        const start = mergeMap({}, current);
        const merged = mergeMap(start, patch);
        for (const key of ['a', 'b', 'c']) {
          const wanted = key in patch ? patch[key] : start[key];
          expect(merged[key]).toBe(wanted ?? undefined);
        }
        expect(mergeMap(merged, patch)).toEqual(merged);
      }),
    );
  });

  test('that would outgrow the record are refused by the field that made them grow', () => {
    expect(bounded('/traits', 2, { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
    expect(() => bounded('/tags/add', 1, ['a', 'b'])).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        errors: [expect.objectContaining({ pointer: '/tags/add', code: 'too_big' })],
      }),
    );
  });
});
