import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, timestamp } from '../../contract/shapes.ts';
import { conversation, conversationExample } from './conversation.ts';

const count = () => z.int().min(0).max(2_147_483_647);

export const deleteConversation = operation({
  summary: 'Delete a conversation',
  description:
    '`soft` hides a conversation from every operation for 30 days, in which it can be restored, then erases it. `erase` removes it at once and for good: messages, notes and their copies in issues, timeline, secrets, links, and what events and stored answers say of it. With `dryRun` the effects are counted and nothing is written.',
  access: { scope: 'conversations:delete' },
  rest: 'DELETE /conversations/{id}',
  status: 200,
  input: z.strictObject({
    id: id('conv'),
    mode: z.enum(['soft', 'erase']).default('soft'),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: z
    .strictObject({
      conversationId: id('conv'),
      mode: z.enum(['soft', 'erase']),
      dryRun: z.boolean(),
      effects: z.strictObject({
        messages: count(),
        notes: count(),
        timelineEntries: count(),
        secrets: count(),
        issueLinks: count(),
        issueNotes: count(),
        events: count(),
        storedAnswers: count(),
      }),
      restorableUntil: timestamp().nullable().meta({ description: 'Null when it was erased.' }),
    })
    .meta({ id: 'DeletedConversation' }),
  errors: ['version_conflict'],
  events: ['conversation.deleted'],
  example: {
    input: { id: exampleId('conv'), mode: 'erase', dryRun: true },
    output: {
      conversationId: exampleId('conv'),
      mode: 'erase',
      dryRun: true,
      effects: {
        messages: 4,
        notes: 1,
        timelineEntries: 3,
        secrets: 1,
        issueLinks: 1,
        issueNotes: 1,
        events: 9,
        storedAnswers: 5,
      },
      restorableUntil: null,
    },
  },
});

export const restoreConversation = operation({
  summary: 'Restore a deleted conversation',
  description:
    'Brings a conversation back within 30 days of its soft deletion, as it was but for your own id of it, which may be taken by now. One that is not deleted stays as it is.',
  access: { scope: 'conversations:delete' },
  rest: 'POST /conversations/{id}/restore',
  status: 200,
  input: z.strictObject({ id: id('conv'), expectedVersion: expectedVersion() }),
  output: conversation,
  errors: ['version_conflict'],
  events: ['conversation.restored'],
  example: { input: { id: exampleId('conv') }, output: { ...conversationExample, version: 3 } },
});
