import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addMember,
  addStored,
  encodeMembers,
  isMember,
  noMembers,
  placesOf,
  removeMember,
  segmentSize,
} from './members.ts';
import { parseQuery, placesOfPhrase } from './query.ts';
import { prefixTerms, termsOf } from './terms.ts';
import { vocabularyOf, wordsOf } from './words.ts';

const texts = fc.string({ unit: 'binary', maxLength: 200 });

describe('the words of a text', () => {
  test('are letters and digits only, whole characters, and stand where they are said to stand', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { word, start, end } of wordsOf(text)) {
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(word.isWellFormed()).toBe(true);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).isWellFormed()).toBe(true);
          last = end;
        }
        for (const term of termsOf('messages', vocabularyOf(text))) expect(term.isWellFormed()).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('are what somebody asks for who copies the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const words = wordsOf(text);
        for (const { start, end } of words.slice(0, 20)) {
          const asked = wordsOf(text.slice(start, end)).map(({ word }) => word);
          expect(
            placesOfPhrase({ words: asked, isPrefix: false }, words).map(([first]) => first.start),
          ).toContain(start);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['Tracks', ['track']],
    ['status bus access analysis', ['status', 'bus', 'access', 'analysis']],
    ['queries policies', ['query', 'policy']],
    ['ÉCOLE straße İstanbul', ['ecole', 'straße', 'istanbul']],
    ['429s 1,000', ['429s', '1', '000']],
    ['日本語 v2です', ['日', '本', '語', 'v2', 'て', 'す']],
    ['½ ① 🄁', ['12', '1', '0']],
  ])('of %s are %j', (text, expected) => {
    expect(wordsOf(text).map(({ word }) => word)).toEqual(expected);
  });
});

test('every beginning of two characters and more is found among the terms of its word', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{2,30}$/), fc.integer({ min: 2, max: 30 }), (word, length) => {
      const asked = prefixTerms('messages', word.slice(0, length));
      const terms = [...termsOf('messages', [word])];
      expect(
        'term' in asked
          ? terms.includes(asked.term)
          : terms.some((term) => term >= asked.from && term < asked.to),
      ).toBe(true);
    }),
  );
});

test.each([
  [
    'a "b c" -d ef*',
    { wanted: [['a'], ['b', 'c'], ['ef']], prefixes: [false, false, true], unwanted: [['d']] },
  ],
  ['"open quote', { wanted: [['open', 'quote']], prefixes: [false], unwanted: [] }],
  [
    'x* a_b "c*" -"d e"',
    { wanted: [['x'], ['a', 'b'], ['c']], prefixes: [false, false, false], unwanted: [['d', 'e']] },
  ],
  ['- -- "" * !', { wanted: [], prefixes: [], unwanted: [] }],
])('%s is read as it is meant', (text, { wanted, prefixes, unwanted }) => {
  const query = parseQuery(text);
  expect(query.wanted.map(({ words }) => words)).toEqual(wanted);
  expect(query.wanted.map(({ isPrefix }) => isPrefix)).toEqual(prefixes);
  expect(query.unwanted.map(({ words }) => words)).toEqual(unwanted);
});

test('a set of members is the same after it was stored, however many there are', () => {
  const places = fc.uniqueArray(fc.integer({ min: 0, max: segmentSize - 1 }), { maxLength: segmentSize });
  fc.assert(
    fc.property(places, places, (added, removed) => {
      const members = noMembers();
      for (const place of added) addMember(members, place);
      for (const place of removed) removeMember(members, place);
      const expected = added.filter((place) => !removed.includes(place)).sort((a, b) => a - b);
      expect(placesOf(members)).toEqual(expected);
      const restored = noMembers();
      addStored(restored, encodeMembers(members));
      expect(restored).toEqual(members);
      for (const place of removed) expect(isMember(restored, place)).toBe(false);
    }),
    { numRuns: 60 },
  );
});
