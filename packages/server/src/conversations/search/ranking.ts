import { isMember, type Members, noMembers, placesOf, segmentOf, segmentSize } from './members.ts';
import type { Weighted } from './places.ts';

export interface Candidate {
  readonly ref: number;
  readonly score: number;
}

/** Where in a ranking a page begins: behind this one. */
export type Position = Candidate;

interface Segment {
  readonly segment: number;
  /** Those that have all words. */
  readonly members: Members;
  /** The score of each, a bitmap for each of its binary digits. */
  readonly digits: readonly Members[];
}

interface Found {
  readonly segment: number;
  /** For each wanted word where it stands; the same for each unwanted one. */
  readonly words: readonly (readonly Weighted[])[];
  readonly barred: readonly (readonly Weighted[])[];
}

/*
 * Scores are added for 32 conversations at a time, digit by digit with a carry, as a circuit would: a word that is in
 * half of all conversations costs as much as one that is in ten, and nothing is made for a conversation that nobody
 * gets to see.
 */
export class Ranking {
  readonly #segments: readonly Segment[];
  readonly #scoreMax: number;

  constructor(found: readonly Found[]) {
    this.#segments = found.map(summed).sort((a, b) => b.segment - a.segment);
    this.#scoreMax = 2 ** Math.max(0, ...this.#segments.map(({ digits }) => digits.length)) - 1;
  }

  get total(): number {
    return this.#segments.reduce((sum, { members }) => sum + countOf(members), 0);
  }

  /** Best first, of equal ones the newest first. */
  *byScore(after: Position | null): Generator<Candidate> {
    for (let score = after?.score ?? this.#scoreMax; score > 0; score--)
      for (const { segment, members, digits } of this.#segments) {
        const bound = after?.score === score ? after.ref : Number.POSITIVE_INFINITY;
        if (segment > segmentOf(Math.min(bound, Number.MAX_SAFE_INTEGER))) continue;
        for (const place of placesOf(withScore(members, digits, score)).reverse()) {
          const ref = segment * segmentSize + place;
          if (ref < bound) yield { ref, score };
        }
      }
  }

  /** By their numbers, which are given as conversations begin. */
  *byNumber(ascending: boolean, after: Position | null): Generator<Candidate> {
    const segments = ascending ? [...this.#segments].reverse() : this.#segments;
    for (const { segment, members, digits } of segments) {
      const places = placesOf(members);
      for (const place of ascending ? places : places.reverse()) {
        const ref = segment * segmentSize + place;
        if (after && (ascending ? ref <= after.ref : ref >= after.ref)) continue;
        const score = digits.reduce(
          (sum, digit, power) => sum + (isMember(digit, place) ? 2 ** power : 0),
          0,
        );
        yield { ref, score };
      }
    }
  }
}

function summed({ segment, words, barred }: Found): Segment {
  const members = noMembers().fill(0xffffffff);
  const digits: Members[] = [];
  for (const fields of words) {
    const standing = best(fields);
    keep(members, (index) => standing.low[index]! | standing.high[index]!);
    add(digits, 0, standing.low);
    add(digits, 1, standing.high);
  }
  for (const fields of barred) for (const field of fields) keep(members, (index) => ~field.members[index]!);
  return { segment, members, digits };
}

/** The weight of the best field that has the word, as two digits. */
function best(fields: readonly Weighted[]): { low: Members; high: Members } {
  const [low, high] = [noMembers(), noMembers()];
  // Heavier fields come later and say all there is to say.
  for (const { weight, members } of [...fields].sort((a, b) => a.weight - b.weight))
    for (let index = 0; index < low.length; index++) {
      const those = members[index]!;
      low[index] = weight & 1 ? low[index]! | those : low[index]! & ~those;
      high[index] = weight & 2 ? high[index]! | those : high[index]! & ~those;
    }
  return { low, high };
}

/** Adds one digit of a number to the sums, from its place on. */
function add(digits: Members[], place: number, digit: Members): void {
  let carry: Members | null = digit.slice();
  for (let at = place; carry; at++) {
    for (let index = digits.length; index <= at; index++) digits.push(noMembers());
    const sum: Members = digits[at]!;
    let overflows = 0;
    for (let index = 0; index < sum.length; index++) {
      const both = sum[index]! & carry[index]!;
      sum[index]! ^= carry[index]!;
      carry[index] = both;
      overflows |= both;
    }
    if (overflows === 0) carry = null;
  }
}

function keep(members: Members, those: (index: number) => number): void {
  for (let index = 0; index < members.length; index++) members[index]! &= those(index);
}

function withScore(members: Members, digits: readonly Members[], score: number): Members {
  if (score >= 2 ** digits.length) return noMembers();
  const those = members.slice();
  for (const [power, digit] of digits.entries())
    keep(those, (index) => (score & (1 << power) ? digit[index]! : ~digit[index]!));
  return those;
}

function countOf(members: Members): number {
  let count = 0;
  for (let word of members) for (; word !== 0; word &= word - 1) count++;
  return count;
}
