import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgSchema,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const keys = pgSchema('bench').table('keys', {
  hash: bytes('hash').primaryKey(),
  workspaceId: uuid('workspace_id').notNull(),
  credentialId: uuid('credential_id').notNull(),
  name: text('name').notNull(),
});

export const customers = pgTable('customers', {
  workspaceId: uuid('workspace_id').notNull(),
  id: uuid('id').notNull(),
  externalId: text('external_id'),
  email: text('email'),
  name: text('name'),
});

export const conversations = pgTable('conversations', {
  workspaceId: uuid('workspace_id').notNull(),
  id: uuid('id').notNull(),
  ref: bigint('ref', { mode: 'number' }).notNull(),
  externalId: text('external_id'),
  subject: text('subject'),
  state: text('state', {
    enum: ['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved'],
  }).notNull(),
  priority: text('priority', { enum: ['low', 'normal', 'high', 'urgent'] }).notNull(),
  channelId: uuid('channel_id').notNull(),
  channelType: text('channel_type').notNull(),
  customerId: uuid('customer_id').notNull(),
  assigneeMemberId: uuid('assignee_member_id'),
  teamId: uuid('team_id'),
  participants: jsonb('participants').$type<unknown[]>().notNull(),
  tags: text('tags').array().notNull(),
  customFields: jsonb('custom_fields').$type<Record<string, unknown>>().notNull(),
  apiContext: jsonb('api_context').$type<Record<string, unknown>>(),
  agentState: text('agent_state').notNull(),
  messageCount: integer('message_count').notNull(),
  lastTimelineSequence: integer('last_timeline_sequence').notNull(),
  unreadMember: integer('unread_member').notNull(),
  unreadCustomer: integer('unread_customer').notNull(),
  lastMessageAt: time('last_message_at'),
  lastMessageDirection: text('last_message_direction', { enum: ['inbound', 'outbound'] }),
  lastSequence: integer('last_sequence').notNull(),
  lastMessageSequence: integer('last_message_sequence'),
  lastMessagePreview: text('last_message_preview'),
  firstResponseAt: time('first_response_at'),
  waitingSince: time('waiting_since'),
  snoozedUntil: time('snoozed_until'),
  snoozedUntilReply: boolean('snoozed_until_reply').notNull(),
  resolvedAt: time('resolved_at'),
  resolutionSummary: text('resolution_summary'),
  reopenCount: integer('reopen_count').notNull(),
  archivedAt: time('archived_at'),
  deletedAt: time('deleted_at'),
  followUpOf: uuid('follow_up_of'),
  splitFrom: uuid('split_from'),
  mergedInto: uuid('merged_into'),
  redactionCount: integer('redaction_count').notNull(),
  readByTeam: integer('read_by_team').notNull(),
  version: integer('version').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const messages = pgTable('messages', {
  workspaceId: uuid('workspace_id').notNull(),
  id: uuid('id').notNull(),
  conversationId: uuid('conversation_id').notNull(),
  sequence: integer('sequence').notNull(),
  timelineSequence: integer('timeline_sequence').notNull(),
  clientMessageId: text('client_message_id'),
  direction: text('direction', { enum: ['inbound', 'outbound'] }).notNull(),
  author: jsonb('author').$type<{ type: string; id: string | null; name: string | null }>().notNull(),
  bodyFormat: text('body_format', { enum: ['text', 'markdown'] }).notNull(),
  bodyText: text('body_text').notNull(),
  inReplyTo: uuid('in_reply_to'),
  deliveryState: text('delivery_state').notNull(),
  deliveryAttempts: integer('delivery_attempts').notNull(),
  attachments: jsonb('attachments').$type<unknown[]>().notNull(),
  version: integer('version').notNull(),
  sentAt: time('sent_at').notNull(),
  createdAt: time('created_at').notNull(),
});

export const eventHeads = pgTable('event_heads', {
  workspaceId: uuid('workspace_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
});

export const eventLog = pgTable('event_log', {
  workspaceId: uuid('workspace_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  id: uuid('id').notNull(),
  type: text('type').notNull(),
  occurredAt: time('occurred_at').notNull(),
  resourceType: text('resource_type').notNull(),
  resourceId: uuid('resource_id').notNull(),
  conversationId: uuid('conversation_id'),
  envelope: jsonb('envelope').notNull(),
});
