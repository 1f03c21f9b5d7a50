import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { Customer } from './contract.ts';

export const customers = pgTable(
  'customers',
  {
    workspaceId: workspaceId(),
    id: idColumn('cus')('id').notNull(),
    externalId: text('external_id'),
    email: text('email'),
    name: text('name'),
    phone: text('phone'),
    traits: jsonb('traits').$type<Customer['traits']>().notNull(),
    tags: text('tags').array().notNull(),
    blocked: boolean('blocked').notNull().default(false),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
