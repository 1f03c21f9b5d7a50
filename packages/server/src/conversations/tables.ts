import { bigint, boolean, customType, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Channel } from '../channels/contract.ts';
import type { Actor, CustomFieldValues } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { Changes } from '../platform/differences.ts';
import type { CustomFieldOrigins } from '../workspaces/index.ts';
import type {
  ApiContextOrigins,
  Attachment,
  Conversation,
  ConversationState,
  Message,
  MessageAttachment,
  Participant,
  TimelineEntryType,
} from './contract.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const conversationRefs = pgTable('conversation_refs', {
  workspaceId: workspaceId().primaryKey(),
  lastRef: bigint('last_ref', { mode: 'number' }).notNull(),
});

export const conversations = pgTable(
  'conversations',
  {
    workspaceId: workspaceId(),
    id: idColumn('conv')('id').notNull(),
    ref: bigint('ref', { mode: 'number' }).notNull(),
    externalId: text('external_id'),
    subject: text('subject'),
    state: text('state').$type<ConversationState>().notNull(),
    priority: text('priority').$type<Conversation['priority']>().notNull(),
    channelId: idColumn('chn')('channel_id').notNull(),
    channelType: text('channel_type').$type<Channel['type']>().notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    assigneeMemberId: idColumn('mem')('assignee_member_id'),
    teamId: idColumn('team')('team_id'),
    tags: text('tags').array().notNull(),
    customFields: jsonb('custom_fields').$type<CustomFieldValues>().notNull().default({}),
    customFieldOrigins: jsonb('custom_field_origins').$type<CustomFieldOrigins>().notNull().default({}),
    apiContext: jsonb('api_context').$type<Conversation['apiContext']>(),
    messageCount: integer('message_count').notNull().default(0),
    lastTimelineSequence: integer('last_timeline_sequence').notNull().default(0),
    unreadMember: integer('unread_member').notNull().default(0),
    unreadCustomer: integer('unread_customer').notNull().default(0),
    lastMessageAt: instant('last_message_at'),
    lastMessageDirection: text('last_message_direction').$type<Message['direction']>(),
    lastMessagePreview: text('last_message_preview'),
    firstResponseAt: instant('first_response_at'),
    waitingSince: instant('waiting_since'),
    resolvedAt: instant('resolved_at'),
    resolutionSummary: text('resolution_summary'),
    reopenCount: integer('reopen_count').notNull().default(0),
    followUpOf: idColumn('conv')('follow_up_of'),
    splitFrom: idColumn('conv')('split_from'),
    mergedInto: idColumn('conv')('merged_into'),
    snoozedUntil: instant('snoozed_until'),
    snoozedUntilReply: boolean('snoozed_until_reply').notNull().default(false),
    archivedAt: instant('archived_at'),
    deletedAt: instant('deleted_at'),
    participants: jsonb('participants').$type<Participant[]>().notNull().default([]),
    apiContextOrigins: jsonb('api_context_origins').$type<ApiContextOrigins>().notNull().default({}),
    agentState: text('agent_state').$type<Conversation['agent']['state']>().notNull().default('idle'),
    redactionCount: integer('redaction_count').notNull().default(0),
    lastSequence: integer('last_sequence').notNull().default(0),
    lastMessageSequence: integer('last_message_sequence'),
    readByTeam: integer('read_by_team').notNull().default(0),
    readByCustomer: integer('read_by_customer').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const messages = pgTable(
  'messages',
  {
    workspaceId: workspaceId(),
    id: idColumn('msg')('id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    sequence: integer('sequence').notNull(),
    timelineSequence: integer('timeline_sequence').notNull(),
    clientMessageId: text('client_message_id'),
    direction: text('direction').$type<Message['direction']>().notNull(),
    author: jsonb('author').$type<Actor>().notNull(),
    bodyFormat: text('body_format').$type<Message['body']['format']>().notNull(),
    bodyText: text('body_text').notNull(),
    attachments: jsonb('attachments').$type<MessageAttachment[]>().notNull().default([]),
    inReplyTo: idColumn('msg')('in_reply_to'),
    deliveryState: text('delivery_state').$type<Message['delivery']['state']>().notNull(),
    deliveryAttempts: integer('delivery_attempts').notNull().default(0),
    deliveryError: text('delivery_error'),
    deliveryAt: instant('delivery_at'),
    redactions: jsonb('redactions').$type<Message['redactions']>().notNull().default([]),
    movedFrom: idColumn('conv')('moved_from'),
    sentAt: instant('sent_at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const notes = pgTable(
  'notes',
  {
    workspaceId: workspaceId(),
    id: idColumn('note')('id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    timelineSequence: integer('timeline_sequence').notNull(),
    author: jsonb('author').$type<Actor>().notNull(),
    body: text('body').notNull(),
    mentions: idColumn('mem')('mentions').array().notNull().default([]),
    pinned: boolean('pinned').notNull(),
    copiedFrom: idColumn('note')('copied_from'),
    movedFrom: idColumn('conv')('moved_from'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const timelineEntries = pgTable(
  'timeline_entries',
  {
    workspaceId: workspaceId(),
    id: idColumn('tml')('id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    timelineSequence: integer('timeline_sequence').notNull(),
    type: text('type').$type<TimelineEntryType>().notNull(),
    actor: jsonb('actor').$type<Actor>().notNull(),
    changes: jsonb('changes').$type<Changes>().notNull(),
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const conversationSecrets = pgTable(
  'conversation_secrets',
  {
    workspaceId: workspaceId(),
    id: idColumn('csec')('id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    purpose: text('purpose').$type<'resume' | 'transcript' | 'rating'>().notNull(),
    secretHash: bytes('secret_hash').notNull(),
    hint: text('hint').notNull(),
    customerId: idColumn('cus')('customer_id'),
    maxUses: integer('max_uses'),
    useCount: integer('use_count').notNull().default(0),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** How far each member has read. */
export const readPlaces = pgTable(
  'read_places',
  {
    workspaceId: workspaceId(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    memberId: idColumn('mem')('member_id').notNull(),
    upToSequence: integer('up_to_sequence').notNull(),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.conversationId, table.memberId] })],
);

/** Who of a team was given the last conversation. */
export const teamRotations = pgTable(
  'team_rotations',
  {
    workspaceId: workspaceId(),
    teamId: idColumn('team')('team_id').notNull(),
    lastMemberId: idColumn('mem')('last_member_id'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.teamId] })],
);

export const attachments = pgTable(
  'attachments',
  {
    workspaceId: workspaceId(),
    id: idColumn('att')('id').notNull(),
    messageId: idColumn('msg')('message_id'),
    filename: text('filename').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    expectedSha256: text('expected_sha256'),
    sha256: text('sha256'),
    contentKey: text('content_key'),
    state: text('state').$type<Attachment['state']>().notNull(),
    rejectedFor: text('rejected_for').$type<Attachment['rejectedFor']>(),
    createdBy: jsonb('created_by').$type<Actor>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
