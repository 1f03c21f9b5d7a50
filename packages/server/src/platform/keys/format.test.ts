import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeyKind, keyHint, keyKind, keyPrefixes, mintKey } from './index.ts';
import { KeyRing } from './key-ring.ts';

const kinds = Object.keys(keyPrefixes) as KeyKind[];

test.each(kinds)('a key of kind %s is told by its prefix, its length and its checksum', (kind) => {
  for (let n = 0; n < 200; n++) {
    const key = mintKey(kind);
    expect(key).toMatch(new RegExp(`^${keyPrefixes[kind]}[0-9A-Za-z]{38}$`));
    expect(keyKind(key)).toBe(kind);
    expect(key.endsWith(keyHint(key))).toBe(true);
  }
});

test('no typing error of one or two characters passes', () => {
  const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
  fc.assert(
    fc.property(fc.nat(37), character, fc.nat(37), character, (i, a, j, b) => {
      const key = mintKey('credential');
      const typed = [...key];
      typed[6 + i] = a;
      typed[6 + j] = b;
      fc.pre(typed.join('') !== key);
      expect(keyKind(typed.join(''))).toBeNull();
    }),
  );
});

test('two neighbours that changed places do not pass', () => {
  for (let n = 0; n < 200; n++) {
    const key = mintKey('credential');
    const at = 6 + (n % 31);
    const swapped = `${key.slice(0, at)}${key[at + 1]}${key[at]}${key.slice(at + 2)}`;
    if (swapped !== key) expect(keyKind(swapped)).toBeNull();
  }
});

test('any other text is no key', () => {
  fc.assert(fc.property(fc.string(), (text) => keyKind(text) === null));
  for (const prefix of Object.values(keyPrefixes)) expect(keyKind(prefix)).toBeNull();
});

test('every character is about equally likely', () => {
  const counts = new Map<string, number>();
  for (let n = 0; n < 2000; n++)
    for (const char of mintKey('credential').slice(6, 38)) counts.set(char, (counts.get(char) ?? 0) + 1);
  const expected = (2000 * 32) / 62;
  expect(counts.size).toBe(62);
  for (const [char, count] of counts) expect(Math.abs(count - expected) / expected, char).toBeLessThan(0.25);
});

test('a keyed hash depends on the key and on the secret of the installation', () => {
  const [one, two] = [new KeyRing('a'.repeat(32)), new KeyRing('b'.repeat(32))];
  const key = mintKey('credential');
  expect(one.hash(key).equals(one.hash(key))).toBe(true);
  expect(one.hash(key).equals(two.hash(key))).toBe(false);
  expect(one.hash(key).equals(one.hash(mintKey('credential')))).toBe(false);
  expect(() => new KeyRing('short')).toThrow('32 characters');
});

test('what is sealed opens with the same secret only, and not when a byte has changed', () => {
  const [one, two] = [new KeyRing('a'.repeat(32)), new KeyRing('b'.repeat(32))];
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (plain, at) => {
      const sealed = one.seal(plain);
      expect(one.unseal(sealed)).toBe(plain);
      expect(() => two.unseal(sealed)).toThrow();
      const changed = Buffer.from(sealed);
      changed[at % changed.length]! ^= 1;
      expect(() => one.unseal(changed)).toThrow();
    }),
    { numRuns: 50 },
  );
});
