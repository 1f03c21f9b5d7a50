import { and, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import { type Changes, differences } from '../platform/differences.ts';
import { ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type { Conversation, TimelineEntryType } from './contract.ts';
import { unlessExternalIdTaken } from './external-id.ts';
import { changesByKind } from './kinds.ts';
import { type Loaded, lockConversation } from './rows.ts';
import { conversations, timelineEntries } from './tables.ts';

/** What verbs change of a conversation; the rest follows from its messages. */
export type Fields = Partial<
  Pick<
    Conversation,
    | 'subject'
    | 'priority'
    | 'state'
    | 'tags'
    | 'externalId'
    | 'apiContext'
    | 'customFields'
    | 'assignee'
    | 'teamId'
    | 'participants'
    | 'agent'
    | 'snoozedUntil'
    | 'snoozedUntilReply'
    | 'archivedAt'
    | 'resolutionSummary'
    | 'resolvedAt'
    | 'waitingSince'
    | 'reopenCount'
    | 'redactionCount'
  >
>;

/** What is told of a change beside the change. */
export interface Telling {
  readonly reason?: string | undefined;
  /** What brought the change about, where nobody asked for it. */
  readonly cause?: string;
  /** What else the events say, for those who react to them. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A conversation that may be changed now: it is locked, is what the caller saw, and is not part of another. */
export async function openForChange(
  call: Call,
  { id, expectedVersion }: { id: Id<'conv'>; expectedVersion?: number | undefined },
): Promise<Loaded> {
  const loaded = await lockConversation(call, id);
  await assertVersion(call, loaded.conversation, expectedVersion);
  assertNotMerged(loaded.conversation);
  return loaded;
}

/** What was merged into another conversation goes on there. */
export function assertNotMerged({ mergedInto }: Conversation): void {
  if (mergedInto === null) return;
  throw new ProblemError('state_conflict', 'The conversation was merged into another one, which goes on.', {
    metadata: { mergedInto },
  });
}

const columnsOf = ({ agent, assignee, ...values }: Fields) => ({
  ...values,
  ...(assignee === undefined ? {} : { assigneeMemberId: assignee?.id ?? null }),
  ...(agent ? { agentState: agent.state } : {}),
});

/** Writes what differs, with a timeline entry and an event per kind of change. Nothing different, nothing done. */
export async function changeConversation(
  call: Call,
  { conversation, lastTimelineSequence }: Loaded,
  wanted: Fields,
  telling: Telling = {},
): Promise<Conversation> {
  const { changes, values } = differences(conversation, wanted);
  if (!values) return conversation;
  const changed: Conversation = {
    ...conversation,
    ...values,
    version: conversation.version + 1,
    updatedAt: call.now,
  };
  const told = changesByKind(changes, changed);

  const update = () =>
    db
      .update(conversations)
      .set({
        ...columnsOf(values),
        version: changed.version,
        updatedAt: call.now,
        lastTimelineSequence: lastTimelineSequence + told.size,
      })
      .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
  await (values.externalId ? unlessExternalIdTaken(call, values.externalId, update) : update());
  addEntries(call, changed, lastTimelineSequence, told, telling);
  return changed;
}

/** Tells changes in the timeline and in the event log. */
export function addEntries(
  call: Call,
  conversation: Conversation,
  lastTimelineSequence: number,
  told: Map<TimelineEntryType, Changes>,
  { reason, cause, data }: Telling = {},
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
        reason: reason ?? cause ?? (type === 'resolved' ? conversation.resolutionSummary : null),
        createdAt: call.now,
      }),
    );
    call.emit({
      type: `conversation.${type}`,
      resource: { type: 'conversation', id: conversation.id, version: conversation.version },
      conversationId: conversation.id,
      data: { conversation, ...(cause === undefined ? {} : { cause }), ...data },
      changes,
    });
  }
}
