import { statement } from '../../platform/db/index.ts';
import type { SearchField } from '../contract.ts';
import {
  addMember,
  addStored,
  isMember,
  type Members,
  noMembers,
  placeOf,
  placesOf,
  segmentOf,
  segmentSize,
} from './members.ts';
import type { Phrase, Query } from './query.ts';
import { readRecent } from './recent.ts';
import { fieldOfTerm, prefixTerms, termOf } from './terms.ts';

/** How much a word in a field says about what a conversation is about. */
const weights: Readonly<Record<SearchField, number>> = { subject: 3, customer: 3, messages: 2, notes: 1 };
export const searchFields = Object.keys(weights) as SearchField[];

/** The beginning of a word may be that of very many. */
const rangeRowsMax = 20_000;

const exact = statement<[string, string]>(`
  select term, segment, members from search_postings
  where workspace_id = $1 and term = any(string_to_array($2, ','))`);
const between = statement<[string, string, string]>(`
  select term, segment, members from search_postings
  where workspace_id = $1 and term >= $2 and term < $3 limit ${rangeRowsMax}`);

interface Asked {
  readonly word: string;
  readonly isPrefix: boolean;
}

/** Where one word stands: in which field of which conversations. */
class Places {
  readonly asked: Asked;
  readonly #byField: Map<SearchField, Map<number, Members>>;

  constructor(asked: Asked, fields: readonly SearchField[]) {
    this.asked = asked;
    this.#byField = new Map(fields.map((field) => [field, new Map()]));
  }

  members(field: SearchField, segment: number): Members | null {
    const bySegment = this.#byField.get(field);
    if (!bySegment) return null;
    let members = bySegment.get(segment);
    if (!members) {
      members = noMembers();
      bySegment.set(segment, members);
    }
    return members;
  }

  addRecent(field: SearchField, ref: number, words: Set<string>): void {
    const { word, isPrefix } = this.asked;
    const has = isPrefix ? [...words].some((each) => each.startsWith(word)) : words.has(word);
    const members = has ? this.members(field, segmentOf(ref)) : null;
    if (members) addMember(members, placeOf(ref));
  }

  segments(): Set<number> {
    return new Set([...this.#byField.values()].flatMap((bySegment) => [...bySegment.keys()]));
  }

  /** The members of a segment by the weight of their field, heaviest first. */
  inSegment(segment: number): { weight: number; members: Members }[] {
    return [...this.#byField]
      .flatMap(([field, bySegment]) => {
        const members = bySegment.get(segment);
        return members ? [{ weight: weights[field], members }] : [];
      })
      .sort((a, b) => b.weight - a.weight);
  }
}

export interface Candidate {
  readonly ref: number;
  readonly score: number;
}

export interface Matches {
  readonly candidates: readonly Candidate[];
  readonly isIncomplete: boolean;
}

/** The conversations that have all wanted words, best first and of equal ones the newest first. */
export async function matchQuery(
  workspace: string,
  { wanted, unwanted }: Query,
  fields: readonly SearchField[],
): Promise<Matches> {
  const places = wordsIn(wanted).map((asked) => new Places(asked, fields));
  // Of what is unwanted as several words in a row the words alone say nothing.
  const barred = wordsIn(unwanted.filter(({ words }) => words.length === 1)).map(
    (asked) => new Places(asked, fields),
  );
  const all = [...places, ...barred];
  // In this order: what is indexed in between is then seen twice, and not never.
  const [recent, isCut] = await Promise.all([readRecent(workspace), readPlaces(workspace, all, fields)]);
  for (const { ref, field, words } of recent.texts) for (const each of all) each.addRecent(field, ref, words);
  return { candidates: rank(places, barred), isIncomplete: isCut || recent.isCut };
}

const wordsIn = (phrases: readonly Phrase[]): Asked[] => {
  const asked = new Map<string, Asked>();
  for (const { words, isPrefix } of phrases)
    words.forEach((word, index) => {
      const each = { word, isPrefix: isPrefix && index === words.length - 1 };
      asked.set(`${word}${each.isPrefix ? '*' : ''}`, each);
    });
  return [...asked.values()];
};

/** Reads the index for all words; true when not all that it has could be read. */
async function readPlaces(
  workspace: string,
  all: readonly Places[],
  fields: readonly SearchField[],
): Promise<boolean> {
  const byTerm = new Map<string, Places[]>();
  const ranges: Promise<boolean>[] = [];
  for (const places of all)
    for (const field of fields) {
      const { word, isPrefix } = places.asked;
      const found = isPrefix ? prefixTerms(field, word) : { term: termOf(field, word) };
      if ('term' in found) byTerm.set(found.term, [...(byTerm.get(found.term) ?? []), places]);
      else
        ranges.push(between(workspace, found.from, found.to).then((rows) => addRows(rows, () => [places])));
    }
  if (byTerm.size > 0)
    ranges.push(
      exact(workspace, [...byTerm.keys()].join(',')).then((rows) => {
        addRows(rows, (term) => byTerm.get(term)!);
        return false;
      }),
    );
  return (await Promise.all(ranges)).includes(true);
}

function addRows(rows: readonly unknown[][], placesOfTerm: (term: string) => readonly Places[]): boolean {
  for (const [term, segment, stored] of rows as [string, number, Uint8Array][])
    for (const places of placesOfTerm(term)) addStored(places.members(fieldOfTerm(term), segment)!, stored);
  return rows.length === rangeRowsMax;
}

function rank(places: readonly Places[], barred: readonly Places[]): Candidate[] {
  const [first, ...others] = places.map((each) => each.segments());
  if (!first) return [];
  const segments = [...first]
    .filter((segment) => others.every((other) => other.has(segment)))
    .sort((a, b) => b - a);
  const byScore = new Map<number, number[]>();
  for (const segment of segments) {
    const words = places.map((each) => each.inSegment(segment));
    const common = words.map(union).reduce(intersection);
    for (const each of barred) without(common, union(each.inSegment(segment)));
    for (const place of placesOf(common).reverse()) {
      const score = words.reduce(
        (sum, fields) => sum + (fields.find(({ members }) => isMember(members, place))?.weight ?? 0),
        0,
      );
      const refs = byScore.get(score);
      const ref = segment * segmentSize + place;
      if (refs) refs.push(ref);
      else byScore.set(score, [ref]);
    }
  }
  return [...byScore]
    .sort(([a], [b]) => b - a)
    .flatMap(([score, refs]) => refs.map((ref) => ({ ref, score })));
}

function union(fields: readonly { members: Members }[]): Members {
  const all = noMembers();
  for (const { members } of fields)
    for (let index = 0; index < all.length; index++) all[index]! |= members[index]!;
  return all;
}

function intersection(a: Members, b: Members): Members {
  for (let index = 0; index < a.length; index++) a[index]! &= b[index]!;
  return a;
}

function without(a: Members, b: Members): void {
  for (let index = 0; index < a.length; index++) a[index]! &= ~b[index]!;
}
