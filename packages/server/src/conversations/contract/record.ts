import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import {
  apiContext,
  customFieldChanges,
  expectedVersion,
  externalId,
  name,
  tag,
  tagChanges,
  timestamp,
} from '../../contract/shapes.ts';
import { assignmentTarget } from './assignment.ts';
import {
  conversation,
  conversationExample,
  conversationFilterFields,
  conversationKey,
  conversationState,
  priority,
  subject,
} from './conversation.ts';
import { messageBody } from './message.ts';

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
    customFields: customFieldChanges().optional(),
    externalId: externalId().optional(),
    apiContext: apiContext.optional(),
    assign: assignmentTarget.optional().meta({ description: 'Whom to give it to. Nobody, when left out.' }),
  }),
  output: conversation,
  errors: ['reference_not_usable', 'already_exists'],
  events: [
    'conversation.created',
    'message.received',
    'message.sent',
    'conversation.state_changed',
    'conversation.assigned',
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
    assigneeId: id('mem').optional(),
    teamId: id('team').optional(),
    unassigned: z
      .boolean()
      .optional()
      .meta({ description: 'Only those that no member has, or only others.' }),
    tag: tag().optional(),
    updatedSince: timestamp().optional(),
    archived: z
      .boolean()
      .optional()
      .meta({ description: 'True for archived ones only. Left out, those are left out.' }),
    snoozed: z
      .boolean()
      .optional()
      .meta({ description: 'Only those that are snoozed, or only those awake.' }),
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
    customFields: customFieldChanges().optional(),
    externalId: externalId().nullable().optional(),
    apiContext: apiContext.nullable().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: conversation,
  errors: ['version_conflict', 'illegal_transition', 'already_exists', 'state_conflict'],
  events: [
    'conversation.updated',
    'conversation.state_changed',
    'conversation.resolved',
    'conversation.reopened',
    'conversation.priority_changed',
    'conversation.tags_changed',
    'conversation.custom_fields_changed',
    'conversation.api_context_changed',
    'conversation.unsnoozed',
    'conversation.unarchived',
  ],
  example: {
    input: { id: exampleId('conv'), priority: 'high', tags: { add: ['playlists'] } },
    output: { ...conversationExample, priority: 'high', tags: ['playlists'], version: 2 },
  },
});
