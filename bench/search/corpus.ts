import { seededRandom } from '../random.ts';

/*
 * Made-up words that are used as those of a language are: the nth is used a nth as often as the first (Zipf), so
 * that there are words in nearly every message and words in a handful of a million.
 */

const consonants = 'bdfgklmnprtv';
const vowels = 'aeiou';
export const vocabularySize = 60_000;

/** The word of a rank, 0 for the most frequent. Longer ones are rarer, as everywhere. */
export function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 1; rest > 0; ) {
    const syllable = rest % 60;
    rest = Math.floor(rest / 60);
    word = consonants[syllable % 12]! + vowels[Math.floor(syllable / 12)]! + word;
  }
  return word.length < 4 ? `${word}n` : word;
}

const words = Array.from({ length: vocabularySize }, (_, rank) => wordOf(rank));

export function createCorpus(seed: number) {
  const random = seededRandom(seed);
  const word = () => words[Math.floor(vocabularySize ** random()) - 1]!;
  return {
    random,
    text(wordsMin: number, wordsMax: number): string {
      const length = wordsMin + Math.floor(random() * (wordsMax - wordsMin + 1));
      return Array.from({ length }, word).join(' ');
    },
  };
}
