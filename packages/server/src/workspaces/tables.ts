import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant, workspaceId } from '../platform/db/columns.ts';

export const workspaces = pgTable('workspaces', {
  workspaceId: workspaceId().primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  timezone: text('timezone').notNull(),
  locale: text('locale').notNull(),
  reopenWindowDays: integer('reopen_window_days').notNull(),
  defaultApiVersion: text('default_api_version').notNull(),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
