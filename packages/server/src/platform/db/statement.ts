import { fillPlaceholders } from 'drizzle-orm';
import { transaction } from './transaction.ts';

/**
 * A hand-written statement for what the query builder cannot say, prepared like all others. Values are passed,
 * never pasted; `workspace_id` is the caller's to filter by.
 */
export const statement =
  <P extends readonly unknown[]>(text: string) =>
  (...params: P): Promise<unknown[][]> =>
    transaction().run(text, params, 'values');

interface Built {
  toSQL(): { sql: string; params: unknown[] };
}

/**
 * Builds a query with placeholders once, at module level, to a function that sends it. For hot paths: rows come
 * back as the wire has them, for the caller to map.
 */
export function compile<V extends Record<string, unknown>>(
  query: Built,
): (values: V) => Promise<unknown[][]> {
  const { sql: text, params } = query.toSQL();
  return (values) => transaction().run(text, fillPlaceholders(params, values), 'values');
}

/** Sends a query whose answer nobody needs; the commit follows in the same flush and fails if it does. */
export function pipe(query: Built | Promise<unknown>): void {
  const tx = transaction();
  if (query instanceof Promise) {
    tx.pipe(query);
  } else {
    const { sql: text, params } = query.toSQL();
    tx.pipe(tx.run(text, params, 'values'));
  }
}
