import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Id } from '../contract/ids.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { decodeId } from './ids.ts';
import type { KeyRing } from './keys/index.ts';

interface Created {
  readonly id: Id;
  readonly createdAt: Date;
}

interface Listing {
  readonly workspaceId: Id<'ws'>;
  readonly keys: KeyRing;
  readonly resource: string;
  readonly input: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly [filter: string]: unknown;
  };
}

/** The page of a list in the form of the contract, from one row more than it holds. */
export interface Page<T> {
  object: 'list';
  data: T[];
  hasMore: boolean;
  nextCursor: string | null;
}

const scopeOf = ({ workspaceId, resource, input: { limit: _, cursor: __, ...filter } }: Listing) => ({
  workspaceId,
  resource,
  filter,
});

/** The position that a list's cursor stands for; null for its beginning. */
export const positionOf = (listing: Listing): string[] | null =>
  listing.input.cursor === undefined
    ? null
    : decodeCursor(listing.keys, scopeOf(listing), listing.input.cursor);

/** Rows come with one more than the page holds, which tells that there are more. */
export function toPage<R, T>(
  listing: Listing,
  rows: readonly R[],
  position: (row: R) => readonly string[],
  present: (row: R) => T,
): Page<T> {
  const { limit } = listing.input;
  const hasMore = rows.length > limit;
  const shown = hasMore ? rows.slice(0, limit) : rows;
  return {
    object: 'list',
    data: shown.map(present),
    hasMore,
    nextCursor: hasMore ? encodeCursor(listing.keys, scopeOf(listing), position(shown.at(-1) as R)) : null,
  };
}

/** A page whose end is not that of its rows: what was looked at ends at `position`, or nowhere when that was all. */
export const pageAt = <T>(listing: Listing, data: T[], position: readonly string[] | null): Page<T> => ({
  object: 'list',
  data,
  hasMore: position !== null,
  nextCursor: position && encodeCursor(listing.keys, scopeOf(listing), position),
});

/** Order by creation with the id as tie-break: immutable and unique, so pages neither repeat nor lose rows. */
export function byCreation(columns: { createdAt: PgColumn; id: PgColumn }, descending: boolean) {
  const { createdAt, id } = columns;
  const [order, beyond] = descending ? [desc, lt] : [asc, gt];
  return {
    orderBy: [order(createdAt), order(id)],
    after(position: string[] | null): SQL | undefined {
      if (!position) return undefined;
      const [at, uuid] = position;
      const instant = sql`${at}::timestamptz`;
      return or(beyond(createdAt, instant), and(eq(createdAt, instant), beyond(id, sql`${uuid}::uuid`)));
    },
    position: (row: Created) => [row.createdAt.toISOString(), decodeId(row.id)],
  };
}

const plannedRows = new Set([11, 21, 26, 51, 101]);

/**
 * `limit` of a hand-written page. Behind a parameter the planner knows nothing of it and plans each call anew,
 * which took a third of a page; the usual sizes are therefore written out, and others, which anybody could send
 * by the hundred, are not.
 */
export const limitTo = (rows: number, bind: (value: unknown) => string): string =>
  `limit ${plannedRows.has(rows) ? rows : bind(rows)}`;
