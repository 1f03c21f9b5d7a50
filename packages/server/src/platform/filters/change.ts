import { isDeepStrictEqual } from 'node:util';
import type { FilterLeaf } from '../../contract/filters.ts';
import type { Predicate } from './predicate.ts';
import { customKey } from './values.ts';

/*
 * Leaves that ask an event what of its resource has changed, `changes.state` or `changes.apiContext.path`: the key as
 * it was logged, else a field of an object that was logged as one. A list has changed from and to each of its items.
 */

/** The logged name, and the field inside of it when that is asked for. */
function split(key: string): [name: string, field: string] | null {
  const dot = key.indexOf('.');
  return dot > 0 ? [key.slice(0, dot), key.slice(dot + 1)] : null;
}

/** In SQL, over the column that holds the changes. */
export function changeCondition(
  { field, op, value }: FilterLeaf,
  column: string,
  bind: (value: unknown) => string,
): string {
  const key = customKey(field);
  const inner = split(key);
  const logged = `${column} -> ${bind(key)}::text`;
  const side = (name: 'from' | 'to') => {
    const whole = `${logged} -> '${name}'`;
    const within = inner && `${column} -> ${bind(inner[0])}::text -> '${name}' -> ${bind(inner[1])}::text`;
    const found = within ? `(case when ${logged} is null then ${within} else ${whole} end)` : `(${whole})`;
    return `coalesce(${found}, 'null'::jsonb)`;
  };
  const changed = `${side('from')} <> ${side('to')}`;
  if (op === 'changed') return `(${changed})`;
  const which = side(op === 'changed_from' ? 'from' : 'to');
  return `(${changed} and ${which} @> ${bind(JSON.stringify(value))}::text::jsonb)`;
}

/** The same of an event that is at hand. */
export function changePredicate({ field, op, value }: FilterLeaf): Predicate {
  const key = customKey(field);
  const inner = split(key);
  return ({ changes = {} }) => {
    const isWhole = Object.hasOwn(changes, key);
    const logged = isWhole ? changes[key] : inner && own(changes, inner[0]);
    if (!logged) return false;
    const of = (side: unknown) => (isWhole ? side : own(side, inner![1])) ?? null;
    const { from, to } = logged as { from: unknown; to: unknown };
    const [before, after] = [of(from), of(to)];
    if (isDeepStrictEqual(before, after)) return false;
    if (op === 'changed') return true;
    const which = op === 'changed_from' ? before : after;
    return Array.isArray(which) ? which.includes(value) : which === value;
  };
}

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : null;
