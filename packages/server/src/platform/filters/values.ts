import type { FilterField, FilterLeaf } from '../../contract/filters.ts';

/*
 * What both compilers share. All values of one leaf are compared in the one form of its field's type: times as
 * RFC 3339 in UTC with milliseconds, texts by code point, ids as they are written.
 */

/** The values of a leaf as a list, in the form in which they are compared. */
export function valuesOf({ type }: FilterField, { op, value }: FilterLeaf): (string | number | boolean)[] {
  const given = value === undefined ? [] : [value].flat();
  if (op === 'within_last' || type !== 'time') return given as (string | number | boolean)[];
  return given.map((each) => new Date(each as string).toISOString());
}

/** Lower case of ASCII letters only: the one folding that every database and runtime agrees on. */
export const foldAscii = (text: string): string =>
  text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The key of the caller's in a name such as `traits.plan`. */
export const customKey = (name: string): string => name.slice(name.indexOf('.') + 1);
