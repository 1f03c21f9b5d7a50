import { and, desc, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { previewOf } from './add-message.ts';
import type { Conversation } from './contract.ts';
import { conversations, messages } from './tables.ts';

const counts = statement<[string, string]>(`
  select count(m.id)::integer,
    count(*) filter (where m.direction = 'inbound' and m.sequence > c.read_by_team)::integer,
    count(*) filter (where m.direction = 'outbound' and m.sequence > c.read_by_customer)::integer
  from conversations c left join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
  where c.workspace_id = $1 and c.id = $2
  group by c.id`);

type Counted = Pick<Conversation, 'counts' | 'lastMessage'>;

/** What a conversation says of its messages, counted anew after messages have moved in or out. */
export async function recount(call: Call, id: Id<'conv'>): Promise<Counted> {
  const [row] = await counts(decodeId(call.workspaceId), decodeId(id));
  const [all, unreadMember, unreadCustomer] = row as [number, number, number];
  const [last] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.workspaceId, call.workspaceId), eq(messages.conversationId, id)))
    .orderBy(desc(messages.sentAt), desc(messages.sequence))
    .limit(1);
  await db
    .update(conversations)
    .set({
      messageCount: all,
      unreadMember,
      unreadCustomer,
      lastMessageAt: last?.sentAt ?? null,
      lastMessageDirection: last?.direction ?? null,
      lastMessageSequence: last?.sequence ?? null,
      lastMessagePreview: last ? previewOf(last.bodyText) : null,
    })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, id)));
  return {
    counts: { messages: all, unreadMember, unreadCustomer },
    lastMessage: last
      ? {
          at: last.sentAt,
          direction: last.direction,
          sequence: last.sequence,
          preview: previewOf(last.bodyText),
        }
      : null,
  };
}
