import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAddressAllowed, isAllowlistWithin } from './address-allowlist.ts';

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const toNumber = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 256 + part, 0);

test('an IPv4 range holds exactly the addresses with its leading bits', () => {
  fc.assert(
    fc.property(octets, octets, fc.integer({ min: 0, max: 32 }), (range, address, bits) => {
      const size = 2 ** (32 - bits);
      const inside = Math.floor(toNumber(range) / size) === Math.floor(toNumber(address) / size);
      expect(isAddressAllowed([`${range.join('.')}/${bits}`], address.join('.'))).toBe(inside);
      expect(isAddressAllowed([`${range.join('.')}/${bits}`], `::ffff:${address.join('.')}`)).toBe(inside);
    }),
  );
});

test('a list within another lets in nobody whom the other keeps out', () => {
  // Few bits decide in so small a world that most lists meet.
  const small = fc.tuple(fc.constant(10), fc.constant(0), fc.constant(0), fc.nat(7));
  const cidr = fc
    .tuple(small, fc.integer({ min: 28, max: 32 }))
    .map(([range, bits]) => `${range.join('.')}/${bits}`);
  const list = fc.array(cidr, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(list, list, small, (inner, outer, address) => {
      if (!isAllowlistWithin(inner, outer) || !isAddressAllowed(inner, address.join('.'))) return;
      expect(isAddressAllowed(outer, address.join('.'))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  [['2001:db8::/32'], '2001:db8:ffff::1', true],
  [['2001:db8::/32'], '2001:db9::1', false],
  [['2001:DB8:0:0::1'], '2001:db8::1', true],
  [['::1'], '127.0.0.1', false],
  [['10.0.0.1'], '::ffff:10.0.0.1', true],
  [[], 'whatever', true],
  [['0.0.0.0/0'], 'whatever', false],
])('the list %j and the address %s: %s', (allowlist, ip, allowed) => {
  expect(isAddressAllowed(allowlist, ip)).toBe(allowed);
});
