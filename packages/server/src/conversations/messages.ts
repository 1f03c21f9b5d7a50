import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { type Actor, actor } from '../contract/shapes.ts';
import { inOrderOf, parseInstant, statement, transaction } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import {
  type listMessages as listContract,
  type Message,
  type MessageAttachment,
  messageAttachment,
} from './contract.ts';
import type { messages } from './tables.ts';

const columns = `id, conversation_id, sequence, timeline_sequence, client_message_id, direction, author, body_format,
  body_text, attachments, in_reply_to, delivery_state, delivery_attempts, delivery_error, delivery_at, redactions, moved_from, sent_at,
  edited_at, deleted_at, version, created_at`;

const attachmentInOrder = inOrderOf<MessageAttachment>(messageAttachment.keyof().options);
const redactionInOrder = inOrderOf<Message['redactions'][number]>(['kind', 'count']);
const presentActor = inOrderOf<Actor>(actor.keyof().options);

export function presentMessage(row: unknown[]): Message {
  const r = row as string[];
  return {
    id: encodeId('msg', r[0]!),
    conversationId: encodeId('conv', r[1]!),
    sequence: row[2] as number,
    timelineSequence: row[3] as number,
    clientMessageId: r[4]!,
    direction: r[5] as Message['direction'],
    author: presentActor(row[6] as Actor),
    body: { format: r[7] as Message['body']['format'], text: r[8]! },
    attachments: (row[9] as MessageAttachment[]).map(attachmentInOrder),
    inReplyTo: r[10] ? encodeId('msg', r[10]) : null,
    delivery: {
      state: r[11] as Message['delivery']['state'],
      attempts: row[12] as number,
      errorCode: r[13] ?? null,
      at: instantOrNull(row[14]),
    },
    redactions: (row[15] as Message['redactions']).map(redactionInOrder),
    movedFrom: r[16] ? encodeId('conv', r[16]) : null,
    sentAt: parseInstant(r[17]!),
    editedAt: instantOrNull(row[18]),
    deletedAt: instantOrNull(row[19]),
    version: row[20] as number,
    createdAt: parseInstant(r[21]!),
  };
}

/** The same from a row of the query builder. */
export const presentMessageRow = (row: typeof messages.$inferSelect): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  sequence: row.sequence,
  timelineSequence: row.timelineSequence,
  clientMessageId: row.clientMessageId,
  direction: row.direction,
  author: presentActor(row.author),
  body: { format: row.bodyFormat, text: row.bodyText },
  attachments: row.attachments.map(attachmentInOrder),
  inReplyTo: row.inReplyTo,
  delivery: {
    state: row.deliveryState,
    attempts: row.deliveryAttempts,
    errorCode: row.deliveryError,
    at: row.deliveryAt,
  },
  redactions: row.redactions.map(redactionInOrder),
  movedFrom: row.movedFrom,
  sentAt: row.sentAt,
  editedAt: row.editedAt,
  deletedAt: row.deletedAt,
  version: row.version,
  createdAt: row.createdAt,
});

const instantOrNull = (text: unknown) => (text === null ? null : parseInstant(text as string));

const exists = statement<[string, string]>(
  'select 1 from conversations where workspace_id = $1 and id = $2 and deleted_at is null',
);
const byClientId = statement<[string, string, string]>(
  `select ${columns} from messages where workspace_id = $1 and conversation_id = $2 and client_message_id = $3`,
);
const byId = statement<[string, string, string]>(
  `select ${columns} from messages where workspace_id = $1 and conversation_id = $2 and id = $3`,
);

const anywhere = statement<[string, string]>(`
  select ${columns} from messages m where workspace_id = $1 and id = $2 and exists (
    select 1 from conversations c where c.workspace_id = m.workspace_id and c.id = m.conversation_id and c.deleted_at is null)`);

/** A message by its id alone. */
export async function getMessage(call: Call, { id }: { id: Id<'msg'> }): Promise<Message> {
  transaction().lastStatement();
  const [row] = await anywhere(decodeId(call.workspaceId), decodeId(id));
  if (!row) throw notFound('message');
  return presentMessage(row);
}

/** The message that a client's own id made before; null when it is new. */
export async function findByClientId(
  call: Call,
  conversationId: Id<'conv'>,
  clientMessageId: string,
): Promise<Message | null> {
  const [row] = await byClientId(decodeId(call.workspaceId), decodeId(conversationId), clientMessageId);
  return row ? presentMessage(row) : null;
}

export async function findMessage(
  call: Call,
  conversationId: Id<'conv'>,
  id: Id<'msg'>,
): Promise<Message | null> {
  const [row] = await byId(decodeId(call.workspaceId), decodeId(conversationId), decodeId(id));
  return row ? presentMessage(row) : null;
}

type ListInput = Omit<z.output<typeof listContract.input>, 'sort'> & { sort?: 'sequence' | '-sequence' };

/** Messages by their sequence, which never changes: it is the cursor. */
export async function listMessages(call: Call, input: ListInput): Promise<Page<Message>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'messages', input };
  const position = positionOf(listing);
  const workspace = decodeId(call.workspaceId);
  const conversation = decodeId(input.conversationId);
  const params: unknown[] = [workspace, conversation];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const [direction, beyond] = input.sort === '-sequence' ? ['desc', '<'] : ['asc', '>'];
  const conditions = [
    input.direction && `direction = ${bind(input.direction)}`,
    input.afterSequence !== undefined && `sequence > ${bind(Math.min(input.afterSequence, 2_147_483_647))}`,
    position && `sequence ${beyond} ${bind(position[0])}`,
  ];
  const filter = conditions
    .filter(Boolean)
    .map((condition) => ` and ${condition}`)
    .join('');
  const text = `select ${columns} from messages where workspace_id = $1 and conversation_id = $2${filter}
    order by sequence ${direction} ${limitTo(input.limit + 1, bind)}`;

  const [known, rows] = await Promise.all([exists(workspace, conversation), statement(text)(...params)]);
  if (known.length === 0) throw notFound('conversation');
  return toPage(listing, rows, (row) => [String(row[2])], presentMessage);
}
