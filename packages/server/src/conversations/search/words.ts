/*
 * What a text is searched by. Words are runs of letters and digits without case, accents and compatibility forms,
 * with the English plural taken off; characters of scripts without spaces are words of their own. The same function
 * reads what is written and what is asked for, so the two cannot disagree.
 */

const run = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const beside = /[^\p{L}\p{N}]+/gu;
const isAscii = /^[\x20-\x7e]*$/;

/** Longer words are told apart by their beginning. */
export const wordMax = 40;

export interface Word {
  readonly word: string;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** The words of a text with their places. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(run)) {
    const [found] = match;
    const start = match.index;
    if (isAscii.test(found) || !unspaced.test(found)) {
      words.push({ word: normalise(found), start, end: start + found.length });
      continue;
    }
    let at = start;
    for (const character of found) {
      const end = at + character.length;
      if (unspaced.test(character)) words.push({ word: normalise(character), start: at, end });
      else {
        const last = words.at(-1);
        // What stands between belongs together: `v2` in the middle of a Japanese sentence.
        if (last && last.end === at && !unspaced.test(text.slice(last.start, last.end)))
          words[words.length - 1] = { word: normalise(text.slice(last.start, end)), start: last.start, end };
        else words.push({ word: normalise(character), start: at, end });
      }
      at = end;
    }
  }
  return words.filter(({ word }) => word !== '');
}

/** The words of a text, each once. */
export function vocabularyOf(text: string): Set<string> {
  const words = new Set<string>();
  for (const { word } of wordsOf(text)) words.add(word);
  return words;
}

function normalise(word: string): string {
  const plain = isAscii.test(word)
    ? word.toLowerCase()
    : word.toLowerCase().normalize('NFKD').replace(beside, '').normalize('NFC');
  return beginningOf(singular(plain), wordMax);
}

/** The first characters of a word, none of them cut in half. */
export function beginningOf(word: string, length: number): string {
  const beginning = word.slice(0, length);
  return beginning.isWellFormed() ? beginning : word.slice(0, length - 1);
}

/** The weakest of stemmers, for the one ending that people change without noticing. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:[suia]s|\ds)$/.test(word)) return word;
  return word.endsWith('ies') && word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
