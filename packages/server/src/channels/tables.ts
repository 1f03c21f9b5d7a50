import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { Channel } from './contract.ts';

export const channels = pgTable(
  'channels',
  {
    workspaceId: workspaceId(),
    id: idColumn('chn')('id').notNull(),
    type: text('type').$type<Channel['type']>().notNull(),
    name: text('name').notNull(),
    status: text('status').$type<Channel['status']>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);
