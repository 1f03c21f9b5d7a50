import { sql } from 'drizzle-orm';
import { boolean, customType, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Actor, CustomFieldValues } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { CustomFieldOrigins } from '../workspaces/index.ts';
import type {
  ContextFault,
  Customer,
  ErasureCounts,
  FactDefinition,
  Identity,
  TrackedEvent,
} from './contract.ts';
import type { PreImage } from './merge-memory.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const customers = pgTable(
  'customers',
  {
    workspaceId: workspaceId(),
    id: idColumn('cus')('id').notNull(),
    externalId: text('external_id'),
    email: text('email'),
    /** The address in the form in which equal ones are equal; the database makes it. */
    emailKey: text('email_key').generatedAlwaysAs(sql`lower(email)`),
    name: text('name'),
    phone: text('phone'),
    traits: jsonb('traits').$type<Customer['traits']>().notNull(),
    customFields: jsonb('custom_fields').$type<CustomFieldValues>().notNull().default({}),
    customFieldOrigins: jsonb('custom_field_origins').$type<CustomFieldOrigins>().notNull().default({}),
    tags: text('tags').array().notNull(),
    blocked: boolean('blocked').notNull().default(false),
    archivedAt: instant('archived_at'),
    erasedAt: instant('erased_at'),
    mergedInto: idColumn('cus')('merged_into'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const customerIdentities = pgTable(
  'customer_identities',
  {
    workspaceId: workspaceId(),
    id: idColumn('idn')('id').notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    type: text('type').$type<Identity['type']>().notNull(),
    /** Empty for all but external ids. */
    system: text('system').notNull(),
    value: text('value').notNull(),
    valueKey: text('value_key').notNull(),
    verified: boolean('verified').notNull(),
    channelId: idColumn('chn')('channel_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const accounts = pgTable(
  'accounts',
  {
    workspaceId: workspaceId(),
    id: idColumn('acc')('id').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    domains: text('domains').array().notNull(),
    plan: text('plan'),
    tier: text('tier'),
    apiEnvironments: text('api_environments').array().notNull(),
    traits: jsonb('traits').$type<Customer['traits']>().notNull(),
    customFields: jsonb('custom_fields').$type<CustomFieldValues>().notNull().default({}),
    customFieldOrigins: jsonb('custom_field_origins').$type<CustomFieldOrigins>().notNull().default({}),
    ownerMemberId: idColumn('mem')('owner_member_id'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const accountMembers = pgTable(
  'account_members',
  {
    workspaceId: workspaceId(),
    accountId: idColumn('acc')('account_id').notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    role: text('role').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.accountId, table.customerId] })],
);

export type HistoryType = 'identity_linked' | 'identity_unlinked' | 'merged' | 'unmerged';

export const customerHistory = pgTable(
  'customer_history',
  {
    workspaceId: workspaceId(),
    id: idColumn('chs')('id').notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    type: text('type').$type<HistoryType>().notNull(),
    actor: jsonb('actor').$type<Actor>().notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const customerEvents = pgTable(
  'customer_events',
  {
    workspaceId: workspaceId(),
    id: idColumn('cevt')('id').notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    name: text('name').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    properties: jsonb('properties').$type<TrackedEvent['properties']>().notNull(),
    api: jsonb('api').$type<TrackedEvent['api']>(),
    dedupeKey: text('dedupe_key'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const customerMerges = pgTable(
  'customer_merges',
  {
    workspaceId: workspaceId(),
    id: idColumn('mrg')('id').notNull(),
    targetId: idColumn('cus')('target_id').notNull(),
    sourceId: idColumn('cus')('source_id').notNull(),
    /** Null once the merge cannot be taken back any more. */
    preImage: jsonb('pre_image').$type<PreImage>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const customerErasures = pgTable(
  'customer_erasures',
  {
    workspaceId: workspaceId(),
    id: idColumn('ers')('id').notNull(),
    customerId: idColumn('cus')('customer_id').notNull(),
    counts: jsonb('counts').$type<ErasureCounts>().notNull(),
    requestId: text('request_id').notNull(),
    erasedAt: instant('erased_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const contextProviders = pgTable(
  'context_providers',
  {
    workspaceId: workspaceId(),
    id: idColumn('ctx')('id').notNull(),
    key: text('key').notNull(),
    url: text('url').notNull(),
    sealedSecret: bytes('sealed_secret').notNull(),
    hint: text('hint').notNull(),
    timeoutMs: integer('timeout_ms').notNull(),
    ttlSeconds: integer('ttl_seconds').notNull(),
    facts: jsonb('facts').$type<FactDefinition[]>().notNull(),
    enabled: boolean('enabled').notNull(),
    /** Of the last answers, newest last. */
    durationsMs: integer('durations_ms').array().notNull().default([]),
    lastSuccessAt: instant('last_success_at'),
    lastError: text('last_error').$type<ContextFault>(),
    lastErrorAt: instant('last_error_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const contextFacts = pgTable(
  'context_facts',
  {
    workspaceId: workspaceId(),
    customerId: idColumn('cus')('customer_id').notNull(),
    providerId: idColumn('ctx')('provider_id').notNull(),
    /** What the provider told last; null when it never has. */
    data: jsonb('data').$type<Record<string, unknown>>(),
    fetchedAt: instant('fetched_at'),
    expiresAt: instant('expires_at').notNull(),
    error: text('error').$type<ContextFault>(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.customerId, table.providerId] })],
);
