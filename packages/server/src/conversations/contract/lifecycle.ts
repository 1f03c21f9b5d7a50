import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { customFieldChanges, expectedVersion, text, timestamp } from '../../contract/shapes.ts';
import { conversation, conversationExample, exampleTime } from './conversation.ts';

export const resolveConversation = operation({
  summary: 'Resolve a conversation',
  description:
    'Ends the work on a conversation. A customer who replies inside the reopen window opens it again. Resolving a resolved one changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/resolve',
  input: z.strictObject({
    id: id('conv'),
    resolutionSummary: text(2000, 1).optional(),
    customFields: customFieldChanges()
      .optional()
      .meta({ description: 'Fields that are required for resolving may come with it.' }),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.resolved', 'conversation.unsnoozed', 'conversation.custom_fields_changed'],
  example: {
    input: { id: exampleId('conv'), resolutionSummary: 'Explained the scope playlist-modify-public.' },
    output: {
      ...conversationExample,
      state: 'resolved',
      resolvedAt: exampleTime,
      resolutionSummary: 'Explained the scope playlist-modify-public.',
      waitingSince: null,
      version: 3,
    },
  },
});

export const reopenConversation = operation({
  summary: 'Reopen a conversation',
  description: 'Brings a resolved conversation back to `open`.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/reopen',
  input: z.strictObject({
    id: id('conv'),
    reason: text(500, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'illegal_transition', 'state_conflict'],
  events: ['conversation.reopened', 'conversation.unarchived'],
  example: {
    input: { id: exampleId('conv'), reason: 'The answer was for another endpoint.' },
    output: { ...conversationExample, state: 'open', reopenCount: 1, version: 4 },
  },
});

export const snoozeConversation = operation({
  summary: 'Snooze a conversation',
  description:
    'Puts a conversation out of sight until a time, until the customer replies, or until whichever comes first. Its state stays. A snoozed one is snoozed anew by what is asked now.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/snooze',
  input: z
    .strictObject({
      id: id('conv'),
      until: timestamp().optional().meta({ description: 'A time to come, at most two years away.' }),
      untilReply: z.boolean().default(false),
      reason: text(500, 1).optional(),
      expectedVersion: expectedVersion(),
    })
    .refine(({ until, untilReply }) => until !== undefined || untilReply, {
      message: 'Say `until`, `untilReply` or both.',
      path: ['until'],
    }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.snoozed'],
  example: {
    input: { id: exampleId('conv'), untilReply: true, reason: 'Waiting for their next release.' },
    output: { ...conversationExample, snoozedUntilReply: true, version: 2 },
  },
});

export const unsnoozeConversation = operation({
  summary: 'Wake a snoozed conversation',
  description: 'Ends the snooze now. Waking one that is awake changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/unsnooze',
  input: z.strictObject({ id: id('conv'), expectedVersion: expectedVersion() }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.unsnoozed'],
  example: { input: { id: exampleId('conv') }, output: { ...conversationExample, version: 3 } },
});

export const archiveConversation = operation({
  summary: 'Archive a conversation',
  description:
    'Takes a resolved conversation out of lists and searches, unless they ask for archived ones. A reply of the customer brings it back. Archiving an archived one changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/archive',
  input: z.strictObject({ id: id('conv'), expectedVersion: expectedVersion() }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.archived'],
  example: {
    input: { id: exampleId('conv') },
    output: {
      ...conversationExample,
      state: 'resolved',
      resolvedAt: exampleTime,
      archivedAt: exampleTime,
      version: 4,
    },
  },
});

export const unarchiveConversation = operation({
  summary: 'Bring an archived conversation back',
  description: 'Puts a conversation back into lists and searches. Its state stays.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/unarchive',
  input: z.strictObject({ id: id('conv'), expectedVersion: expectedVersion() }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.unarchived'],
  example: {
    input: { id: exampleId('conv') },
    output: { ...conversationExample, state: 'resolved', resolvedAt: exampleTime, version: 5 },
  },
});

export const takeOverConversation = operation({
  summary: 'Take a conversation over',
  description:
    'A person becomes the responder: the agent sends nothing in this conversation until it is given back.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/takeover',
  input: z.strictObject({
    id: id('conv'),
    reason: text(500, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.taken_over'],
  example: {
    input: { id: exampleId('conv'), reason: 'Billing question.' },
    output: { ...conversationExample, agent: { state: 'paused' }, version: 2 },
  },
});

export const giveBackConversation = operation({
  summary: 'Give a conversation back to the agent',
  description: 'Lets the agent answer again in a conversation that a person has taken over.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/give-back',
  input: z.strictObject({
    id: id('conv'),
    reason: text(500, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'state_conflict'],
  events: ['conversation.given_back'],
  example: { input: { id: exampleId('conv') }, output: { ...conversationExample, version: 3 } },
});
