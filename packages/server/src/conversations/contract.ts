import { z } from 'zod';
import { channelType } from '../channels/contract.ts';
import { type FilterFields, filterOf } from '../contract/filters.ts';
import { exampleId, id } from '../contract/ids.ts';
import { limitMax, nextCursor, order, page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import {
  actor,
  apiContext,
  expectedVersion,
  externalId,
  name,
  sequence,
  tag,
  tagChanges,
  text,
  timestamp,
  version,
} from '../contract/shapes.ts';
import { sizes } from '../contract/sizes.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

export const conversationState = z.enum([
  'new',
  'open',
  'waiting_on_customer',
  'waiting_on_team',
  'resolved',
]);
export type ConversationState = z.output<typeof conversationState>;
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
const subject = () => text(500);
const count = () => z.int().min(0).max(2_147_483_647);

export const messageBody = z.strictObject({
  format: z.enum(['text', 'markdown']).default('text'),
  text: text(sizes.messageCharacters, 1).meta({
    examples: ['Which scope do I need to add tracks to a playlist?'],
  }),
});

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
    inReplyTo: id('msg').nullable(),
    delivery: z.strictObject({ state: z.enum(['queued', 'sent', 'delivered', 'read', 'failed']) }),
    sentAt: timestamp().meta({ description: 'When the author sent it, as the channel says.' }),
    createdAt: timestamp().meta({ description: 'When it was stored.' }),
  })
  .meta({ id: 'Message' });
export type Message = z.output<typeof message>;

export const conversation = z
  .strictObject({
    id: id('conv'),
    ref: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: 'Number of the conversation in its workspace, for people.' }),
    externalId: text(255).nullable(),
    subject: subject().nullable(),
    state: conversationState,
    priority,
    channel: z.strictObject({ id: id('chn'), type: channelType }),
    customer: z.strictObject({
      id: id('cus'),
      externalId: text(255).nullable(),
      name: text(200).nullable(),
      email: text(320).nullable(),
    }),
    tags: z.array(tag()).max(64),
    apiContext: apiContext.nullable(),
    counts: z.strictObject({ messages: count(), unreadMember: count(), unreadCustomer: count() }),
    lastMessage: z
      .strictObject({
        at: timestamp(),
        direction: z.enum(['inbound', 'outbound']),
        sequence: sequence('Its number in the conversation.'),
        preview: text(200),
      })
      .nullable(),
    firstResponseAt: timestamp().nullable(),
    waitingSince: timestamp()
      .nullable()
      .meta({ description: 'Since when the customer waits for an answer.' }),
    resolvedAt: timestamp().nullable(),
    resolutionSummary: text(2000).nullable(),
    reopenCount: count(),
    followUpOf: id('conv')
      .nullable()
      .meta({ description: 'The resolved conversation that this one continues.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.output<typeof conversation>;

export const messageExample: Message = {
  id: exampleId('msg'),
  conversationId: exampleId('conv'),
  sequence: 1,
  timelineSequence: 1,
  clientMessageId: null,
  direction: 'inbound',
  author: { type: 'customer', id: exampleId('cus'), name: 'Mariah' },
  body: { format: 'text', text: 'Which scope do I need to add tracks to a playlist?' },
  inReplyTo: null,
  delivery: { state: 'delivered' },
  sentAt: at,
  createdAt: at,
};

export const conversationExample: Conversation = {
  id: exampleId('conv'),
  ref: 1042,
  externalId: null,
  subject: 'Adding tracks to a playlist',
  state: 'new',
  priority: 'normal',
  channel: { id: exampleId('chn'), type: 'api' },
  customer: { id: exampleId('cus'), externalId: 'user_8841', name: 'Mariah', email: 'mariah@example.com' },
  tags: [],
  apiContext: { method: 'POST', path: '/v1/playlists/abc/tracks', statusCode: 403 },
  counts: { messages: 1, unreadMember: 1, unreadCustomer: 0 },
  lastMessage: {
    at,
    direction: 'inbound',
    sequence: 1,
    preview: 'Which scope do I need to add tracks to a playlist?',
  },
  firstResponseAt: null,
  waitingSince: at,
  resolvedAt: null,
  resolutionSummary: null,
  reopenCount: 0,
  followUpOf: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

const conversationKey = z
  .union([
    id('conv'),
    z
      .string()
      .max(259)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^(ref:[1-9]\d{0,15}|ext:[^\u0000]+)$/, 'Must be an id, `ref:1042`, or `ext:` and your own id.'),
  ])
  .meta({ description: 'Id of the conversation, `ref:1042` by its number, or `ext:` and your own id.' });

const customerChoice = z
  .union([
    z.strictObject({ id: id('cus') }),
    z.strictObject({
      externalId: externalId(),
      name: name().optional(),
      email: z.email('Must be an email address.').max(320).optional(),
    }),
  ])
  .meta({ description: 'A customer by id, or by your own id: then it is created when there is none.' });

export const createConversation = operation({
  summary: 'Create a conversation',
  description:
    'Starts a conversation for a customer, with the first message when one is given. The message counts as sent by the customer unless `firstMessage.direction` says otherwise.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations',
  status: 201,
  input: z.strictObject({
    customer: customerChoice,
    channelId: id('chn'),
    subject: subject().optional(),
    firstMessage: messageBody
      .extend({ direction: z.enum(['inbound', 'outbound']).default('inbound') })
      .optional(),
    priority: priority.default('normal'),
    tags: z.array(tag()).max(64).default([]),
    externalId: externalId().optional(),
    apiContext: apiContext.optional(),
  }),
  output: conversation,
  errors: ['reference_not_usable', 'already_exists'],
  events: [
    'conversation.created',
    'message.received',
    'message.sent',
    'conversation.state_changed',
    'customer.created',
    'customer.updated',
  ],
  example: {
    input: {
      customer: { externalId: 'user_8841', name: 'Mariah' },
      channelId: exampleId('chn'),
      subject: 'Adding tracks to a playlist',
      firstMessage: { text: 'Which scope do I need to add tracks to a playlist?' },
      apiContext: { method: 'POST', path: '/v1/playlists/abc/tracks', statusCode: 403 },
    },
    output: conversationExample,
  },
});

export const getConversation = operation({
  summary: 'Get a conversation',
  description: 'One conversation, by id, by number as `ref:1042`, or by your own id as `ext:ticket-7`.',
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations/{id}',
  input: z.strictObject({ id: conversationKey }),
  output: conversation,
  example: { input: { id: exampleId('conv') }, output: conversationExample },
});

export const conversationFilterFields = {
  id: { type: 'id', prefix: 'conv' },
  ref: { type: 'number' },
  externalId: { type: 'text' },
  subject: { type: 'text' },
  state: { type: 'enum', enum: conversationState.options },
  priority: { type: 'enum', enum: priority.options },
  'channel.id': { type: 'id', prefix: 'chn' },
  'channel.type': { type: 'enum', enum: channelType.options },
  'customer.id': { type: 'id', prefix: 'cus' },
  'customer.externalId': { type: 'text' },
  'customer.name': { type: 'text' },
  'customer.email': { type: 'text' },
  tags: { type: 'list' },
  'apiContext.method': { type: 'text' },
  'apiContext.path': { type: 'text' },
  'apiContext.statusCode': { type: 'number' },
  'apiContext.errorCode': { type: 'text' },
  'apiContext.environment': { type: 'text' },
  'counts.messages': { type: 'number' },
  'counts.unreadMember': { type: 'number' },
  'counts.unreadCustomer': { type: 'number' },
  'lastMessage.at': { type: 'time' },
  'lastMessage.direction': { type: 'enum', enum: ['inbound', 'outbound'] },
  firstResponseAt: { type: 'time' },
  waitingSince: { type: 'time' },
  resolvedAt: { type: 'time' },
  reopenCount: { type: 'number' },
  followUpOf: { type: 'id', prefix: 'conv' },
  version: { type: 'number' },
  createdAt: { type: 'time', sortable: true },
  updatedAt: { type: 'time' },
} satisfies FilterFields;

export const listConversations = operation({
  summary: 'List conversations',
  description:
    'Conversations of the workspace in order of creation, newest first unless `sort` says otherwise.',
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    state: z.array(conversationState).min(1).max(5).optional(),
    customerId: id('cus').optional(),
    channelId: id('chn').optional(),
    tag: tag().optional(),
    updatedSince: timestamp().optional(),
    filter: filterOf(conversationFilterFields).optional(),
  }),
  output: page(conversation),
  errors: ['invalid_cursor'],
  example: {
    input: { state: ['new', 'open'], limit: 25 },
    output: { object: 'list', data: [conversationExample], hasMore: false, nextCursor: null },
  },
});

export const updateConversation = operation({
  summary: 'Update a conversation',
  description:
    'Changes the fields that are given; null clears one. A call that changes nothing keeps the version and emits nothing. `new` is never entered again.',
  access: { scope: 'conversations:write' },
  rest: 'PATCH /conversations/{id}',
  input: z.strictObject({
    id: id('conv'),
    subject: subject().nullable().optional(),
    priority: priority.optional(),
    state: conversationState.optional(),
    tags: tagChanges().optional(),
    externalId: externalId().nullable().optional(),
    apiContext: apiContext.nullable().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'illegal_transition', 'already_exists'],
  events: [
    'conversation.updated',
    'conversation.state_changed',
    'conversation.resolved',
    'conversation.reopened',
    'conversation.priority_changed',
    'conversation.tags_changed',
    'conversation.api_context_changed',
  ],
  example: {
    input: { id: exampleId('conv'), priority: 'high', tags: { add: ['playlists'] } },
    output: { ...conversationExample, priority: 'high', tags: ['playlists'], version: 2 },
  },
});

export const resolveConversation = operation({
  summary: 'Resolve a conversation',
  description:
    'Ends the work on a conversation. A customer who replies inside the reopen window opens it again. Resolving a resolved one changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/resolve',
  input: z.strictObject({
    id: id('conv'),
    resolutionSummary: text(2000, 1).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict'],
  events: ['conversation.resolved'],
  example: {
    input: { id: exampleId('conv'), resolutionSummary: 'Explained the scope playlist-modify-public.' },
    output: {
      ...conversationExample,
      state: 'resolved',
      resolvedAt: at,
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
  errors: ['version_conflict', 'illegal_transition'],
  events: ['conversation.reopened'],
  example: {
    input: { id: exampleId('conv'), reason: 'The answer was for another endpoint.' },
    output: { ...conversationExample, state: 'open', reopenCount: 1, version: 4 },
  },
});

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
    inReplyTo: id('msg').optional(),
    sentAt: timestamp()
      .optional()
      .meta({ description: 'When it was sent, for messages from elsewhere. Now, when left out.' }),
    ifNoNewerThanSequence: sequence(
      'Refuse with `state_conflict` when the conversation has a message after this one.',
    ).optional(),
  }),
  output: message,
  errors: ['state_conflict', 'reference_not_usable'],
  events: [
    'message.sent',
    'message.received',
    'conversation.state_changed',
    'conversation.reopened',
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
      delivery: { state: 'sent' },
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

export const note = z
  .strictObject({
    id: id('note'),
    conversationId: id('conv'),
    timelineSequence: sequence('Number of the note among all timeline items of its conversation.'),
    author: actor,
    body: text(32_000),
    pinned: z.boolean(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Note' });
export type Note = z.output<typeof note>;

const noteExample: Note = {
  id: exampleId('note'),
  conversationId: exampleId('conv'),
  timelineSequence: 3,
  author: { type: 'credential', id: exampleId('key'), name: 'Support backend' },
  body: 'Their app was registered without the scope.',
  pinned: false,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const createNote = operation({
  summary: 'Create a note',
  description: 'Adds an operator-only note. Customers never see notes, not even that there are any.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{conversationId}/notes',
  status: 201,
  input: z.strictObject({
    conversationId: id('conv'),
    body: text(sizes.messageCharacters, 1),
    pinned: z.boolean().default(false),
  }),
  output: note,
  events: ['note.created'],
  example: {
    input: { conversationId: exampleId('conv'), body: 'Their app was registered without the scope.' },
    output: noteExample,
  },
});

const entryType = z.enum([
  'state_changed',
  'priority_changed',
  'tags_changed',
  'updated',
  'api_context_changed',
  'reopened',
  'resolved',
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
      data: [{ kind: 'message', sequence: 1, at, message: messageExample }],
      hasMore: false,
      nextCursor: null,
    },
  },
});
