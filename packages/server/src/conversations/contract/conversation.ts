import { z } from 'zod';
import { channelType } from '../../channels/contract.ts';
import type { FilterFields } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import {
  apiContext,
  customFieldValues,
  sequence,
  tag,
  text,
  timestamp,
  version,
} from '../../contract/shapes.ts';
import { recordSizes } from '../../contract/sizes.ts';

export const exampleTime = new Date('2026-11-22T09:30:00.000Z');

export const conversationState = z.enum([
  'new',
  'open',
  'waiting_on_customer',
  'waiting_on_team',
  'resolved',
]);
export type ConversationState = z.output<typeof conversationState>;
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export const subject = () => text(500);
const count = () => z.int().min(0).max(2_147_483_647);

/** Who takes part in a conversation beside its customer. */
export const participant = z
  .strictObject({
    type: z.enum(['customer', 'member', 'email']),
    id: text(320, 1).meta({ description: 'Id of the customer or member, or the email address.' }),
    role: z.enum(['requester', 'cc', 'bcc', 'follower']),
  })
  .meta({ id: 'Participant' });
export type Participant = z.output<typeof participant>;

/** Who answers: the agent may, unless a person has taken over. */
export const agentState = z.enum(['idle', 'running', 'waiting_approval', 'handed_off', 'paused']);

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
    assignee: z
      .strictObject({ type: z.literal('member'), id: id('mem') })
      .nullable()
      .meta({ description: 'Who of the team works on it.' }),
    teamId: id('team').nullable().meta({ description: 'The team that it is given to.' }),
    participants: z.array(participant).max(recordSizes.participants),
    tags: z.array(tag()).max(64),
    customFields: customFieldValues(),
    apiContext: apiContext.nullable(),
    agent: z.strictObject({
      state: agentState.meta({ description: '`paused` while a person has taken the conversation over.' }),
    }),
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
    snoozedUntil: timestamp().nullable().meta({ description: 'Out of sight until this time.' }),
    snoozedUntilReply: z.boolean().meta({ description: 'Out of sight until the customer replies.' }),
    resolvedAt: timestamp().nullable(),
    resolutionSummary: text(2000).nullable(),
    reopenCount: count(),
    archivedAt: timestamp().nullable().meta({ description: 'Since when lists leave it out.' }),
    followUpOf: id('conv')
      .nullable()
      .meta({ description: 'The resolved conversation that this one continues.' }),
    splitFrom: id('conv')
      .nullable()
      .meta({ description: 'The conversation that its first messages were moved out of.' }),
    mergedInto: id('conv')
      .nullable()
      .meta({ description: 'The conversation that took its messages over. It changes no more itself.' }),
    redactionCount: count(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.output<typeof conversation>;

export const conversationExample: Conversation = {
  id: exampleId('conv'),
  ref: 1042,
  externalId: null,
  subject: 'Adding tracks to a playlist',
  state: 'new',
  priority: 'normal',
  channel: { id: exampleId('chn'), type: 'api' },
  customer: { id: exampleId('cus'), externalId: 'user_8841', name: 'Mariah', email: 'mariah@example.com' },
  assignee: null,
  teamId: null,
  participants: [],
  tags: [],
  customFields: {},
  apiContext: { method: 'POST', path: '/v1/playlists/abc/tracks', statusCode: 403 },
  agent: { state: 'idle' },
  counts: { messages: 1, unreadMember: 1, unreadCustomer: 0 },
  lastMessage: {
    at: exampleTime,
    direction: 'inbound',
    sequence: 1,
    preview: 'Which scope do I need to add tracks to a playlist?',
  },
  firstResponseAt: null,
  waitingSince: exampleTime,
  snoozedUntil: null,
  snoozedUntilReply: false,
  resolvedAt: null,
  resolutionSummary: null,
  reopenCount: 0,
  archivedAt: null,
  followUpOf: null,
  splitFrom: null,
  mergedInto: null,
  redactionCount: 0,
  version: 1,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};

export const conversationKey = z
  .union([
    id('conv'),
    z
      .string()
      .max(259)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^(ref:[1-9]\d{0,15}|ext:[^\u0000]+)$/, 'Must be an id, `ref:1042`, or `ext:` and your own id.'),
  ])
  .meta({ description: 'Id of the conversation, `ref:1042` by its number, or `ext:` and your own id.' });

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
  'assignee.id': { type: 'id', prefix: 'mem' },
  teamId: { type: 'id', prefix: 'team' },
  tags: { type: 'list' },
  'customFields.*': { type: 'any', custom: true },
  'apiContext.method': { type: 'text' },
  'apiContext.path': { type: 'text' },
  'apiContext.statusCode': { type: 'number' },
  'apiContext.errorCode': { type: 'text' },
  'apiContext.environment': { type: 'text' },
  'counts.messages': { type: 'number' },
  'counts.unreadMember': { type: 'number' },
  'counts.unreadCustomer': { type: 'number' },
  'lastMessage.at': { type: 'time' },
  'lastMessage.direction': { type: 'enum', enum: ['inbound', 'outbound'] as const },
  firstResponseAt: { type: 'time' },
  waitingSince: { type: 'time' },
  'agent.state': { type: 'enum', enum: agentState.options },
  snoozedUntil: { type: 'time' },
  snoozedUntilReply: { type: 'boolean' },
  resolvedAt: { type: 'time' },
  reopenCount: { type: 'number' },
  archivedAt: { type: 'time' },
  followUpOf: { type: 'id', prefix: 'conv' },
  splitFrom: { type: 'id', prefix: 'conv' },
  mergedInto: { type: 'id', prefix: 'conv' },
  version: { type: 'number' },
  createdAt: { type: 'time', sortable: true },
  updatedAt: { type: 'time' },
} satisfies FilterFields;
