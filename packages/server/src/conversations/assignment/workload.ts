import { and, count, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import type { Call } from '../../rpc/context.ts';
import { changeConversation } from '../change.ts';
import { lockConversation } from '../rows.ts';
import { conversations } from '../tables.ts';

type Assignee = Id<'mem'> | Id<'team'>;

const atWork = (call: Call) =>
  and(
    eq(conversations.workspaceId, call.workspaceId),
    ne(conversations.state, 'resolved'),
    isNull(conversations.deletedAt),
  );

const isMember = (assignee: Assignee): assignee is Id<'mem'> => assignee.startsWith('mem_');

const heldBy = (assignee: Assignee) =>
  isMember(assignee) ? eq(conversations.assigneeMemberId, assignee) : eq(conversations.teamId, assignee);

/** Conversations at work by the member that they are assigned to. */
export async function openCounts(
  call: Call,
  ids: readonly Id<'mem'>[],
): Promise<ReadonlyMap<Id<'mem'>, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: conversations.assigneeMemberId, open: count() })
    .from(conversations)
    .where(and(atWork(call), inArray(conversations.assigneeMemberId, [...ids])))
    .groupBy(conversations.assigneeMemberId);
  return new Map(rows.map(({ id, open }) => [id!, open]));
}

/** How many conversations a member or a team holds. */
export async function heldConversations(call: Call, assignee: Assignee): Promise<number> {
  const [row] = await db
    .select({ all: count() })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, call.workspaceId), heldBy(assignee)));
  return row!.all;
}

/**
 * Gives everything that a member or a team holds to another, or to nobody. What is resolved goes along: whoever is
 * gone must not be found as the one to ask.
 */
export async function handOverConversations(
  call: Call,
  from: Assignee,
  to: Assignee | null,
): Promise<number> {
  const held = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(eq(conversations.workspaceId, call.workspaceId), heldBy(from), isNull(conversations.deletedAt)),
    )
    .orderBy(conversations.id)
    .for('update');
  for (const { id } of held) {
    const loaded = await lockConversation(call, id);
    const { assignee, teamId } = loaded.conversation;
    const left = isMember(from) ? { assignee: null, teamId } : { assignee, teamId: null };
    const taken =
      to === null ? left : isMember(to) ? { ...left, assignee: byId(to) } : { ...left, teamId: to };
    await changeConversation(call, loaded, taken, { cause: 'handed_over' });
  }
  // What is deleted for a time comes back to nobody who is gone.
  await db
    .update(conversations)
    .set(isMember(from) ? { assigneeMemberId: null } : { teamId: null })
    .where(and(eq(conversations.workspaceId, call.workspaceId), heldBy(from)));
  return held.length;
}

const byId = (id: Id<'mem'>) => ({ type: 'member' as const, id });
