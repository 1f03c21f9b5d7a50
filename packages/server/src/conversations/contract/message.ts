import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { actor, sequence, text, timestamp, version } from '../../contract/shapes.ts';
import { recordSizes, sizes } from '../../contract/sizes.ts';
import { messageAttachment } from './attachments.ts';
import { conversationState, exampleTime } from './conversation.ts';

export const messageBody = z.strictObject({
  format: z.enum(['text', 'markdown']).default('text'),
  text: text(sizes.messageCharacters, 1).meta({
    examples: ['Which scope do I need to add tracks to a playlist?'],
  }),
});

export const deliveryState = z.enum(['queued', 'sent', 'delivered', 'read', 'failed']);
export type DeliveryState = z.output<typeof deliveryState>;

export const message = z
  .strictObject({
    id: id('msg'),
    conversationId: id('conv'),
    sequence: sequence('Number of the message in its conversation, from 1 without gaps.'),
    timelineSequence: sequence('Number of the message among all timeline items of its conversation.'),
    clientMessageId: text(100).nullable(),
    direction: z.enum(['inbound', 'outbound']).meta({ description: '`inbound` is from the customer.' }),
    author: actor,
    body: z.strictObject({ format: z.enum(['text', 'markdown']), text: text(32_000) }),
    attachments: z.array(messageAttachment).max(recordSizes.messageAttachments),
    inReplyTo: id('msg').nullable(),
    delivery: z.strictObject({
      state: deliveryState,
      attempts: z.int().min(0).max(1000).meta({ description: 'How often it was handed to the channel.' }),
      errorCode: text(100).nullable().meta({ description: 'Why it failed, in the words of the channel.' }),
      at: timestamp().nullable().meta({ description: 'When the state was reported.' }),
    }),
    redactions: z
      .array(z.strictObject({ kind: text(64), count: z.int().min(1).max(32_000) }))
      .max(recordSizes.redactionKinds)
      .meta({ description: 'What was masked in the text, by kind. The masked text is kept nowhere.' }),
    movedFrom: id('conv').nullable().meta({ description: 'The conversation that it came to this one from.' }),
    sentAt: timestamp().meta({ description: 'When the author sent it, as the channel says.' }),
    editedAt: timestamp().nullable(),
    deletedAt: timestamp()
      .nullable()
      .meta({ description: 'A deleted message keeps its number, not its text.' }),
    version: version(),
    createdAt: timestamp().meta({ description: 'When it was stored.' }),
  })
  .meta({ id: 'Message' });
export type Message = z.output<typeof message>;

export const messageExample: Message = {
  id: exampleId('msg'),
  conversationId: exampleId('conv'),
  sequence: 1,
  timelineSequence: 1,
  clientMessageId: null,
  direction: 'inbound',
  author: { type: 'customer', id: exampleId('cus'), name: 'Mariah' },
  body: { format: 'text', text: 'Which scope do I need to add tracks to a playlist?' },
  attachments: [],
  inReplyTo: null,
  delivery: { state: 'delivered', attempts: 0, errorCode: null, at: null },
  redactions: [],
  movedFrom: null,
  sentAt: exampleTime,
  editedAt: null,
  deletedAt: null,
  version: 1,
  createdAt: exampleTime,
};

export const sendMessage = operation({
  summary: 'Send a message',
  description:
    'Sends a message to the customer, or records one from the customer with `direction: inbound`. The conversation waits for the other side afterwards. A `clientMessageId` that was used before returns the message it made.',
  access: { scope: 'messages:write' },
  rest: 'POST /conversations/{conversationId}/messages',
  status: 201,
  input: z.strictObject({
    conversationId: id('conv'),
    body: messageBody,
    direction: z.enum(['inbound', 'outbound']).default('outbound'),
    clientMessageId: text(100, 1)
      .optional()
      .meta({ description: 'Your own id of the message, unique in its conversation.' }),
    attachmentIds: z
      .array(id('att'))
      .max(recordSizes.messageAttachments)
      .default([])
      .meta({ description: 'Files that were uploaded before, each for this message only.' }),
    inReplyTo: id('msg').optional(),
    sentAt: timestamp()
      .optional()
      .meta({ description: 'When it was sent, for messages from elsewhere. Now, when left out.' }),
    ifNoNewerThanSequence: sequence(
      'Refuse with `state_conflict` when the conversation has a message after this one.',
    ).optional(),
    setState: conversationState
      .exclude(['new'])
      .optional()
      .meta({ description: 'Where the message leaves the conversation, in place of the usual state.' }),
  }),
  output: message,
  errors: ['state_conflict', 'reference_not_usable', 'illegal_transition'],
  events: [
    'message.sent',
    'message.received',
    'conversation.state_changed',
    'conversation.reopened',
    'conversation.resolved',
    'conversation.unsnoozed',
    'conversation.unarchived',
    'conversation.created',
  ],
  example: {
    input: { conversationId: exampleId('conv'), body: { text: 'You need playlist-modify-public.' } },
    output: {
      ...messageExample,
      id: exampleId('msg', 2),
      sequence: 2,
      timelineSequence: 2,
      direction: 'outbound',
      author: { type: 'credential', id: exampleId('key'), name: 'Support backend' },
      body: { format: 'text', text: 'You need playlist-modify-public.' },
      delivery: { state: 'sent', attempts: 1, errorCode: null, at: null },
    },
  },
});

export const listMessages = operation({
  summary: 'List messages',
  description: 'Messages of a conversation by their sequence, oldest first unless `sort` is `-sequence`.',
  access: { scope: 'messages:read' },
  rest: 'GET /conversations/{conversationId}/messages',
  input: z.strictObject({
    conversationId: id('conv'),
    ...pageInput,
    direction: z.enum(['inbound', 'outbound']).optional(),
    afterSequence: sequence('Only messages after this one.').optional(),
    sort: z.enum(['sequence', '-sequence']).default('sequence'),
  }),
  output: page(message),
  errors: ['invalid_cursor'],
  example: {
    input: { conversationId: exampleId('conv') },
    output: { object: 'list', data: [messageExample], hasMore: false, nextCursor: null },
  },
});
