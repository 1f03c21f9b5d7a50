import { bigint, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, workspaceId } from '../db/columns.ts';

export const eventHeads = pgTable('event_heads', {
  workspaceId: workspaceId().primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
});

export const eventLog = pgTable(
  'event_log',
  {
    workspaceId: workspaceId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    id: idColumn('evt')('id').notNull(),
    type: text('type').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    resourceType: text('resource_type').notNull(),
    resourceId: uuid('resource_id').notNull(),
    conversationId: idColumn('conv')('conversation_id'),
    envelope: jsonb('envelope').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.seq] })],
);
