import type { Channel } from '../channels/contract.ts';
import type { Id } from '../contract/ids.ts';
import { type ApiContext, apiContext } from '../contract/shapes.ts';
import { inOrderOf, parseInstant, statement, transaction } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Conversation } from './contract.ts';

/*
 * Reading conversations is the hottest path of all, and the query builder's row mapping costs as much as the
 * query: these statements are written out, and rows are mapped here.
 */
const columns = `c.id, c.ref, c.external_id, c.subject, c.state, c.priority, c.channel_id, c.channel_type, c.customer_id,
  u.external_id, u.name, u.email, c.tags, c.api_context, c.message_count, c.unread_member, c.unread_customer,
  c.last_message_at, c.last_message_direction, c.last_message_preview, c.first_response_at, c.waiting_since,
  c.resolved_at, c.resolution_summary, c.reopen_count, c.follow_up_of, c.version, c.created_at, c.updated_at,
  c.last_timeline_sequence`;

export const selectConversations = `select ${columns}
  from conversations c join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
  where c.workspace_id = $1`;

/** A conversation in the shape of the contract, and what only its own verbs need to know. */
export interface Loaded {
  readonly conversation: Conversation;
  readonly lastTimelineSequence: number;
}

const byId = statement<[string, string]>(`${selectConversations} and c.id = $2`);
const byIdForUpdate = statement<[string, string]>(`${selectConversations} and c.id = $2 for update of c`);
const byRef = statement<[string, string]>(`${selectConversations} and c.ref = $2`);
const byExternalId = statement<[string, string]>(`${selectConversations} and c.external_id = $2`);

/** A conversation by id, by number as `ref:…`, or by the caller's own id as `ext:…`. */
export async function findConversation(call: Call, key: string): Promise<Conversation | null> {
  const workspace = decodeId(call.workspaceId);
  const rows = key.startsWith('ref:')
    ? await byRef(workspace, key.slice(4))
    : key.startsWith('ext:')
      ? await byExternalId(workspace, key.slice(4))
      : await byId(workspace, decodeId(key));
  return rows[0] ? presentConversation(rows[0]) : null;
}

export async function getConversation(call: Call, { id }: { id: string }): Promise<Conversation> {
  transaction().lastStatement();
  const conversation = await findConversation(call, id);
  if (!conversation) throw notFound('conversation');
  return conversation;
}

/** Loads a conversation and keeps others from changing it until the transaction ends. */
export async function lockConversation(call: Call, id: Id<'conv'>): Promise<Loaded> {
  const [row] = await byIdForUpdate(decodeId(call.workspaceId), decodeId(id));
  if (!row) throw notFound('conversation');
  return { conversation: presentConversation(row), lastTimelineSequence: row[29] as number };
}

export function presentConversation(row: unknown[]): Conversation {
  const r = row as (string | null)[];
  return {
    id: encodeId('conv', r[0]!),
    ref: Number(r[1]),
    externalId: r[2]!,
    subject: r[3]!,
    state: r[4] as Conversation['state'],
    priority: r[5] as Conversation['priority'],
    channel: { id: encodeId('chn', r[6]!), type: r[7] as Channel['type'] },
    customer: { id: encodeId('cus', r[8]!), externalId: r[9]!, name: r[10]!, email: r[11]! },
    tags: parseTags(r[12]!),
    apiContext: reviveContext(row[13]),
    counts: {
      messages: row[14] as number,
      unreadMember: row[15] as number,
      unreadCustomer: row[16] as number,
    },
    lastMessage: r[17]
      ? {
          at: parseInstant(r[17]),
          direction: r[18] as 'inbound' | 'outbound',
          sequence: row[14] as number,
          preview: r[19]!,
        }
      : null,
    firstResponseAt: instantOrNull(r[20]!),
    waitingSince: instantOrNull(r[21]!),
    resolvedAt: instantOrNull(r[22]!),
    resolutionSummary: r[23]!,
    reopenCount: row[24] as number,
    followUpOf: r[25] ? encodeId('conv', r[25]) : null,
    version: row[26] as number,
    createdAt: parseInstant(r[27]!),
    updatedAt: parseInstant(r[28]!),
  };
}

const instantOrNull = (text: string | null) => (text === null ? null : parseInstant(text));

/** Tags are slugs: in PostgreSQL's array text none needs quoting but the word `null`. */
const parseTags = (text: string): string[] =>
  text === '{}' ? [] : text.slice(1, -1).replaceAll('"', '').split(',');

const inOrder = inOrderOf<ApiContext>(apiContext.keyof().options);

/** JSON has no times: the one in an API context becomes one again. */
export function reviveContext(stored: unknown): Conversation['apiContext'] {
  if (stored === null) return null;
  const context = inOrder(stored as ApiContext);
  return context.occurredAt ? { ...context, occurredAt: new Date(context.occurredAt) } : context;
}
