import { statement } from '../../platform/db/index.ts';
import { type SearchField, searchField } from '../contract.ts';
import { addStored } from './members.ts';
import { type Asked, Places } from './places.ts';
import type { Phrase, Query } from './query.ts';
import { Ranking } from './ranking.ts';
import { readRecent } from './recent.ts';
import { fieldOfTerm, prefixTerms, termOf } from './terms.ts';

export const searchFields: readonly SearchField[] = searchField.options;

/** The beginning of a word may be that of very many. */
const rangeRowsMax = 20_000;

const exact = statement<[string, string]>(`
  select term, segment, members from search_postings
  where workspace_id = $1 and term = any(string_to_array($2, ','))`);
const between = statement<[string, string, string]>(`
  select term, segment, members from search_postings
  where workspace_id = $1 and term >= $2 and term < $3 limit ${rangeRowsMax}`);

export interface Matches {
  readonly ranking: Ranking;
  readonly isIncomplete: boolean;
}

/** The conversations that have all wanted words. */
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
  return { ranking: rank(places, barred), isIncomplete: isCut || recent.isCut };
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
  const reads: Promise<boolean>[] = [];
  for (const places of all)
    for (const field of fields) {
      const { word, isPrefix } = places.asked;
      const found = isPrefix ? prefixTerms(field, word) : { term: termOf(field, word) };
      if ('term' in found) byTerm.set(found.term, [...(byTerm.get(found.term) ?? []), places]);
      else reads.push(between(workspace, found.from, found.to).then((rows) => addRows(rows, () => [places])));
    }
  if (byTerm.size > 0)
    reads.push(
      exact(workspace, [...byTerm.keys()].join(',')).then((rows) => {
        addRows(rows, (term) => byTerm.get(term)!);
        return false;
      }),
    );
  return (await Promise.all(reads)).includes(true);
}

function addRows(rows: readonly unknown[][], placesOfTerm: (term: string) => readonly Places[]): boolean {
  for (const [term, segment, stored] of rows as [string, number, Uint8Array][])
    for (const places of placesOfTerm(term)) addStored(places.members(fieldOfTerm(term), segment)!, stored);
  return rows.length === rangeRowsMax;
}

function rank(places: readonly Places[], barred: readonly Places[]): Ranking {
  const [first, ...others] = places.map((each) => each.segments());
  const segments = [...(first ?? [])].filter((segment) => others.every((other) => other.has(segment)));
  return new Ranking(
    segments.map((segment) => ({
      segment,
      words: places.map((each) => each.inSegment(segment)),
      barred: barred.map((each) => each.inSegment(segment)),
    })),
  );
}
