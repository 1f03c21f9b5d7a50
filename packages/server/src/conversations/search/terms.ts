import type { SearchField } from '../contract.ts';
import { beginningOf } from './words.ts';

/*
 * A term is a word in a field, or the beginning of one: `mplaylist`, `m^pl`. Beginnings of two and three characters
 * are terms because too many words share them to be put together while somebody waits.
 */

const letters: Readonly<Record<SearchField, string>> = {
  subject: 's',
  customer: 'c',
  messages: 'm',
  notes: 'n',
};
const fieldOf = new Map(Object.entries(letters).map(([field, letter]) => [letter, field as SearchField]));

export const prefixMin = 2;
const prefixMax = 3;

export const termOf = (field: SearchField, word: string): string => letters[field] + word;
export const fieldOfTerm = (term: string): SearchField => fieldOf.get(term[0]!)!;

/** The terms by which a word is found. */
export function termsOf(field: SearchField, words: Iterable<string>): Set<string> {
  const terms = new Set<string>();
  for (const word of words) {
    terms.add(termOf(field, word));
    for (let length = prefixMin; length <= prefixMax && length <= word.length; length++)
      terms.add(`${letters[field]}^${beginningOf(word, length)}`);
  }
  return terms;
}

/** How the words that begin with something are found: by one term, or as a range of terms. */
export function prefixTerms(
  field: SearchField,
  prefix: string,
): { term: string } | { from: string; to: string } {
  if (prefix.length <= prefixMax) return { term: `${letters[field]}^${prefix}` };
  const from = termOf(field, prefix);
  return { from, to: `${from}\u{10ffff}` };
}
