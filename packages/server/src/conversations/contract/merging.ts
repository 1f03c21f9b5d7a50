import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion } from '../../contract/shapes.ts';
import { recordSizes } from '../../contract/sizes.ts';
import { conversation, conversationExample, subject } from './conversation.ts';

const moved = z
  .strictObject({
    messages: z.int().min(0).max(2_147_483_647),
    notes: z.int().min(0).max(2_147_483_647),
    issueLinks: z.int().min(0).max(2_147_483_647),
    participants: z.int().min(0).max(2_147_483_647),
    tags: z.int().min(0).max(2_147_483_647),
  })
  .meta({ id: 'Moved' });

export const mergeConversations = operation({
  summary: 'Merge conversations',
  description:
    'Moves the messages and notes of the sources to the end of this conversation, in the order in which they were written, and adds their tags, participants and issues. A source is resolved and archived; its id keeps answering, with `mergedInto`, and replies to it arrive here. All must belong to one customer unless `acrossCustomers` is given. With `dryRun` nothing is written.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/merge',
  cost: 5,
  input: z.strictObject({
    id: id('conv'),
    sourceIds: z.array(id('conv')).min(1).max(recordSizes.mergeSources),
    acrossCustomers: z
      .boolean()
      .default(false)
      .meta({ description: 'Merge although the sources are of other customers, who then take part.' }),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: z.strictObject({ conversation, moved, dryRun: z.boolean() }).meta({ id: 'MergedConversations' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: [
    'conversation.merged',
    'conversation.updated',
    'conversation.tags_changed',
    'conversation.participant_added',
  ],
  example: {
    input: { id: exampleId('conv'), sourceIds: [exampleId('conv', 2)], dryRun: true },
    output: {
      conversation: conversationExample,
      moved: { messages: 3, notes: 1, issueLinks: 0, participants: 0, tags: 1 },
      dryRun: true,
    },
  },
});

export const splitConversation = operation({
  summary: 'Split a conversation',
  description:
    'Moves messages into a new conversation of the same customer or of another. The moved ones keep their ids and times and get new numbers; here their numbers stay empty.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/split',
  status: 201,
  cost: 5,
  input: z.strictObject({
    id: id('conv'),
    messageIds: z.array(id('msg')).min(1).max(recordSizes.splitMessages),
    subject: subject().optional(),
    customerId: id('cus').optional(),
    expectedVersion: expectedVersion(),
  }),
  output: z.strictObject({ original: conversation, created: conversation }).meta({ id: 'SplitConversation' }),
  errors: ['version_conflict', 'state_conflict', 'reference_not_usable'],
  events: ['conversation.split', 'conversation.created'],
  example: {
    input: {
      id: exampleId('conv'),
      messageIds: [exampleId('msg', 3)],
      subject: 'Another question: rate limits',
    },
    output: {
      original: { ...conversationExample, version: 2 },
      created: {
        ...conversationExample,
        id: exampleId('conv', 2),
        ref: 1043,
        subject: 'Another question: rate limits',
        splitFrom: exampleId('conv'),
      },
    },
  },
});
