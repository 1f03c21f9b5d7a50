import { TRPCError } from '@trpc/server';
import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import { authenticated, inWorkspace, type Transaction, t } from './procedures.ts';
import { conversation, getInput, listInput, listOutput, message, sendInput } from './schemas.ts';
import { sendMessage } from './send-message.ts';
import { conversations, customers } from './tables.ts';

export const selectConversations = (tx: Transaction, where: SQL | undefined) =>
  tx
    .select({ conversation: conversations, customer: customers })
    .from(conversations)
    .innerJoin(
      customers,
      and(eq(customers.workspaceId, conversations.workspaceId), eq(customers.id, conversations.customerId)),
    )
    .where(where);

type Row = Awaited<ReturnType<typeof selectConversations>>[number];

const present = ({ conversation: row, customer }: Row) => ({
  id: row.id,
  ref: row.ref,
  externalId: row.externalId,
  subject: row.subject,
  state: row.state,
  priority: row.priority,
  channel: { id: row.channelId, type: row.channelType },
  customer: {
    id: customer.id,
    externalId: customer.externalId,
    name: customer.name,
    email: customer.email,
  },
  assignee: row.assigneeMemberId ? { type: 'member' as const, id: row.assigneeMemberId } : null,
  teamId: row.teamId,
  participants: row.participants as never[],
  tags: row.tags,
  customFields: row.customFields,
  apiContext: row.apiContext,
  agent: { state: row.agentState },
  counts: {
    messages: row.messageCount,
    unreadMember: row.unreadMember,
    unreadCustomer: row.unreadCustomer,
  },
  lastMessage:
    row.lastMessageAt && row.lastMessageDirection
      ? {
          at: row.lastMessageAt,
          direction: row.lastMessageDirection,
          sequence: row.lastMessageSequence!,
          preview: row.lastMessagePreview ?? '',
        }
      : null,
  firstResponseAt: row.firstResponseAt,
  waitingSince: row.waitingSince,
  snoozedUntil: row.snoozedUntil,
  snoozedUntilReply: row.snoozedUntilReply,
  resolvedAt: row.resolvedAt,
  resolutionSummary: row.resolutionSummary,
  reopenCount: row.reopenCount,
  archivedAt: row.archivedAt,
  followUpOf: row.followUpOf,
  splitFrom: row.splitFrom,
  mergedInto: row.mergedInto,
  redactionCount: row.redactionCount,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const list = authenticated
  .meta({ openapi: { method: 'GET', path: '/conversations', protect: true } })
  .input(listInput)
  .output(listOutput)
  .query(({ ctx: { db, key }, input: { limit } }) =>
    inWorkspace(db, key.workspaceId, async (tx) => {
      const rows = await selectConversations(
        tx,
        and(
          eq(conversations.workspaceId, key.workspaceId),
          isNull(conversations.deletedAt),
          isNull(conversations.archivedAt),
        ),
      )
        .orderBy(desc(conversations.createdAt), desc(conversations.id))
        .limit(limit + 1);
      const shown = rows.slice(0, limit);
      const hasMore = rows.length > limit;
      return {
        object: 'list' as const,
        data: shown.map(present),
        hasMore,
        nextCursor: hasMore ? (shown.at(-1)?.conversation.id ?? null) : null,
      };
    }),
  );

const get = authenticated
  .meta({ openapi: { method: 'GET', path: '/conversations/{id}', protect: true } })
  .input(getInput)
  .output(conversation)
  .query(({ ctx: { db, key }, input: { id } }) =>
    inWorkspace(db, key.workspaceId, async (tx) => {
      const [row] = await selectConversations(
        tx,
        and(
          eq(conversations.workspaceId, key.workspaceId),
          eq(conversations.id, id),
          isNull(conversations.deletedAt),
        ),
      );
      if (!row) throw new TRPCError({ code: 'NOT_FOUND' });
      return present(row);
    }),
  );

const send = authenticated
  .meta({
    openapi: { method: 'POST', path: '/conversations/{conversationId}/messages', protect: true },
  })
  .input(sendInput)
  .output(message)
  .mutation(({ ctx: { db, key }, input }) =>
    inWorkspace(db, key.workspaceId, (tx) => sendMessage(tx, key, input)),
  );

export const router = t.router({ conversations: t.router({ list, get, send }) });
