import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { type Actor, actor } from '../contract/shapes.ts';
import { inOrderOf, parseInstant, pipe, statement } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { addEntries, changesByKind, stateFields } from './change.ts';
import type { Conversation, listMessages as listContract, Message } from './contract.ts';
import type { Loaded } from './rows.ts';
import { stateAfterMessage } from './states.ts';

const columns = `id, conversation_id, sequence, timeline_sequence, client_message_id, direction, author, body_format,
  body_text, in_reply_to, delivery_state, sent_at, created_at`;

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
    inReplyTo: r[9] ? encodeId('msg', r[9]) : null,
    delivery: { state: r[10] as Message['delivery']['state'] },
    sentAt: parseInstant(r[11]!),
    createdAt: parseInstant(r[12]!),
  };
}

const exists = statement<[string, string]>('select 1 from conversations where workspace_id = $1 and id = $2');
const byClientId = statement<[string, string, string]>(
  `select ${columns} from messages where workspace_id = $1 and conversation_id = $2 and client_message_id = $3`,
);
const byId = statement<[string, string, string]>(
  `select ${columns} from messages where workspace_id = $1 and conversation_id = $2 and id = $3`,
);

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

export interface NewMessage {
  direction: Message['direction'];
  author: Actor;
  body: Message['body'];
  sentAt: Date;
  clientMessageId?: string | undefined;
  inReplyTo?: Id<'msg'> | undefined;
}

const previewMax = 200;

/** The beginning of a text, never half of a character at its end. */
function previewOf(text: string): string {
  const cut = text.slice(0, previewMax);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

const insertMessage = statement<unknown[]>(`
  insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, client_message_id, direction,
    author, body_format, body_text, in_reply_to, delivery_state, sent_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14)`);

const updateConversation = statement<unknown[]>(`
  update conversations set message_count = $3, last_timeline_sequence = $4, unread_member = $5, unread_customer = $6,
    last_message_at = $7, last_message_direction = $8, last_message_preview = $9, first_response_at = $10,
    waiting_since = $11, state = $12, resolved_at = $13, resolution_summary = $14, reopen_count = $15, version = $16,
    updated_at = $17
  where workspace_id = $1 and id = $2`);

/**
 * Adds a message to a locked conversation and moves the conversation as the message demands. The statements
 * need no answers, so they leave in one flush with the events and the commit.
 */
export async function addMessage(
  call: Call,
  { conversation, lastTimelineSequence }: Loaded,
  added: NewMessage,
) {
  const { direction, author, body, sentAt } = added;
  const inbound = direction === 'inbound';
  const timelineSequence = lastTimelineSequence + 1;
  const message: Message = {
    id: call.newId('msg'),
    conversationId: conversation.id,
    sequence: conversation.counts.messages + 1,
    timelineSequence,
    clientMessageId: added.clientMessageId ?? null,
    direction,
    author,
    body,
    inReplyTo: added.inReplyTo ?? null,
    delivery: { state: inbound ? 'delivered' : 'sent' },
    sentAt,
    createdAt: call.now,
  };
  const { changes, values } = differences(
    conversation,
    stateFields(call, conversation, stateAfterMessage(conversation.state, direction)),
  );
  const told = changesByKind(changes);
  const { counts } = conversation;
  const moved: Conversation = {
    ...conversation,
    ...values,
    counts: {
      messages: message.sequence,
      unreadMember: inbound ? counts.unreadMember + 1 : 0,
      unreadCustomer: inbound ? 0 : counts.unreadCustomer + 1,
    },
    lastMessage: { at: sentAt, direction, sequence: message.sequence, preview: previewOf(body.text) },
    firstResponseAt: conversation.firstResponseAt ?? (inbound ? null : call.now),
    waitingSince: inbound ? (conversation.waitingSince ?? sentAt) : null,
    version: conversation.version + (values ? 1 : 0),
    updatedAt: call.now,
  };

  const workspace = decodeId(call.workspaceId);
  pipe(
    insertMessage(
      workspace,
      decodeId(message.id),
      decodeId(conversation.id),
      message.sequence,
      timelineSequence,
      message.clientMessageId,
      direction,
      JSON.stringify(author),
      body.format,
      body.text,
      message.inReplyTo ? decodeId(message.inReplyTo) : null,
      message.delivery.state,
      sentAt.toISOString(),
      call.now.toISOString(),
    ),
  );
  pipe(
    updateConversation(
      workspace,
      decodeId(conversation.id),
      moved.counts.messages,
      timelineSequence + told.size,
      moved.counts.unreadMember,
      moved.counts.unreadCustomer,
      sentAt.toISOString(),
      direction,
      moved.lastMessage!.preview,
      moved.firstResponseAt?.toISOString() ?? null,
      moved.waitingSince?.toISOString() ?? null,
      moved.state,
      moved.resolvedAt?.toISOString() ?? null,
      moved.resolutionSummary,
      moved.reopenCount,
      moved.version,
      call.now.toISOString(),
    ),
  );
  call.emit({
    type: inbound ? 'message.received' : 'message.sent',
    resource: { type: 'message', id: message.id, version: 1 },
    conversationId: conversation.id,
    data: { message },
  });
  addEntries(call, moved, timelineSequence, told);
  return { message, conversation: moved };
}
