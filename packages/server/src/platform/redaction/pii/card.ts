import type { Finding } from '../finding.ts';
import { passesLuhn } from './digits.ts';

/** Issuers by the range of their first digits, and the lengths of their numbers. */
const issuers: readonly (readonly [from: number, to: number, lengths: readonly number[]])[] = [
  [4, 4, [13, 16, 19]],
  [51, 55, [16]],
  [2221, 2720, [16]],
  [34, 34, [15]],
  [37, 37, [15]],
  [300, 305, [14, 16]],
  [3095, 3095, [14, 16]],
  [36, 36, [14, 15, 16, 17, 18, 19]],
  [38, 39, [14, 16]],
  [6011, 6011, [16, 17, 18, 19]],
  [644, 659, [16, 17, 18, 19]],
  [35, 35, [16, 17, 18, 19]],
  [2131, 2131, [15]],
  [1800, 1800, [15]],
  [62, 62, [16, 17, 18, 19]],
  [50, 50, [12, 13, 14, 15, 16, 17, 18, 19]],
  [56, 69, [12, 13, 14, 15, 16, 17, 18, 19]],
];

const groupings = new Set([
  '4-4-4-4',
  '4-6-5',
  '4-6-4',
  '4-4-4-4-3',
  '4-4-4-1',
  '4-4-4',
  '4-4-5',
  '6-13',
  '8-8',
]);

const candidates = /(?<![\w.+-])\d(?:[ -]?\d){11,18}(?![\w-]|\.\d)/g;

export const isCard = (digits: string): boolean =>
  issuers.some(
    ([from, to, lengths]) =>
      lengths.includes(digits.length) &&
      Number(digits.slice(0, String(from).length)) >= from &&
      Number(digits.slice(0, String(to).length)) <= to,
  ) && passesLuhn(digits);

export function* findCards(text: string): Generator<Finding> {
  for (const { 0: found, index } of text.matchAll(candidates)) {
    const groups = found.split(/[ -]/);
    const isWritten =
      groups.length === 1 ||
      (new Set(found.replace(/\d/g, '')).size === 1 &&
        groupings.has(groups.map(({ length }) => length).join('-')));
    if (isWritten && isCard(groups.join('')))
      yield { start: index, end: index + found.length, kind: 'PII', type: 'card', tier: 'card' };
  }
}
