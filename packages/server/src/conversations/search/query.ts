import { invalidField } from '../../platform/problem.ts';
import { prefixMin } from './terms.ts';
import { type Word, wordsOf } from './words.ts';

/** Words that stand in this order, one behind the other; the last may be a beginning only. */
export interface Phrase {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/** What is asked for: all of one list and nothing of the other. */
export interface Query {
  readonly wanted: readonly Phrase[];
  readonly unwanted: readonly Phrase[];
}

const wordsMax = 24;
const chunk = /(-?)(?:"([^"]*)"?|([^\s"]+))/gu;

/**
 * Reads `adding tracks "exact words" -without begin*`. What is written together, such as `invalid_scope` or an
 * address, is searched as words that stand together.
 */
export function parseQuery(text: string): Query {
  const wanted: Phrase[] = [];
  const unwanted: Phrase[] = [];
  for (const [, minus, quoted, plain] of text.matchAll(chunk)) {
    const source = quoted ?? plain ?? '';
    const words = wordsOf(source).map(({ word }) => word);
    if (words.length === 0) continue;
    const isPrefix =
      quoted === undefined && /[\p{L}\p{N}]\*$/u.test(source) && words.at(-1)!.length >= prefixMin;
    (minus ? unwanted : wanted).push({ words, isPrefix });
  }
  if ([...wanted, ...unwanted].reduce((sum, { words }) => sum + words.length, 0) > wordsMax)
    throw invalidField('/query', 'too_big', `Must have at most ${wordsMax} words.`);
  return { wanted, unwanted };
}

/** Where a phrase stands among the words of a text: the first and the last of its words. */
export function placesOfPhrase({ words, isPrefix }: Phrase, text: readonly Word[]): [Word, Word][] {
  const places: [Word, Word][] = [];
  for (let at = 0; at + words.length <= text.length; at++) {
    const fits = words.every((word, index) => {
      const found = text[at + index]!.word;
      return found === word || (isPrefix && index === words.length - 1 && found.startsWith(word));
    });
    if (fits) places.push([text[at]!, text[at + words.length - 1]!]);
  }
  return places;
}
