import { isDeepStrictEqual } from 'node:util';
import { invalidField } from './problem.ts';

export type Changes = Record<string, { from: unknown; to: unknown }>;

/**
 * What of the wanted fields differs from the row. Fields left out stay; `values` is null when nothing differs,
 * and then nothing is written and nothing emitted.
 */
export function differences<
  R extends object,
  W extends { [K in keyof W]?: K extends keyof R ? R[K] | undefined : never },
>(row: R, wanted: W): { changes: Changes; values: Partial<R> | null } {
  const changes: Changes = {};
  const values: Partial<R> = {};
  for (const [field, to] of Object.entries(wanted)) {
    const from = row[field as keyof R];
    if (to === undefined || isDeepStrictEqual(from, to)) continue;
    changes[field] = { from, to };
    values[field as keyof R] = to as R[keyof R];
  }
  return { changes, values: Object.keys(changes).length > 0 ? values : null };
}

/** Adds and removes without losing what another writer added in between. */
export function changeList(
  current: readonly string[],
  { add = [], remove = [] }: { add?: string[] | undefined; remove?: string[] | undefined },
): string[] {
  const kept = current.filter((item) => !remove.includes(item));
  return [...new Set([...kept, ...add])];
}

/** What is changed by what to add may outgrow the record, which no single request shows. */
export function bounded<T extends object>(pointer: string, max: number, value: T): T {
  if (Object.keys(value).length <= max) return value;
  throw invalidField(pointer, 'too_big', `Must leave at most ${max} on the record.`);
}

/** A JSON merge patch one level deep: null removes a key. */
export function mergeMap<T>(
  current: Readonly<Record<string, T>>,
  patch: Readonly<Record<string, T>>,
): Record<string, T> {
  const merged = { ...current, ...patch };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
