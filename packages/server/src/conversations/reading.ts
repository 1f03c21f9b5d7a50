import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { assertMember } from '../workspaces/index.ts';
import type { markRead as contract } from './contract.ts';
import { lockConversation } from './rows.ts';
import { conversations, messages, readPlaces } from './tables.ts';

const sides = {
  member: { column: 'readByTeam', unread: 'unreadMember', direction: 'inbound' },
  customer: { column: 'readByCustomer', unread: 'unreadCustomer', direction: 'outbound' },
} as const;

/** Moves the place up to which a side has read. It never moves back. */
export async function markRead(
  call: Call,
  { id, upToSequence, as, memberId }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const { conversation, lastSequence } = await lockConversation(call, id);
  if (memberId) await assertMember(call, memberId, 'memberId');
  const side = sides[as];
  const here = and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, id));
  const [row] = await db.select({ place: conversations[side.column] }).from(conversations).where(here);
  const place = Math.max(row!.place, Math.min(upToSequence, lastSequence));
  const unreadCount = await unreadAfter(call, id, side.direction, place);
  const before = as === 'member' ? conversation.counts.unreadMember : conversation.counts.unreadCustomer;
  const answer = { conversationId: id, as, upToSequence: place, unreadCount };
  if (memberId && as === 'member') await keepPlace(call, id, memberId, Math.min(upToSequence, lastSequence));
  if (place === row!.place && unreadCount === before) return answer;
  await db
    .update(conversations)
    .set({ [side.column]: place, [side.unread]: unreadCount })
    .where(here);
  call.emit({
    type: 'conversation.read',
    resource: { type: 'conversation', id, version: null },
    conversationId: id,
    data: { read: { ...answer, memberId: memberId ?? null } },
  });
  return answer;
}

async function unreadAfter(
  call: Call,
  id: Id<'conv'>,
  direction: 'inbound' | 'outbound',
  place: number,
): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, call.workspaceId),
        eq(messages.conversationId, id),
        eq(messages.direction, direction),
        gt(messages.sequence, place),
      ),
    );
  return row!.unread;
}

async function keepPlace(
  call: Call,
  conversationId: Id<'conv'>,
  memberId: Id<'mem'>,
  upToSequence: number,
): Promise<void> {
  await db
    .insert(readPlaces)
    .values({ workspaceId: call.workspaceId, conversationId, memberId, upToSequence, readAt: call.now })
    .onConflictDoUpdate({
      target: [readPlaces.workspaceId, readPlaces.conversationId, readPlaces.memberId],
      set: {
        upToSequence: sql`greatest(${readPlaces.upToSequence}, excluded.up_to_sequence)`,
        readAt: call.now,
      },
    });
}
