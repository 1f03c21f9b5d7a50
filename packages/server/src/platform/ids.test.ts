import fc from 'fast-check';
import { expect, test } from 'vitest';
import { id, idPrefixes } from '../contract/ids.ts';
import { decodeId, encodeId, newId, uuidv7 } from './ids.ts';

const uuid = fc.uuid();

test('an id and its uuid stand for one another', () => {
  fc.assert(
    fc.property(
      uuid,
      fc.constantFrom(...(Object.keys(idPrefixes) as (keyof typeof idPrefixes)[])),
      (each, prefix) => {
        const encoded = encodeId(prefix, each);
        expect(decodeId(encoded)).toBe(each);
        expect(id(prefix).safeParse(encoded).success).toBe(true);
      },
    ),
  );
});

test('ids order as their uuids do', () => {
  fc.assert(
    fc.property(uuid, uuid, (a, b) => {
      expect(encodeId('evt', a) < encodeId('evt', b)).toBe(a < b);
    }),
  );
});

test('new ids are unique and ascend, within a millisecond, across them, and when the clock goes back', () => {
  const start = Date.UTC(2030, 0, 1);
  const times = [0, 0, 1, 1, -5000, 2, 1, 60_000].map((offset) => start + offset);
  const made = times.flatMap((ms) => Array.from({ length: 6000 }, () => uuidv7(ms)));
  for (let i = 1; i < made.length; i++)
    if (made[i]! <= made[i - 1]!) expect.fail(`${made[i - 1]} before ${made[i]}`);
});

test('a new id is a uuid of version 7 with the time in front', () => {
  const at = new Date(Date.UTC(2040, 5, 1));
  const made = decodeId(newId('msg', at));
  expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(made.replaceAll('-', '').slice(0, 12), 16) - at.getTime()).toBeLessThan(5);
});

test('what is no id is refused, by the contract and by the decoder', () => {
  const good = newId('cus', new Date());
  for (const bad of [
    good.toUpperCase(),
    good.slice(0, -1),
    `${good}0`,
    good.replace('cus_', 'conv_'),
    good.replace('cus_', ''),
    `cus_8${good.slice(5)}`,
    `cus_${'u'.repeat(26)}`,
    `${good}\n`,
    '',
  ])
    expect(id('cus').safeParse(bad).success, bad).toBe(false);
  for (const bad of ['', 'cus_', 'cus_!', `cus_${'é'.repeat(26)}`, good.slice(0, -1)])
    expect(() => decodeId(bad)).toThrow('Not a typed id');
});
