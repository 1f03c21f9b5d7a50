import { and, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { wordsOf } from './search-terms.ts';

/** Longer queries are about more words than a record has. */
const wordsMax = 10;
/** Above every text that begins with a word. */
const end = '\u{10ffff}';

/** A record has words that begin with those of a query, all of them. */
export function hasWords(call: Call, type: 'customer' | 'account', id: PgColumn, query: string): SQL {
  const words = [...new Set(wordsOf(query))].slice(0, wordsMax);
  if (words.length === 0) return sql`false`;
  const conditions = words.map(
    (word) => sql`${id} in (select resource_id from search_terms
      where workspace_id = ${decodeId(call.workspaceId)}::uuid and resource_type = ${type}
        and term >= ${word} and term < ${word + end})`,
  );
  return and(...conditions)!;
}
