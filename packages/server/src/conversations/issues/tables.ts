import { bigint, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Actor } from '../../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../../platform/db/columns.ts';
import type { CustomFieldOrigins } from '../../workspaces/index.ts';
import type { External, Issue, IssueRelation, IssueState } from '../contract.ts';

export const issues = pgTable(
  'issues',
  {
    workspaceId: workspaceId(),
    id: idColumn('iss')('id').notNull(),
    ref: bigint('ref', { mode: 'number' }).notNull(),
    title: text('title').notNull(),
    description: text('description'),
    state: text('state').$type<IssueState>().notNull(),
    priority: text('priority').$type<Issue['priority']>().notNull(),
    tags: text('tags').array().notNull(),
    customerId: idColumn('cus')('customer_id'),
    assigneeType: text('assignee_type').$type<'member' | 'team'>(),
    assigneeUuid: idColumn('mem')('assignee_id'),
    customFields: jsonb('custom_fields').$type<Issue['customFields']>().notNull().default({}),
    customFieldOrigins: jsonb('custom_field_origins').$type<CustomFieldOrigins>().notNull().default({}),
    externalProvider: text('external_provider').$type<External['provider']>(),
    externalId: text('external_id'),
    externalUrl: text('external_url'),
    createdBy: jsonb('created_by').$type<Actor>().notNull(),
    resolvedAt: instant('resolved_at'),
    closedAt: instant('closed_at'),
    reopenCount: integer('reopen_count').notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const issueLinks = pgTable(
  'issue_links',
  {
    workspaceId: workspaceId(),
    id: idColumn('lnk')('id').notNull(),
    issueId: idColumn('iss')('issue_id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    relation: text('relation').$type<IssueRelation>().notNull(),
    createdBy: jsonb('created_by').$type<Actor>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const issueNotes = pgTable(
  'issue_notes',
  {
    workspaceId: workspaceId(),
    issueId: idColumn('iss')('issue_id').notNull(),
    noteId: idColumn('note')('note_id').notNull(),
    conversationId: idColumn('conv')('conversation_id').notNull(),
    author: jsonb('author').$type<Actor>().notNull(),
    body: text('body').notNull(),
    writtenAt: instant('written_at').notNull(),
    copiedAt: instant('copied_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.issueId, table.noteId] })],
);
