import type { Channel } from '../channels/contract.ts';
import type { Id } from '../contract/ids.ts';
import { type ApiContext, apiContext, type CustomFieldValues } from '../contract/shapes.ts';
import { inKeyOrder, inOrderOf, parseInstant, statement, transaction } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { type Conversation, type Participant, participant } from './contract.ts';

/*
 * Reading conversations is the hottest path of all, and the query builder's row mapping costs as much as the
 * query: these statements are written out, and rows are mapped here.
 */
const columns = `c.id, c.ref, c.external_id, c.subject, c.state, c.priority, c.channel_id, c.channel_type, c.customer_id,
  u.external_id, u.name, u.email, c.assignee_member_id, c.team_id, c.participants, c.tags,
  c.custom_fields, c.api_context, c.agent_state, c.message_count,
  c.unread_member, c.unread_customer, c.last_message_at, c.last_message_direction, c.last_message_sequence,
  c.last_message_preview, c.first_response_at, c.waiting_since, c.snoozed_until, c.snoozed_until_reply, c.resolved_at,
  c.resolution_summary, c.reopen_count, c.archived_at, c.follow_up_of, c.split_from, c.merged_into, c.redaction_count,
  c.version, c.created_at, c.updated_at, c.last_timeline_sequence, c.last_sequence`;

/** Where what a page continues from stands in a row. */
export const place = { id: 0, createdAt: 39 } as const;

const selectAll = `select ${columns}
  from conversations c join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
  where c.workspace_id = $1`;

export const selectConversations = `${selectAll} and c.deleted_at is null`;

/** A conversation in the shape of the contract, and what only its own verbs need to know. */
export interface Loaded {
  readonly conversation: Conversation;
  readonly lastTimelineSequence: number;
  /** The number that was given last; of a message that may be elsewhere by now. */
  readonly lastSequence: number;
}

const byId = statement<[string, string]>(`${selectConversations} and c.id = $2`);
const byIdForUpdate = statement<[string, string]>(`${selectConversations} and c.id = $2 for update of c`);
const deletedForUpdate = statement<[string, string]>(
  `${selectAll} and c.id = $2 and c.deleted_at is not null for update of c`,
);
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

/** The conversation that took another over. */
export async function mergedIntoOf(call: Call, id: Id<'conv'>): Promise<Id<'conv'> | null> {
  return (await findConversation(call, id))?.mergedInto ?? null;
}

export async function getConversation(call: Call, { id }: { id: string }): Promise<Conversation> {
  transaction().lastStatement();
  const conversation = await findConversation(call, id);
  if (!conversation) throw notFound('conversation');
  return conversation;
}

/** Loads a conversation and keeps others from changing it until the transaction ends. */
export async function lockConversation(call: Call, id: Id<'conv'>): Promise<Loaded> {
  const key = [decodeId(call.workspaceId), decodeId(id)] as const;
  // One that was given to another customer while we waited for it is found by a statement that begins after that.
  const row = (await byIdForUpdate(...key))[0] ?? (await byIdForUpdate(...key))[0];
  if (!row) throw notFound('conversation');
  return loadedFrom(row);
}

/** The same for one that was deleted and can still be restored; null when there is none. */
export async function lockDeleted(call: Call, id: Id<'conv'>): Promise<Loaded | null> {
  const [row] = await deletedForUpdate(decodeId(call.workspaceId), decodeId(id));
  return row ? loadedFrom(row) : null;
}

const loadedFrom = (row: unknown[]): Loaded => ({
  conversation: presentConversation(row),
  lastTimelineSequence: row[41] as number,
  lastSequence: row[42] as number,
});

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
    assignee: r[12] ? { type: 'member', id: encodeId('mem', r[12]) } : null,
    teamId: r[13] ? encodeId('team', r[13]) : null,
    participants: (row[14] as Participant[]).map(participantInOrder),
    tags: parseTags(r[15]!),
    customFields: inKeyOrder(row[16] as CustomFieldValues),
    apiContext: reviveContext(row[17]),
    agent: { state: r[18] as Conversation['agent']['state'] },
    counts: {
      messages: row[19] as number,
      unreadMember: row[20] as number,
      unreadCustomer: row[21] as number,
    },
    lastMessage: r[22]
      ? {
          at: parseInstant(r[22]),
          direction: r[23] as 'inbound' | 'outbound',
          sequence: row[24] as number,
          preview: r[25]!,
        }
      : null,
    firstResponseAt: instantOrNull(r[26]!),
    waitingSince: instantOrNull(r[27]!),
    snoozedUntil: instantOrNull(r[28]!),
    snoozedUntilReply: row[29] as boolean,
    resolvedAt: instantOrNull(r[30]!),
    resolutionSummary: r[31]!,
    reopenCount: row[32] as number,
    archivedAt: instantOrNull(r[33]!),
    followUpOf: r[34] ? encodeId('conv', r[34]) : null,
    splitFrom: r[35] ? encodeId('conv', r[35]) : null,
    mergedInto: r[36] ? encodeId('conv', r[36]) : null,
    redactionCount: row[37] as number,
    version: row[38] as number,
    createdAt: parseInstant(r[39]!),
    updatedAt: parseInstant(r[40]!),
  };
}

const participantInOrder = inOrderOf<Participant>(participant.keyof().options);

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
