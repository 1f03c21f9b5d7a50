import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, pipe } from '../platform/db/index.ts';
import { bounded, type Changes, changeList, differences } from '../platform/differences.ts';
import { ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { Conversation, ConversationState, TimelineEntryType } from './contract.ts';
import { unlessExternalIdTaken } from './external-id.ts';
import { type Loaded, lockConversation } from './rows.ts';
import { assertTransition, transitions } from './states.ts';
import { conversations, timelineEntries } from './tables.ts';

type Fields = Partial<
  Pick<
    Conversation,
    | 'subject'
    | 'priority'
    | 'state'
    | 'tags'
    | 'externalId'
    | 'apiContext'
    | 'resolutionSummary'
    | 'resolvedAt'
    | 'waitingSince'
    | 'reopenCount'
  >
>;

export async function updateConversation(
  call: Call,
  { id, expectedVersion, tags, ...wanted }: z.output<typeof contract.updateConversation.input>,
): Promise<Conversation> {
  const loaded = await lockConversation(call, id);
  const { conversation } = loaded;
  await assertVersion(call, conversation, expectedVersion);
  return changeConversation(call, loaded, {
    ...wanted,
    ...(tags ? { tags: bounded('/tags/add', 64, changeList(conversation.tags, tags)) } : {}),
    ...(wanted.state ? stateFields(call, conversation, wanted.state) : {}),
  });
}

export async function resolveConversation(
  call: Call,
  { id, expectedVersion, resolutionSummary }: z.output<typeof contract.resolveConversation.input>,
): Promise<Conversation> {
  const loaded = await lockConversation(call, id);
  await assertVersion(call, loaded.conversation, expectedVersion);
  if (loaded.conversation.state === 'resolved') return loaded.conversation;
  const summary = resolutionSummary ? { resolutionSummary } : {};
  return changeConversation(call, loaded, {
    ...stateFields(call, loaded.conversation, 'resolved'),
    ...summary,
  });
}

export async function reopenConversation(
  call: Call,
  { id, expectedVersion, reason }: z.output<typeof contract.reopenConversation.input>,
): Promise<Conversation> {
  const loaded = await lockConversation(call, id);
  const { conversation } = loaded;
  await assertVersion(call, conversation, expectedVersion);
  if (conversation.state !== 'resolved')
    throw new ProblemError('illegal_transition', 'Only a resolved conversation can be reopened.', {
      metadata: {
        from: conversation.state,
        to: 'open',
        allowedTransitions: transitions[conversation.state],
      },
    });
  return changeConversation(call, loaded, stateFields(call, conversation, 'open'), reason);
}

/** A move to another state with all that follows from it. */
export function stateFields(call: Call, { state, reopenCount }: Conversation, to: ConversationState): Fields {
  assertTransition(state, to);
  if (state === to) return {};
  if (to === 'resolved') return { state: to, resolvedAt: call.now, waitingSince: null };
  if (state === 'resolved')
    return { state: to, resolvedAt: null, resolutionSummary: null, reopenCount: reopenCount + 1 };
  return { state: to };
}

/** Which kind of change each field is told as, in the timeline and in the log. */
const kinds: Record<string, TimelineEntryType> = {
  priority: 'priority_changed',
  tags: 'tags_changed',
  apiContext: 'api_context_changed',
  subject: 'updated',
  externalId: 'updated',
};

/** Fields that follow from a move of state and are not told on their own. */
const derived = new Set(['resolvedAt', 'waitingSince', 'reopenCount', 'resolutionSummary']);

const stateKind = ({ from, to }: { from: unknown; to: unknown }): TimelineEntryType =>
  to === 'resolved' ? 'resolved' : from === 'resolved' ? 'reopened' : 'state_changed';

/** Splits changes by the kind they are told as. */
export function changesByKind(changes: Changes): Map<TimelineEntryType, Changes> {
  const told = new Map<TimelineEntryType, Changes>();
  for (const [field, change] of Object.entries(changes)) {
    if (derived.has(field)) continue;
    const kind = field === 'state' ? stateKind(change) : kinds[field]!;
    told.set(kind, { ...told.get(kind), [field]: change });
  }
  return told;
}

/** Writes what differs, with a timeline entry and an event per kind of change. Nothing different, nothing done. */
async function changeConversation(
  call: Call,
  { conversation, lastTimelineSequence }: Loaded,
  wanted: Fields,
  reason?: string,
): Promise<Conversation> {
  const { changes, values } = differences(conversation, wanted);
  const told = changesByKind(changes);
  if (!values) return conversation;
  const changed: Conversation = {
    ...conversation,
    ...values,
    version: conversation.version + 1,
    updatedAt: call.now,
  };

  const update = () =>
    db
      .update(conversations)
      .set({
        ...values,
        version: changed.version,
        updatedAt: call.now,
        lastTimelineSequence: lastTimelineSequence + told.size,
      })
      .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
  await (values.externalId ? unlessExternalIdTaken(call, values.externalId, update) : update());
  addEntries(call, changed, lastTimelineSequence, told, reason);
  return changed;
}

/** Tells changes in the timeline and in the event log. */
export function addEntries(
  call: Call,
  conversation: Conversation,
  lastTimelineSequence: number,
  told: Map<TimelineEntryType, Changes>,
  reason?: string,
): void {
  let timelineSequence = lastTimelineSequence;
  for (const [type, changes] of told) {
    timelineSequence += 1;
    pipe(
      db.insert(timelineEntries).values({
        workspaceId: call.workspaceId,
        id: call.newId('tml'),
        conversationId: conversation.id,
        timelineSequence,
        type,
        actor: call.actor,
        changes,
        reason: reason ?? (type === 'resolved' ? conversation.resolutionSummary : null),
        createdAt: call.now,
      }),
    );
    call.emit({
      type: `conversation.${type}`,
      resource: { type: 'conversation', id: conversation.id, version: conversation.version },
      conversationId: conversation.id,
      data: { conversation },
      changes,
    });
  }
}
