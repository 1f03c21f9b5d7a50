import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { limitMax, nextCursor, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { actor, sequence, text, timestamp } from '../../contract/shapes.ts';
import { exampleTime } from './conversation.ts';
import { message, messageExample } from './message.ts';
import { note } from './note.ts';

const entryType = z.enum([
  'state_changed',
  'priority_changed',
  'tags_changed',
  'updated',
  'api_context_changed',
  'reopened',
  'resolved',
  'snoozed',
  'unsnoozed',
  'archived',
  'unarchived',
  'taken_over',
  'given_back',
  'participant_added',
  'participant_removed',
  'custom_fields_changed',
  'assigned',
  'unassigned',
  'merged',
  'split',
  'deleted',
  'restored',
  'issue_linked',
  'issue_unlinked',
  'issue_state_changed',
]);

export const timelineItem = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('message'),
      sequence: sequence('Order in the timeline.'),
      at: timestamp(),
      message,
    }),
    z.strictObject({
      kind: z.literal('note'),
      sequence: sequence('Order in the timeline.'),
      at: timestamp(),
      note,
    }),
    z.strictObject({
      kind: z.literal('change'),
      sequence: sequence('Order in the timeline.'),
      at: timestamp(),
      change: z.strictObject({
        id: id('tml'),
        type: entryType,
        actor,
        changes: z.record(text(100), z.strictObject({ from: z.json(), to: z.json() })),
        reason: text(2000).nullable(),
      }),
    }),
  ])
  .meta({ id: 'TimelineItem' });
export type TimelineItem = z.output<typeof timelineItem>;
export type TimelineEntryType = z.output<typeof entryType>;

export const listTimeline = operation({
  summary: 'Read the timeline',
  description: 'Everything that happened in a conversation, messages, notes and changes, in one order.',
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations/{id}/timeline',
  input: z.strictObject({
    id: id('conv'),
    limit: pageInput.limit,
    cursor: pageInput.cursor,
    kinds: z
      .array(z.enum(['message', 'note', 'change']))
      .min(1)
      .max(3)
      .optional(),
    afterSequence: sequence('Only items after this one.').optional(),
  }),
  output: z.strictObject({
    object: z.literal('list'),
    data: z.array(timelineItem).max(limitMax),
    hasMore: z.boolean(),
    nextCursor: nextCursor(),
  }),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('conv') },
    output: {
      object: 'list',
      data: [{ kind: 'message', sequence: 1, at: exampleTime, message: messageExample }],
      hasMore: false,
      nextCursor: null,
    },
  },
});
