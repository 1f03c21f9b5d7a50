import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMember, noMembers, segmentSize } from './members.ts';
import type { Weighted } from './places.ts';
import { type Candidate, Ranking } from './ranking.ts';

/** Some conversations of two segments, and for each word the weights of the fields it stands in. */
const refs = fc.uniqueArray(fc.integer({ min: 0, max: 2 * segmentSize - 1 }), { maxLength: 60 });
const fields = fc.record({ 1: refs, 2: refs, 3: refs });
const searches = fc.record({
  words: fc.array(fields, { minLength: 1, maxLength: 5 }),
  barred: fc.array(fields, { maxLength: 1 }),
});
type Fields = Readonly<Record<1 | 2 | 3, readonly number[]>>;

const inSegment = (word: Fields, segment: number): Weighted[] =>
  ([1, 2, 3] as const).map((weight) => {
    const members = noMembers();
    for (const ref of word[weight])
      if (Math.floor(ref / segmentSize) === segment) addMember(members, ref % segmentSize);
    return { weight, members };
  });

const weightOf = (word: Fields, ref: number) =>
  ([3, 2, 1] as const).find((weight) => word[weight].includes(ref)) ?? 0;

/** One conversation after the other, as it would be done by hand. */
function plainly({ words, barred }: { words: Fields[]; barred: Fields[] }): Candidate[] {
  const all = new Set(words.flatMap((word) => [...word[1], ...word[2], ...word[3]]));
  return [...all]
    .filter(
      (ref) =>
        words.every((word) => weightOf(word, ref) > 0) && !barred.some((word) => weightOf(word, ref) > 0),
    )
    .map((ref) => ({ ref, score: words.reduce((sum, word) => sum + weightOf(word, ref), 0) }))
    .sort((a, b) => b.score - a.score || b.ref - a.ref);
}

const rankingOf = ({ words, barred }: { words: Fields[]; barred: Fields[] }) =>
  new Ranking(
    [0, 1].map((segment) => ({
      segment,
      words: words.map((word) => inSegment(word, segment)),
      barred: barred.map((word) => inSegment(word, segment)),
    })),
  );

// Words that share what they stand in, so that there is something to rank.
const related = searches.map(({ words, barred }) => ({
  words: words.map((word, index) =>
    index === 0 ? word : { ...word, 2: [...new Set([...word[2], ...words[0]![1], ...words[0]![3]])] },
  ),
  barred,
}));

test('scores and orders as one would by hand, however many words there are', () => {
  fc.assert(
    fc.property(related, (search) => {
      const ranking = rankingOf(search);
      const expected = plainly(search);
      expect([...ranking.byScore(null)]).toEqual(expected);
      expect(ranking.total).toBe(expected.length);
      const byNumber = [...expected].sort((a, b) => a.ref - b.ref);
      expect([...ranking.byNumber(true, null)]).toEqual(byNumber);
      expect([...ranking.byNumber(false, null)]).toEqual([...byNumber].reverse());
    }),
    { numRuns: 150 },
  );
});

test('goes on behind any place of it, in each order', () => {
  fc.assert(
    fc.property(related, fc.nat(), (search, at) => {
      const ranking = rankingOf(search);
      for (const inOrder of [
        (after: Candidate | null) => [...ranking.byScore(after)],
        (after: Candidate | null) => [...ranking.byNumber(true, after)],
        (after: Candidate | null) => [...ranking.byNumber(false, after)],
      ]) {
        const all = inOrder(null);
        if (all.length === 0) continue;
        const place = at % all.length;
        expect(inOrder(all[place]!)).toEqual(all.slice(place + 1));
      }
    }),
    { numRuns: 100 },
  );
});
