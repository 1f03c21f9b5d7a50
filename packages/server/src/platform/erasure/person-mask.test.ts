import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskInJson, PersonMask } from './index.ts';

const mask = new PersonMask({
  identifying: ['Mariah.O@example.com', 'user_8841', 'u42'],
  phones: ['+49 30 90' + '17263'],
  names: ['Mariah Will'],
});

describe('in what is the person’s own', () => {
  test.each([
    ['Hi Mariah, we wrote to mariah.o@EXAMPLE.com.', 'Hi [erased], we wrote to [erased].'],
    ['Mariah Will is user_8841 and u42.', '[erased] is [erased] and [erased].'],
    ['mariah will see', '[erased] see'],
    ['It will do; Will agrees.', 'It will do; [erased] agrees.'],
    ['Call 49 (30) 90-' + '17263 now', 'Call [erased] now'],
    ['user_88412 and menu42 are others', 'user_88412 and menu42 are others'],
  ])('%s', (text, masked) => {
    expect(mask.maskNearby(text)).toBe(masked);
  });
});

describe('in what is of others', () => {
  test.each([
    ['mariah.o@example.com asked', '[erased] asked'],
    ['+49309017263', '[erased]'],
    ['Mariah asked for u42', 'Mariah asked for u42'],
  ])('%s', (text, masked) => {
    expect(mask.maskAnywhere(text)).toBe(masked);
  });
});

test('whatever the values are, they are gone and the rest is as it was', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 5, maxLength: 30 });
  fc.assert(
    fc.property(value, (given) => {
      const of = new PersonMask({ identifying: [given], phones: [given], names: [given] });
      expect(of.maskAnywhere(`( ${given} ) and 1`)).toMatch(/^\( .*\[erased\].* \) and 1$/su);
      expect(of.maskNearby('# 1')).toBe('# 1');
    }),
  );
});

test('of JSON the texts are masked, and keys, numbers and form stay', () => {
  const value = { user_8841: ['user_8841', 1, null, { a: true, b: 'x user_8841' }] };
  expect(maskInJson(value, mask.maskAnywhere)).toEqual({
    user_8841: ['[erased]', 1, null, { a: true, b: 'x [erased]' }],
  });
});
