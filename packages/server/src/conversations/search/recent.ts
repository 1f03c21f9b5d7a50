import { statement } from '../../platform/db/index.ts';
import type { SearchField } from '../contract.ts';
import { personOf, readHeads, readItems } from './documents.ts';
import { vocabularyOf } from './words.ts';

const recentMax = 2000;

const newest = statement<[string]>(`
  select conversation_id, kind, item_id from search_changes
  where workspace_id = $1 and kind <> 'changed' order by id desc limit ${recentMax + 1}`);

/** The words of what was written and is not in the index yet. */
export interface Recent {
  readonly texts: readonly {
    readonly ref: number;
    readonly field: SearchField;
    readonly words: Set<string>;
  }[];
  /** There is more of it than is looked at. */
  readonly isCut: boolean;
}

export async function readRecent(workspace: string): Promise<Recent> {
  const rows = (await newest(workspace)) as [string, string, string | null][];
  if (rows.length === 0) return { texts: [], isCut: false };
  const seen = rows.slice(0, recentMax);
  const items = (kind: string) => seen.flatMap(([, each, item]) => (each === kind && item ? [item] : []));
  const [heads, found] = await Promise.all([
    readHeads(workspace, [...new Set(seen.map(([conversation]) => conversation))]),
    readItems(workspace, { message: items('message'), note: items('note') }),
  ]);
  const refs = new Map(heads.map(({ conversation, ref }) => [conversation, ref]));
  const texts = found.flatMap(({ conversation, field, text }) => {
    const ref = refs.get(conversation);
    return ref === undefined ? [] : [{ ref, field, words: vocabularyOf(text) }];
  });
  const withHead = new Set(seen.flatMap(([conversation, kind]) => (kind === 'head' ? [conversation] : [])));
  const told = heads
    .filter(({ conversation }) => withHead.has(conversation))
    .flatMap((head) => [
      { ref: head.ref, field: 'subject' as const, words: vocabularyOf(head.subject ?? '') },
      { ref: head.ref, field: 'customer' as const, words: vocabularyOf(personOf(head)) },
    ]);
  const isCut = rows.length > recentMax || seen.some(([, kind]) => kind === 'all');
  return { texts: [...texts, ...told], isCut };
}
