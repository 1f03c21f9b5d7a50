import { and, asc, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { requireCustomer } from '../customers/index.ts';
import { db } from '../platform/db/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { addEntries, openForChange } from './change.ts';
import type { Conversation, splitConversation as contract } from './contract.ts';
import { startConversation } from './create.ts';
import { moveMessages } from './move-items.ts';
import { recount } from './recount.ts';
import { lockConversation } from './rows.ts';
import { conversations, messages } from './tables.ts';

/** Moves messages into a conversation of their own. */
export async function splitConversation(
  call: Call,
  { messageIds, subject, customerId, ...asked }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const loaded = await openForChange(call, asked);
  const { conversation } = loaded;
  const ids = [...new Set(messageIds)];
  const found = await db
    .select({ id: messages.id, sentAt: messages.sentAt, direction: messages.direction })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, call.workspaceId),
        eq(messages.conversationId, conversation.id),
        inArray(messages.id, ids),
      ),
    )
    .orderBy(asc(messages.sequence));
  if (found.length < ids.length)
    throw new ProblemError('reference_not_usable', 'messageIds must name messages of this conversation.', {
      metadata: { field: 'messageIds' },
    });
  if (found.length === conversation.counts.messages)
    throw new ProblemError('state_conflict', 'A split leaves at least one message where it was.', {
      metadata: { messages: conversation.counts.messages },
    });

  const here = and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id));
  const [row] = await db
    .select({ origins: conversations.customFieldOrigins })
    .from(conversations)
    .where(here);
  const customer = customerId ? await requireCustomer(call, customerId) : conversation.customer;
  const started = await startConversation(call, {
    channel: conversation.channel,
    customer,
    subject: subject ?? conversation.subject,
    priority: conversation.priority,
    tags: conversation.tags,
    customFields: { values: conversation.customFields, origins: row!.origins },
    apiContext: conversation.apiContext,
    followUpOf: null,
    splitFrom: conversation.id,
  });
  await moveMessages(call, { conversationId: started.id, lastSequence: 0, lastTimelineSequence: 0 }, ids);
  const waiting = found.filter(({ direction }) => direction === 'inbound');
  const opened = found.at(-1)?.direction === 'inbound' ? (waiting[0]?.sentAt ?? null) : null;
  await db
    .update(conversations)
    .set({ lastSequence: ids.length, lastTimelineSequence: ids.length, waitingSince: opened })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, started.id)));
  const created: Conversation = {
    ...started,
    waitingSince: opened,
    ...(await recount(call, started.id)),
  };
  const original: Conversation = {
    ...conversation,
    ...(await recount(call, conversation.id)),
    version: conversation.version + 1,
    updatedAt: call.now,
  };
  await tellSplit(call, original, created, ids);
  return { original, created };
}

async function tellSplit(
  call: Call,
  original: Conversation,
  created: Conversation,
  messageIds: readonly string[],
): Promise<void> {
  const { lastTimelineSequence } = await lockConversation(call, original.id);
  await db
    .update(conversations)
    .set({
      version: original.version,
      updatedAt: call.now,
      lastTimelineSequence: lastTimelineSequence + 1,
    })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, original.id)));
  const changes = {
    splitInto: { from: null, to: created.id },
    messageIds: { from: [...messageIds], to: [] },
  };
  addEntries(call, original, lastTimelineSequence, new Map([['split', changes]]));
}
