import type { Id } from '../contract/ids.ts';
import type { Actor } from '../contract/shapes.ts';
import { pipe, statement } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { addEntries } from './change.ts';
import type { Conversation, ConversationState, Message, MessageAttachment } from './contract.ts';
import { changesByKind } from './kinds.ts';
import type { Loaded } from './rows.ts';
import { fieldsAfterMessage } from './states.ts';

export interface NewMessage {
  direction: Message['direction'];
  author: Actor;
  body: Message['body'];
  sentAt: Date;
  clientMessageId?: string | undefined;
  attachments?: readonly MessageAttachment[] | undefined;
  inReplyTo?: Id<'msg'> | undefined;
  /** Where it leaves the conversation, when not where messages of its direction do. */
  setState?: ConversationState | undefined;
}

const previewMax = 200;

/** The beginning of a text, never half of a character at its end. */
export function previewOf(text: string): string {
  const cut = text.slice(0, previewMax);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

const insertMessage = statement<unknown[]>(`
  insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, client_message_id, direction,
    author, body_format, body_text, in_reply_to, delivery_state, delivery_attempts, sent_at, created_at, attachments)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16::jsonb)`);

const updateConversation = statement<unknown[]>(`
  update conversations set message_count = $3, last_timeline_sequence = $4, unread_member = $5, unread_customer = $6,
    last_message_at = $7, last_message_direction = $8, last_message_preview = $9, first_response_at = $10,
    waiting_since = $11, state = $12, resolved_at = $13, resolution_summary = $14, reopen_count = $15, version = $16,
    updated_at = $17, last_sequence = $18, last_message_sequence = $18, snoozed_until = $19, snoozed_until_reply = $20,
    archived_at = $21, read_by_team = greatest(read_by_team, $22), read_by_customer = greatest(read_by_customer, $23)
  where workspace_id = $1 and id = $2`);

/**
 * Adds a message to a locked conversation and moves the conversation as the message demands. The statements
 * need no answers, so they leave in one flush with the events and the commit.
 */
export async function addMessage(
  call: Call,
  { conversation, lastTimelineSequence, lastSequence }: Loaded,
  added: NewMessage,
) {
  const { direction, author, body, sentAt } = added;
  const inbound = direction === 'inbound';
  const timelineSequence = lastTimelineSequence + 1;
  const message: Message = {
    id: call.newId('msg'),
    conversationId: conversation.id,
    sequence: lastSequence + 1,
    timelineSequence,
    clientMessageId: added.clientMessageId ?? null,
    direction,
    author,
    body,
    attachments: [...(added.attachments ?? [])],
    inReplyTo: added.inReplyTo ?? null,
    delivery: {
      state: inbound ? 'delivered' : 'sent',
      attempts: inbound ? 0 : 1,
      errorCode: null,
      at: null,
    },
    redactions: [],
    movedFrom: null,
    sentAt,
    editedAt: null,
    deletedAt: null,
    version: 1,
    createdAt: call.now,
  };
  const { changes, values } = differences(
    conversation,
    fieldsAfterMessage(call, conversation, direction, added.setState),
  );
  const { counts } = conversation;
  const moved: Conversation = {
    ...conversation,
    ...values,
    counts: {
      messages: counts.messages + 1,
      unreadMember: inbound ? counts.unreadMember + 1 : 0,
      unreadCustomer: inbound ? 0 : counts.unreadCustomer + 1,
    },
    lastMessage: { at: sentAt, direction, sequence: message.sequence, preview: previewOf(body.text) },
    firstResponseAt: conversation.firstResponseAt ?? (inbound ? null : sentAt),
    waitingSince: inbound ? (conversation.waitingSince ?? sentAt) : null,
    version: conversation.version + (values ? 1 : 0),
    updatedAt: call.now,
  };
  const told = changesByKind(changes, moved);

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
      message.delivery.attempts,
      sentAt.toISOString(),
      call.now.toISOString(),
      JSON.stringify(message.attachments),
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
      message.sequence,
      moved.snoozedUntil?.toISOString() ?? null,
      moved.snoozedUntilReply,
      moved.archivedAt?.toISOString() ?? null,
      // Who answers has read what came before.
      inbound ? 0 : message.sequence,
      inbound ? message.sequence : 0,
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
