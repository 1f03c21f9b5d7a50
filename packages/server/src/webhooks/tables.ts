import {
  bigint,
  boolean,
  customType,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Scope } from '../contract/scopes.ts';
import type { Actor } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { Attempt, Delivery, Subscription } from './contract.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const subscriptions = pgTable(
  'webhook_subscriptions',
  {
    workspaceId: workspaceId(),
    id: idColumn('whk')('id').notNull(),
    url: text('url').notNull(),
    description: text('description'),
    eventTypes: text('event_types').array().notNull(),
    filter: jsonb('filter').$type<Subscription['filter']>(),
    payload: text('payload').$type<Subscription['payload']>().notNull(),
    ordering: text('ordering').$type<Subscription['ordering']>().notNull(),
    headerNames: text('header_names').array().notNull(),
    sealedHeaders: bytes('sealed_headers'),
    ratePerSecond: integer('rate_per_second'),
    maxInFlight: integer('in_flight_max').notNull(),
    apiVersion: text('api_version').notNull(),
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
    status: text('status').$type<Subscription['status']>().notNull(),
    statusReason: text('status_reason').$type<Subscription['statusReason']>(),
    hint: text('hint').notNull(),
    sealedSecret: bytes('sealed_secret').notNull(),
    sealedPreviousSecret: bytes('sealed_previous_secret'),
    previousExpiresAt: instant('previous_expires_at'),
    /** Attempts in a row that have failed. */
    failures: integer('failures').notNull().default(0),
    failingSince: instant('failing_since'),
    lastSuccessAt: instant('last_success_at'),
    heldUntil: instant('held_until'),
    trips: integer('trips').notNull().default(0),
    startSequence: bigint('start_sequence', { mode: 'number' }).notNull(),
    createdBy: jsonb('created_by').$type<Actor>().notNull(),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const cursors = pgTable('webhook_cursors', {
  workspaceId: workspaceId().primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
});

export const deliveries = pgTable(
  'webhook_deliveries',
  {
    workspaceId: workspaceId(),
    id: idColumn('dlv')('id').notNull(),
    subscriptionId: idColumn('whk')('subscription_id').notNull(),
    eventId: idColumn('evt')('event_id').notNull(),
    eventType: text('event_type').notNull(),
    sequence: bigint('sequence', { mode: 'number' }),
    resourceId: uuid('resource_id'),
    sample: jsonb('sample').$type<Record<string, unknown>>(),
    series: integer('series').notNull(),
    state: text('state').$type<Delivery['state']>().notNull(),
    skipReason: text('skip_reason').$type<Delivery['skipReason']>(),
    payload: text('payload').$type<Subscription['payload']>().notNull(),
    apiVersion: text('api_version').notNull(),
    /** Requests that were made, and those of them that count against the schedule. */
    attempts: integer('attempts').notNull().default(0),
    burned: integer('burned').notNull().default(0),
    nextAt: instant('next_at'),
    claimedUntil: instant('claimed_until'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const attempts = pgTable(
  'webhook_attempts',
  {
    workspaceId: workspaceId(),
    deliveryId: idColumn('dlv')('delivery_id').notNull(),
    number: integer('number').notNull(),
    subscriptionId: idColumn('whk')('subscription_id').notNull(),
    at: instant('at').notNull(),
    succeeded: boolean('succeeded').notNull(),
    status: integer('status'),
    durationMs: integer('duration_ms').notNull(),
    errorCode: text('error_code').$type<Attempt['errorCode']>(),
    responseExcerpt: text('response_excerpt'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.deliveryId, table.number] })],
);

export type SubscriptionRow = typeof subscriptions.$inferSelect;
export type DeliveryRow = typeof deliveries.$inferSelect;
export type AttemptRow = typeof attempts.$inferSelect;
