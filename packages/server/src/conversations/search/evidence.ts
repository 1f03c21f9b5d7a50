import type { Id } from '../../contract/ids.ts';
import { statement } from '../../platform/db/index.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import type { Conversation, SearchField, SearchHighlight } from '../contract.ts';
import { type Head, readHeads } from './documents.ts';
import { highlightOf } from './highlight.ts';
import { type Phrase, placesOfPhrase, type Query } from './query.ts';
import { wordsOf } from './words.ts';

/** So many texts of a conversation are read for each phrase. */
const textsMax = 3;
const highlightsMax = 5;

/*
 * A superset of the texts that have all words of a phrase, cheap to find: what the two foldings of case and accents
 * might see differently is let through when it is not plain ASCII.
 */
const textsOf = (table: 'messages' | 'notes', text: string, order: string, alive: string) =>
  statement<[workspace: string, conversations: string, phrases: string]>(`
  select c.id, p.number, t.id, t.text
  from unnest(string_to_array($2, ',')::uuid[]) as c (id)
  cross join jsonb_array_elements($3::jsonb) with ordinality as p (words, number)
  cross join lateral (
    select m.id, m.${text} as text from ${table} m
    where m.workspace_id = $1 and m.conversation_id = c.id${alive} and (
      m.${text} ~ '[^\\x01-\\x7f]' or not exists (
        select from jsonb_array_elements_text(p.words) as w (word) where position(w.word in lower(m.${text})) = 0
      )
    )
    order by m.${order} desc limit ${textsMax}
  ) as t`);
const messageTexts = textsOf('messages', 'body_text', 'sequence', ' and m.deleted_at is null');
const noteTexts = textsOf('notes', 'body', 'timeline_sequence', '');

interface Text {
  readonly field: SearchHighlight['field'];
  readonly id: Id<'msg'> | Id<'note'> | null;
  readonly text: string;
}

interface Texts {
  readonly texts: Text[];
  /** How many were read for each phrase: as many as that, and there may be more. */
  readonly counts: Map<number, number>;
}

/** What shows that conversations have what is asked for; null of those in which it cannot be found (any more). */
export async function findEvidence(
  workspaceId: Id<'ws'>,
  found: readonly { readonly conversation: Conversation }[],
  { wanted, unwanted }: Query,
  fields: readonly SearchField[],
): Promise<(SearchHighlight[] | null)[]> {
  const barred = unwanted.filter(({ words }) => words.length > 1);
  const phrases = [...wanted, ...barred];
  const byConversation = new Map(
    found.map(({ conversation }): [string, Texts] => [
      decodeId(conversation.id),
      { texts: [], counts: new Map() },
    ]),
  );
  const list = [...byConversation.keys()].join(',');
  const needles = JSON.stringify(phrases.map(({ words }) => words.map(needleOf)));
  const read = async (field: 'messages' | 'notes', of: typeof messageTexts, prefix: 'msg' | 'note') => {
    if (!fields.includes(field) || list === '') return;
    for (const [conversation, number, id, text] of (await of(decodeId(workspaceId), list, needles)) as [
      string,
      unknown,
      string,
      string,
    ][]) {
      const { texts, counts } = byConversation.get(conversation)!;
      const phrase = Number(number) - 1;
      counts.set(phrase, Math.max(counts.get(phrase) ?? 0, 0) + 1);
      const typed = encodeId(prefix, id);
      if (!texts.some((each) => each.id === typed))
        texts.push({ field: prefix === 'msg' ? 'message' : 'note', id: typed, text });
    }
  };
  const heads = readHeads(decodeId(workspaceId), [...byConversation.keys()]);
  await Promise.all([read('messages', messageTexts, 'msg'), read('notes', noteTexts, 'note')]);
  for (const head of await heads)
    byConversation.get(head.conversation)!.texts.unshift(...headTexts(head, fields));
  return [...byConversation.values()].map((texts) => judge(texts, wanted, barred));
}

/** What is in every form of a word: its plural may have changed the last letter. */
const needleOf = (word: string): string => (word.length > 3 && word.endsWith('y') ? word.slice(0, -1) : word);

const headTexts = (head: Head, fields: readonly SearchField[]): Text[] =>
  (
    [
      ['subject', 'subject', head.subject],
      ['customer', 'customer.name', head.name],
      ['customer', 'customer.email', head.email],
      ['customer', 'customer.externalId', head.externalId],
      ...head.accounts.map((name) => ['customer', 'account.name', name] as const),
    ] as const
  ).flatMap(([of, field, text]) => (text && fields.includes(of) ? [{ field, id: null, text }] : []));

function judge(
  { texts, counts }: Texts,
  wanted: readonly Phrase[],
  barred: readonly Phrase[],
): SearchHighlight[] | null {
  const read = texts.map((each) => ({ ...each, words: wordsOf(each.text) }));
  const stands = (phrase: Phrase) => read.some(({ words }) => placesOfPhrase(phrase, words).length > 0);
  // Where more texts may have it than were read, the index is believed.
  const isSure = (index: number) => (counts.get(index) ?? 0) < textsMax;
  if (wanted.some((phrase, index) => !stands(phrase) && isSure(index))) return null;
  if (barred.some(stands)) return null;
  return read
    .flatMap(({ field, id, text, words }) => {
      const places = wanted.flatMap((phrase) => placesOfPhrase(phrase, words));
      return places.length > 0 ? [{ field, id, parts: highlightOf(text, places) }] : [];
    })
    .slice(0, highlightsMax);
}
