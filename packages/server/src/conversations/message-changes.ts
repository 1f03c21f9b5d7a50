import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { previewOf } from './add-message.ts';
import { removeAttachments } from './attachments/attachments.ts';
import type * as contract from './contract.ts';
import type { Conversation, DeliveryState, Message } from './contract.ts';
import { presentMessageRow } from './messages.ts';
import { lockConversation } from './rows.ts';
import { attachments as attachmentRows, conversations, messages } from './tables.ts';

interface Opened {
  readonly message: Message;
  readonly conversation: Conversation;
}

/** A message that may be changed now. Its conversation is locked first, as by everyone who writes in it. */
export async function openMessage(
  call: Call,
  { id, expectedVersion }: { id: Id<'msg'>; expectedVersion?: number | undefined },
): Promise<Opened> {
  const here = and(eq(messages.workspaceId, call.workspaceId), eq(messages.id, id));
  const [found] = await db.select({ conversationId: messages.conversationId }).from(messages).where(here);
  if (!found) throw notFound('message');
  const { conversation } = await lockConversation(call, found.conversationId).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'not_found') throw notFound('message');
    throw error;
  });
  const [row] = await db.select().from(messages).where(here).for('update');
  // A merge or a split in between has taken it elsewhere: that is another version of it.
  if (row?.conversationId !== conversation.id) return openMessage(call, { id, expectedVersion });
  const message = presentMessageRow(row);
  await assertVersion(call, message, expectedVersion);
  return { message, conversation };
}

type Fields = Partial<
  Pick<Message, 'body' | 'attachments' | 'delivery' | 'editedAt' | 'deletedAt' | 'redactions'>
>;

/** Writes what differs, and tells it with the message as it is now. */
export async function changeMessage(
  call: Call,
  { message, conversation }: Opened,
  type: string,
  wanted: Fields,
  { tellsText = true, data = {} }: { tellsText?: boolean; data?: object } = {},
): Promise<Message> {
  const { changes, values } = differences(message, wanted);
  if (!values) return message;
  const changed: Message = { ...message, ...values, version: message.version + 1 };
  const { body, attachments, delivery, editedAt, deletedAt, redactions, version } = changed;
  await db
    .update(messages)
    .set({
      bodyFormat: body.format,
      bodyText: body.text,
      attachments,
      deliveryState: delivery.state,
      deliveryAttempts: delivery.attempts,
      deliveryError: delivery.errorCode,
      deliveryAt: delivery.at,
      editedAt,
      deletedAt,
      redactions,
      version,
    })
    .where(and(eq(messages.workspaceId, call.workspaceId), eq(messages.id, message.id)));
  if (conversation.lastMessage?.sequence === message.sequence)
    await db
      .update(conversations)
      .set({ lastMessagePreview: previewOf(body.text), updatedAt: call.now })
      .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
  const { body: text, ...rest } = changes;
  call.emit({
    type,
    resource: { type: 'message', id: message.id, version },
    conversationId: conversation.id,
    data: { message: changed, ...data },
    changes: tellsText && text ? { ...rest, body: text } : rest,
  });
  return changed;
}

function assertNotDeleted({ deletedAt }: Message): void {
  if (deletedAt === null) return;
  throw new ProblemError('state_conflict', 'The message was deleted.', { metadata: { deletedAt } });
}

function assertFromTeam({ direction }: Message, what: string): void {
  if (direction === 'outbound') return;
  throw new ProblemError('state_conflict', `Only messages of the team can be ${what}.`, {
    metadata: { direction },
  });
}

/** Channels on which the customer sees the new text in place of the old one. */
const showsEdits = new Set<Conversation['channel']['type']>(['live_chat', 'discord', 'api']);

export async function editMessage(
  call: Call,
  { body, ...asked }: z.output<typeof contract.editMessage.input>,
): Promise<z.input<typeof contract.editMessage.output>> {
  const opened = await openMessage(call, asked);
  assertFromTeam(opened.message, 'edited');
  assertNotDeleted(opened.message);
  const { text, format } = opened.message.body;
  const differs = text !== body.text || format !== body.format;
  const edited = differs
    ? await changeMessage(call, opened, 'message.updated', {
        body: { format: body.format, text: body.text },
        editedAt: call.now,
      })
    : opened.message;
  return { ...edited, editSupportedByChannel: showsEdits.has(opened.conversation.channel.type) };
}

export async function deleteMessage(
  call: Call,
  { reach, ...asked }: z.output<typeof contract.deleteMessage.input>,
): Promise<Message> {
  const opened = await openMessage(call, asked);
  if (opened.message.deletedAt) return opened.message;
  await removeAttachments(call, eq(attachmentRows.messageId, opened.message.id));
  return changeMessage(
    call,
    opened,
    'message.deleted',
    { body: { format: 'text', text: '' }, attachments: [], deletedAt: call.now },
    // Whoever delivers on the channel is asked to take it back there.
    { tellsText: false, data: { reach } },
  );
}

/** The one place that says how a delivery may go on. Only a retry brings a failed one back. */
export const deliveryMoves: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  queued: ['sent', 'delivered', 'read', 'failed'],
  sent: ['delivered', 'read', 'failed'],
  delivered: ['read'],
  read: [],
  failed: [],
};

function illegalDelivery(from: DeliveryState, to: DeliveryState): ProblemError {
  return new ProblemError('illegal_transition', `A delivery cannot go from ${from} to ${to}.`, {
    metadata: { from, to, allowedTransitions: deliveryMoves[from] },
  });
}

export async function reportDelivery(
  call: Call,
  { state, errorCode, ...asked }: z.output<typeof contract.reportDelivery.input>,
): Promise<Message> {
  const opened = await openMessage(call, asked);
  const { message } = opened;
  assertFromTeam(message, 'delivered');
  const { delivery } = message;
  if (delivery.state === state) return message;
  if (!deliveryMoves[delivery.state].includes(state)) throw illegalDelivery(delivery.state, state);
  return changeMessage(call, opened, `message.${state}`, {
    delivery: {
      state,
      attempts: delivery.attempts + (delivery.state === 'queued' ? 1 : 0),
      errorCode: state === 'failed' ? (errorCode ?? 'unknown') : null,
      at: call.now,
    },
  });
}

export async function retryMessage(
  call: Call,
  asked: z.output<typeof contract.retryMessage.input>,
): Promise<Message> {
  const opened = await openMessage(call, asked);
  const { delivery } = opened.message;
  assertFromTeam(opened.message, 'sent again');
  assertNotDeleted(opened.message);
  if (delivery.state !== 'failed') throw illegalDelivery(delivery.state, 'queued');
  return changeMessage(call, opened, 'message.queued', {
    delivery: { state: 'queued', attempts: delivery.attempts, errorCode: null, at: call.now },
  });
}
