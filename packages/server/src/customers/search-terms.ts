import type { Id } from '../contract/ids.ts';
import { pipe, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';

/** Longer words are found by their beginning; a record has no more words than this. */
const termCharacters = 64;
const termsMax = 200;

/** Words of a text as they are compared: without case, accents and punctuation. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.slice(0, termCharacters).toWellFormed());

/** The words by which a record with these texts is found. */
export const termsOf = (texts: readonly (string | null | undefined)[]): Set<string> =>
  new Set(texts.flatMap((text) => (text ? wordsOf(text) : [])).slice(0, termsMax));

/** A number is found however it is grouped. */
export const digitsOf = (phone: string | null): string | null => phone?.replace(/[^0-9]+/g, '') ?? null;

const insertTerms = statement<[string, string, string, string]>(`
  insert into search_terms (workspace_id, resource_type, term, resource_id)
  select $1::uuid, $2, term, $3::uuid from jsonb_array_elements_text($4::jsonb) as term on conflict do nothing`);
const deleteTerms = statement<[string, string, string, string]>(`
  delete from search_terms where workspace_id = $1::uuid and resource_type = $2 and resource_id = $3::uuid
    and term in (select jsonb_array_elements_text($4::jsonb))`);

/** Keeps the words of a record as its texts are, in the transaction that changes them. */
export function syncTerms(
  call: Call,
  type: 'customer' | 'account',
  id: Id<'cus' | 'acc'>,
  { before, after }: { before: Set<string>; after: Set<string> },
): void {
  const key = [decodeId(call.workspaceId), type, decodeId(id)] as const;
  const gone = [...before].filter((term) => !after.has(term));
  const come = [...after].filter((term) => !before.has(term));
  if (gone.length > 0) pipe(deleteTerms(...key, JSON.stringify(gone)));
  if (come.length > 0) pipe(insertTerms(...key, JSON.stringify(come)));
}
