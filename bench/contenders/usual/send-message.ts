import { TRPCError } from '@trpc/server';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { uuidv7 } from '../../../packages/server/src/platform/ids.ts';
import type { Transaction } from './procedures.ts';
import type { sendInput } from './schemas.ts';
import { conversations, customers, eventHeads, eventLog, type keys, messages } from './tables.ts';

type Key = typeof keys.$inferSelect;

/** Locks the conversation, adds the message, moves the conversation and tells the log, step by step. */
export async function sendMessage(
  tx: Transaction,
  { workspaceId, credentialId, name }: Key,
  input: z.output<typeof sendInput>,
) {
  const here = and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, input.conversationId));
  const [found] = await tx
    .select({ conversation: conversations, customer: customers })
    .from(conversations)
    .innerJoin(
      customers,
      and(eq(customers.workspaceId, conversations.workspaceId), eq(customers.id, conversations.customerId)),
    )
    .where(here)
    .for('update', { of: conversations });
  if (!found) throw new TRPCError({ code: 'NOT_FOUND' });
  const row = found.conversation;
  const now = new Date();
  const message = {
    id: uuidv7(now.getTime()),
    conversationId: row.id,
    sequence: row.lastSequence + 1,
    timelineSequence: row.lastTimelineSequence + 1,
    clientMessageId: null,
    direction: 'outbound' as const,
    author: { type: 'credential', id: credentialId, name },
    body: input.body,
    attachments: [],
    inReplyTo: null,
    delivery: { state: 'sent', attempts: 1, errorCode: null, at: null },
    redactions: [],
    movedFrom: null,
    sentAt: now,
    editedAt: null,
    deletedAt: null,
    version: 1,
    createdAt: now,
  };
  await tx.insert(messages).values({
    ...message,
    workspaceId,
    bodyFormat: message.body.format,
    bodyText: message.body.text,
    deliveryState: message.delivery.state,
    deliveryAttempts: message.delivery.attempts,
  });
  await tx
    .update(conversations)
    .set({
      messageCount: row.messageCount + 1,
      lastSequence: message.sequence,
      lastMessageSequence: message.sequence,
      readByTeam: message.sequence,
      lastTimelineSequence: message.timelineSequence,
      unreadMember: 0,
      unreadCustomer: row.unreadCustomer + 1,
      lastMessageAt: now,
      lastMessageDirection: message.direction,
      lastMessagePreview: message.body.text.slice(0, 200),
      firstResponseAt: row.firstResponseAt ?? now,
      waitingSince: null,
      state: 'waiting_on_customer',
      updatedAt: now,
    })
    .where(here);
  const [head] = await tx
    .update(eventHeads)
    .set({ seq: sql`${eventHeads.seq} + 1` })
    .where(eq(eventHeads.workspaceId, workspaceId))
    .returning();
  const eventId = uuidv7(now.getTime());
  await tx.insert(eventLog).values({
    workspaceId,
    seq: head!.seq,
    id: eventId,
    type: 'message.sent',
    occurredAt: now,
    resourceType: 'message',
    resourceId: message.id,
    conversationId: row.id,
    envelope: {
      id: eventId,
      type: 'message.sent',
      apiVersion: '2026-11-01',
      workspaceId,
      occurredAt: now,
      actor: message.author,
      credentialId,
      resource: { type: 'message', id: message.id, version: 1 },
      conversationId: row.id,
      data: { message },
      changes: {},
      correlationId: eventId,
      causationId: null,
      redactions: [],
    },
  });
  return message;
}
