import { and, count, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { addEntries, assertNotMerged, changeConversation } from './change.ts';
import type { Conversation, mergeConversations as contract, Participant } from './contract.ts';
import { countMovableLinks, moveIssueLinks } from './issues/move-links.ts';
import { moveEverything } from './move-items.ts';
import { withParticipants } from './participants.ts';
import { recount } from './recount.ts';
import { type Loaded, lockConversation } from './rows.ts';
import { awake, stateFields } from './states.ts';
import { conversationSecrets, conversations, messages, notes } from './tables.ts';

type Input = z.output<typeof contract.input>;
type Output = z.input<typeof contract.output>;

export async function mergeConversations(
  call: Call,
  { id, sourceIds: named, acrossCustomers, dryRun, expectedVersion }: Input,
): Promise<Output> {
  const sourceIds = [...new Set(named)];
  const { target, sources } = await lockAll(call, id, sourceIds);
  await assertVersion(call, target.conversation, expectedVersion);
  for (const { conversation } of [target, ...sources]) assertNotMerged(conversation);
  const strangers = sources.filter(
    ({ conversation: { customer } }) => customer.id !== target.conversation.customer.id,
  );
  if (strangers.length > 0 && !acrossCustomers)
    throw new ProblemError('state_conflict', 'The conversations are of more than one customer.', {
      metadata: { conversationIds: strangers.map(({ conversation }) => conversation.id) },
    });
  const wanted = together(
    call,
    target.conversation,
    sources.map(({ conversation }) => conversation),
  );
  const moved = {
    ...(await itemsOf(call, id, sourceIds)),
    participants: wanted.participants.length - target.conversation.participants.length,
    tags: wanted.tags.length - target.conversation.tags.length,
  };
  if (dryRun) return { conversation: target.conversation, moved, dryRun };

  const items = await moveEverything(
    call,
    {
      conversationId: id,
      lastSequence: target.lastSequence,
      lastTimelineSequence: target.lastTimelineSequence,
    },
    sourceIds,
  );
  await moveIssueLinks(call, id, sourceIds);
  const lastSequence = target.lastSequence + items.messages;
  const lastTimelineSequence = target.lastTimelineSequence + items.messages + items.notes;
  await numberOn(call, target, sources, { lastSequence, lastTimelineSequence });
  const counted = await recount(call, id);
  const conversation = { ...target.conversation, ...counted };
  const merged = await changeConversation(call, { conversation, lastSequence, lastTimelineSequence }, wanted);
  const told = merged === conversation ? await touch(call, conversation) : merged;
  await tellMerged(call, told, sourceIds);
  for (const source of sources) await retire(call, source, told, sourceIds);
  return { conversation: told, moved, dryRun };
}

/** Locks in the order of ids, so that merges that cross each other wait instead of blocking each other. */
async function lockAll(call: Call, id: Id<'conv'>, sourceIds: readonly Id<'conv'>[]) {
  if (sourceIds.includes(id))
    throw new ProblemError('reference_not_usable', 'sourceIds must name other conversations.', {
      metadata: { field: 'sourceIds' },
    });
  const locked = new Map<Id<'conv'>, Loaded>();
  for (const each of [id, ...sourceIds].sort())
    locked.set(
      each,
      await lockConversation(call, each).catch((error: unknown) => {
        if (each === id || !(error instanceof ProblemError) || error.code !== 'not_found') throw error;
        throw new ProblemError(
          'reference_not_usable',
          'sourceIds must name conversations of this workspace.',
          {
            metadata: { field: 'sourceIds' },
          },
        );
      }),
    );
  return { target: locked.get(id)!, sources: sourceIds.map((each) => locked.get(each)!) };
}

/** What the target is to be: all tags and participants, the oldest wait, and open when anything was. */
function together(call: Call, target: Conversation, sources: readonly Conversation[]) {
  const others = sources.flatMap(({ customer, participants }): Participant[] => [
    ...participants,
    ...(customer.id === target.customer.id
      ? []
      : [{ type: 'customer' as const, id: customer.id, role: 'cc' as const }]),
  ]);
  const isOpen = sources.some(({ state }) => state !== 'resolved');
  const waits = [target, ...sources].flatMap(({ waitingSince }) => waitingSince?.getTime() ?? []);
  return {
    tags: [...new Set([target, ...sources].flatMap(({ tags }) => tags))].slice(0, 64),
    participants: withParticipants(target.participants, others),
    ...(target.state === 'resolved' && isOpen ? stateFields(call, target, 'open') : {}),
    waitingSince: waits.length > 0 ? new Date(Math.min(...waits)) : null,
  };
}

async function itemsOf(call: Call, target: Id<'conv'>, ids: readonly Id<'conv'>[]) {
  const of = (table: typeof messages | typeof notes) =>
    db
      .select({ all: count() })
      .from(table as typeof messages)
      .where(and(eq(table.workspaceId, call.workspaceId), inArray(table.conversationId, [...ids])));
  const [[all], [noted]] = [await of(messages), await of(notes)];
  return { messages: all!.all, notes: noted!.all, issueLinks: await countMovableLinks(call, target, ids) };
}

/**
 * Numbers go on behind what has moved in. What was read there is read here; where something was not, numbers cannot
 * say what, and it stays as it was.
 */
async function numberOn(
  call: Call,
  target: Loaded,
  sources: readonly Loaded[],
  numbers: { lastSequence: number; lastTimelineSequence: number },
): Promise<void> {
  const all = [target, ...sources].map(({ conversation: { counts } }) => counts);
  const place = (side: 'unreadMember' | 'unreadCustomer') =>
    all.every((counts) => counts[side] === 0) ? numbers.lastSequence : undefined;
  await db
    .update(conversations)
    .set({
      ...numbers,
      readByTeam: place('unreadMember'),
      readByCustomer: place('unreadCustomer'),
    })
    .where(
      and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, target.conversation.id)),
    );
}

/** A merge is a change of the target also where no field of it differs. */
async function touch(call: Call, conversation: Conversation): Promise<Conversation> {
  const version = conversation.version + 1;
  await db
    .update(conversations)
    .set({ version, updatedAt: call.now })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
  return { ...conversation, version, updatedAt: call.now };
}

async function tellMerged(call: Call, conversation: Conversation, sourceIds: readonly Id<'conv'>[]) {
  const { lastTimelineSequence } = await lockConversation(call, conversation.id);
  const changes = { sourceIds: { from: [], to: [...sourceIds] } };
  addEntries(call, conversation, lastTimelineSequence, new Map([['merged', changes]]));
  await db
    .update(conversations)
    .set({ lastTimelineSequence: lastTimelineSequence + 1 })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
}

/** A source is done: resolved, archived, and empty but for its own history. Its secrets open the target. */
async function retire(
  call: Call,
  { conversation, lastTimelineSequence }: Loaded,
  target: Conversation,
  sourceIds: readonly Id<'conv'>[],
): Promise<void> {
  const here = and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id));
  const values = {
    state: 'resolved' as const,
    resolvedAt: conversation.resolvedAt ?? call.now,
    archivedAt: conversation.archivedAt ?? call.now,
    waitingSince: null,
    ...awake,
    mergedInto: target.id,
    version: conversation.version + 1,
    updatedAt: call.now,
  };
  await db
    .update(conversations)
    .set({ ...values, lastTimelineSequence: lastTimelineSequence + 1 })
    .where(here);
  await recount(call, conversation.id);
  const ofSource = and(
    eq(conversationSecrets.workspaceId, call.workspaceId),
    eq(conversationSecrets.conversationId, conversation.id),
  );
  // Whoever may read one customer's conversation may not read another's because they were put together.
  if (conversation.customer.id === target.customer.id)
    await db.update(conversationSecrets).set({ conversationId: target.id }).where(ofSource);
  else await db.update(conversationSecrets).set({ revokedAt: call.now }).where(ofSource);
  const retired = {
    ...conversation,
    ...values,
    counts: { messages: 0, unreadMember: 0, unreadCustomer: 0 },
    lastMessage: null,
  };
  const changes = { mergedInto: { from: null, to: target.id }, sourceIds: { from: [], to: [...sourceIds] } };
  addEntries(call, retired, lastTimelineSequence, new Map([['merged', changes]]));
}
