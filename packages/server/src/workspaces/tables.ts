import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CustomFieldValue } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { CustomField } from './contract.ts';

export const workspaces = pgTable('workspaces', {
  workspaceId: workspaceId().primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  timezone: text('timezone').notNull(),
  locale: text('locale').notNull(),
  reopenWindowDays: integer('reopen_window_days').notNull(),
  defaultApiVersion: text('default_api_version').notNull(),
  businessHours: jsonb('business_hours'),
  redactionPolicy: jsonb('redaction_policy').notNull().default({}),
  retention: jsonb('retention').notNull().default({}),
  version: integer('version').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const customFields = pgTable(
  'custom_fields',
  {
    workspaceId: workspaceId(),
    id: idColumn('fld')('id').notNull(),
    target: text('target').$type<CustomField['target']>().notNull(),
    key: text('key').notNull(),
    label: text('label').notNull(),
    description: text('description'),
    type: text('type').$type<CustomField['type']>().notNull(),
    options: jsonb('options').$type<CustomField['options']>().notNull(),
    requiredOn: text('required_on').array().$type<CustomField['requiredOn']>().notNull(),
    default: jsonb('default_value').$type<CustomFieldValue>(),
    pattern: text('pattern'),
    visibleToWidget: boolean('visible_to_widget').notNull(),
    sensitive: boolean('sensitive').notNull(),
    archivedAt: instant('archived_at'),
    position: integer('position').notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
