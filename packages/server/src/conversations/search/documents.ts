import { statement } from '../../platform/db/index.ts';
import type { SearchField } from '../contract.ts';

/** A conversation as far as its own row tells what it is searched by. */
export interface Head {
  readonly conversation: string;
  readonly ref: number;
  readonly subject: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly externalId: string | null;
  /** Names of the companies that the customer belongs to. */
  readonly accounts: readonly string[];
}

/** What is known of the person, as one text. */
export const personOf = ({ name, email, externalId, accounts }: Head): string =>
  [name, email, externalId, ...accounts].filter(Boolean).join(' ');

/** A text that stands in a conversation. */
export interface Item {
  readonly conversation: string;
  readonly field: SearchField & ('messages' | 'notes');
  readonly text: string;
}

const heads = statement<[workspace: string, conversations: string]>(`
  select c.id, c.ref, c.subject, u.name, u.email, u.external_id, (
    select jsonb_agg(a.name order by m.created_at, a.id)
    from account_members m join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
    where m.workspace_id = c.workspace_id and m.customer_id = c.customer_id
  )
  from conversations c join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
  where c.workspace_id = $1 and c.id = any(string_to_array($2, ',')::uuid[])`);

export async function readHeads(workspace: string, conversations: readonly string[]): Promise<Head[]> {
  if (conversations.length === 0) return [];
  const rows = await heads(workspace, conversations.join(','));
  return rows.map((row) => {
    const [conversation, , subject, name, email, externalId] = row as string[];
    return {
      conversation: conversation!,
      ref: Number(row[1]),
      subject: subject!,
      name: name!,
      email: email!,
      externalId: externalId!,
      accounts: (row[6] as string[] | null) ?? [],
    };
  });
}

const messagesById = statement<[string, string]>(`
  select conversation_id, body_text from messages
  where workspace_id = $1 and id = any(string_to_array($2, ',')::uuid[]) and deleted_at is null`);
const notesById = statement<[string, string]>(`
  select conversation_id, body from notes where workspace_id = $1 and id = any(string_to_array($2, ',')::uuid[])`);

/** Single texts, where they stand now. */
export async function readItems(
  workspace: string,
  ids: { readonly message: readonly string[]; readonly note: readonly string[] },
): Promise<Item[]> {
  const [messages, notes] = await Promise.all([
    ids.message.length > 0 ? messagesById(workspace, ids.message.join(',')) : [],
    ids.note.length > 0 ? notesById(workspace, ids.note.join(',')) : [],
  ]);
  return [...messages.map(itemIn('messages')), ...notes.map(itemIn('notes'))];
}

const itemIn =
  (field: Item['field']) =>
  (row: unknown[]): Item => ({ conversation: row[0] as string, field, text: row[1] as string });

/** So many texts are held at once, and taken apart before anything else gets its turn. */
const pageRows = 500;
const nobody = '00000000-0000-0000-0000-000000000000';

type PageOf = [workspace: string, conversations: string, after: string, number: number];
const messagesOf = statement<PageOf>(`
  select conversation_id, body_text, sequence from messages
  where workspace_id = $1 and conversation_id = any(string_to_array($2, ',')::uuid[]) and deleted_at is null
    and (conversation_id, sequence) > ($3::uuid, $4) order by conversation_id, sequence limit ${pageRows}`);
const notesOf = statement<PageOf>(`
  select conversation_id, body, timeline_sequence from notes
  where workspace_id = $1 and conversation_id = any(string_to_array($2, ',')::uuid[])
    and (conversation_id, timeline_sequence) > ($3::uuid, $4) order by conversation_id, timeline_sequence limit ${pageRows}`);

/** All texts of some conversations, a page at a time. */
export async function* readAllItems(
  workspace: string,
  conversations: readonly string[],
): AsyncGenerator<Item[]> {
  if (conversations.length === 0) return;
  const list = conversations.join(',');
  for (const [field, read] of [
    ['messages', messagesOf],
    ['notes', notesOf],
  ] as const) {
    let rows: unknown[][] = [];
    do {
      const [after = nobody, , number = 0] = rows.at(-1) ?? [];
      rows = await read(workspace, list, after as string, number as number);
      if (rows.length > 0) yield rows.map(itemIn(field));
    } while (rows.length === pageRows);
  }
}
