import type { Changes } from '../platform/differences.ts';
import type { Conversation, Participant, TimelineEntryType } from './contract.ts';

type Change = Changes[string];

/** Fields that follow from another change and are not told on their own. */
const derived = new Set(['resolvedAt', 'waitingSince', 'reopenCount', 'resolutionSummary', 'redactionCount']);

/** Which kind of change each field is told as, in the timeline and in the log. */
const kinds: Record<string, (change: Change, after: Conversation) => readonly TimelineEntryType[]> = {
  state: ({ from, to }) => [
    to === 'resolved' ? 'resolved' : from === 'resolved' ? 'reopened' : 'state_changed',
  ],
  priority: () => ['priority_changed'],
  tags: () => ['tags_changed'],
  customFields: () => ['custom_fields_changed'],
  assignee: ({ to }, after) => [to === null && after.teamId === null ? 'unassigned' : 'assigned'],
  teamId: (_, after) => [after.assignee === null && after.teamId === null ? 'unassigned' : 'assigned'],
  apiContext: () => ['api_context_changed'],
  snoozedUntil: (_, after) => [isSnoozed(after) ? 'snoozed' : 'unsnoozed'],
  snoozedUntilReply: (_, after) => [isSnoozed(after) ? 'snoozed' : 'unsnoozed'],
  archivedAt: ({ to }) => [to === null ? 'unarchived' : 'archived'],
  agent: ({ to }) => [(to as Conversation['agent']).state === 'paused' ? 'taken_over' : 'given_back'],
  participants: ({ from, to }) => [
    ...(lacking(from, to).length > 0 ? (['participant_added'] as const) : []),
    ...(gone(from, to).length > 0 ? (['participant_removed'] as const) : []),
  ],
};

export const isSnoozed = ({ snoozedUntil, snoozedUntilReply }: Conversation): boolean =>
  snoozedUntil !== null || snoozedUntilReply;

const has = (list: readonly Participant[], { type, id, role }: Participant, withRole: boolean) =>
  list.some((each) => each.type === type && each.id === id && (!withRole || each.role === role));

/** Who was not there, or had another role. */
const lacking = (from: unknown, to: unknown) =>
  (to as Participant[]).filter((each) => !has(from as Participant[], each, true));
const gone = (from: unknown, to: unknown) =>
  (from as Participant[]).filter((each) => !has(to as Participant[], each, false));

/** Splits changes by the kind they are told as. */
export function changesByKind(changes: Changes, after: Conversation): Map<TimelineEntryType, Changes> {
  const told = new Map<TimelineEntryType, Changes>();
  for (const [field, change] of Object.entries(changes)) {
    if (derived.has(field)) continue;
    for (const kind of kinds[field]?.(change, after) ?? (['updated'] as const))
      told.set(kind, { ...told.get(kind), [field]: change });
  }
  return told;
}
