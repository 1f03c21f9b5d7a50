import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Scope } from '../contract/scopes.ts';
import type { CustomFieldValue } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type {
  AssignmentPolicy,
  BusinessHours,
  CustomField,
  Member,
  RedactionPolicy,
  Retention,
} from './contract.ts';

export const workspaces = pgTable('workspaces', {
  workspaceId: workspaceId().primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  timezone: text('timezone').notNull(),
  locale: text('locale').notNull(),
  reopenWindowDays: integer('reopen_window_days').notNull(),
  defaultApiVersion: text('default_api_version').notNull(),
  businessHours: jsonb('business_hours').$type<BusinessHours>(),
  redactionPolicy: jsonb('redaction_policy').$type<RedactionPolicy>().notNull().default(sql`default`),
  retention: jsonb('retention').$type<Retention>().notNull().default(sql`default`),
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

export const roles = pgTable(
  'roles',
  {
    workspaceId: workspaceId(),
    id: idColumn('rol')('id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    system: boolean('system').notNull(),
    permissions: text('permissions').array().$type<Scope[]>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    id: idColumn('mem')('id').notNull(),
    email: text('email').notNull(),
    name: text('name'),
    roleId: idColumn('rol')('role_id').notNull(),
    status: text('status').$type<Member['status']>().notNull(),
    availability: text('availability').$type<Member['availability']>().notNull(),
    capacity: integer('capacity'),
    inviteExpiresAt: instant('invite_expires_at'),
    joinedAt: instant('joined_at'),
    removedAt: instant('removed_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const teams = pgTable(
  'teams',
  {
    workspaceId: workspaceId(),
    id: idColumn('team')('id').notNull(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    assignmentPolicy: jsonb('assignment_policy').$type<AssignmentPolicy>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const teamMembers = pgTable(
  'team_members',
  {
    workspaceId: workspaceId(),
    teamId: idColumn('team')('team_id').notNull(),
    memberId: idColumn('mem')('member_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.teamId, table.memberId] })],
);

export const tags = pgTable(
  'tags',
  {
    workspaceId: workspaceId(),
    id: idColumn('tag')('id').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    color: text('color'),
    description: text('description'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
