import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { customFieldChanges, externalId, name, tag, text, timestamp } from '../../contract/shapes.ts';
import { importSizes, sizes } from '../../contract/sizes.ts';
import { job, jobEvents, jobExample } from '../../limits/contract.ts';
import { conversationState, priority, subject } from './conversation.ts';
import { messageBody } from './message.ts';

const importedMessage = z
  .strictObject({
    externalId: text(100, 1).meta({
      description: 'Id of the message where it comes from: it becomes its `clientMessageId`.',
    }),
    direction: z.enum(['inbound', 'outbound']),
    body: messageBody,
    sentAt: timestamp(),
    authorName: name()
      .optional()
      .meta({ description: 'Who wrote it, of messages to the customer.', examples: ['Dana'] }),
  })
  .meta({ id: 'ImportedMessage' });

/** A line of an import file. */
export const importedConversation = z
  .strictObject({
    externalId: externalId(),
    customer: z.strictObject({
      externalId: externalId(),
      name: name().optional(),
      email: z.email('Must be an email address.').max(320).optional(),
    }),
    subject: subject().optional(),
    priority: priority.default('normal'),
    tags: z.array(tag()).max(64).default([]),
    customFields: customFieldChanges().optional(),
    state: conversationState.exclude(['new']).optional().meta({
      description: 'Where it was left. When left out, the side that did not write last has the turn.',
    }),
    createdAt: timestamp()
      .optional()
      .meta({ description: 'When it began; with its first message when left out.' }),
    messages: z.array(importedMessage).min(1).max(importSizes.messages),
  })
  .meta({ id: 'ImportedConversation' });
export type ImportedConversation = z.output<typeof importedConversation>;

export const importConversations = operation({
  summary: 'Import conversations',
  description:
    'Takes conversations over from elsewhere, with their messages and the times at which they were sent, as a job. Conversations are told apart by their `externalId`, messages by theirs within the conversation: what is there already is left alone, so an import can be repeated, and a conversation of many messages can come in several parts. Nothing is sent to customers. The events are those of any other way, so that whatever follows them is complete. `woes import conversations` does this for a file.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/import',
  status: 202,
  input: z.strictObject({
    channelId: id('chn').meta({ description: 'The channel that the conversations are to belong to.' }),
    items: z.array(importedConversation).min(1).max(sizes.bulkItems),
    dryRun: z.boolean().default(false),
  }),
  output: job,
  cost: 10,
  errors: ['reference_not_usable'],
  events: [
    'conversation.created',
    'conversation.state_changed',
    'conversation.resolved',
    'conversation.reopened',
    'conversation.unsnoozed',
    'conversation.unarchived',
    'message.received',
    'message.sent',
    'customer.created',
    'customer.updated',
    ...jobEvents,
  ],
  example: {
    input: {
      channelId: exampleId('chn'),
      items: [
        {
          externalId: 'ticket-4711',
          customer: { externalId: 'user_8841', name: 'Mariah' },
          subject: 'Adding tracks to a playlist',
          state: 'resolved',
          messages: [
            {
              externalId: 'comment-1',
              direction: 'inbound',
              body: { text: 'Which scope do I need?' },
              sentAt: new Date('2024-03-01T09:30:00.000Z'),
            },
            {
              externalId: 'comment-2',
              direction: 'outbound',
              body: { text: 'playlist-modify-public.' },
              sentAt: new Date('2024-03-01T10:02:00.000Z'),
              authorName: 'Dana',
            },
          ],
        },
      ],
    },
    output: { ...jobExample, kind: 'conversations.import', progress: { done: 0, failed: 0, total: 1 } },
  },
});
