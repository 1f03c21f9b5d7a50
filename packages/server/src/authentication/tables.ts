import { customType, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Scope } from '../contract/scopes.ts';
import type { Actor } from '../contract/shapes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { IdentitySecret, WidgetKey } from './contract.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Read before the tenant is known: hashes and ids only, and the one table without row-level security. */
export const keyDirectory = pgTable('key_directory', {
  keyHash: bytes('key_hash').primaryKey(),
  kind: text('kind').$type<'credential' | 'widget_key' | 'widget_session' | 'invitation'>().notNull(),
  workspaceId: workspaceId(),
  /** `uuid` of the credential, widget key or session. */
  id: uuid('id').notNull(),
  /** Since when and until when a secret works beside its successor. */
  supersededAt: instant('superseded_at'),
  expiresAt: instant('expires_at'),
  /** When something of the key ends, and a sweep is due. */
  sweepAt: instant('sweep_at'),
});

export const credentials = pgTable(
  'credentials',
  {
    workspaceId: workspaceId(),
    id: idColumn('key')('id').notNull(),
    familyId: idColumn('key')('family_id').notNull(),
    name: text('name').notNull(),
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
    hint: text('hint').notNull(),
    status: text('status').$type<'active' | 'revoked'>().notNull(),
    expiresAt: instant('expires_at'),
    ipAllowlist: text('ip_allowlist').array().notNull(),
    apiVersion: text('api_version').notNull(),
    /** The member at whose role the credential ends. */
    ownerMemberId: idColumn('mem')('owner_member_id'),
    createdBy: jsonb('created_by').$type<Actor>().notNull(),
    rotatedAt: instant('rotated_at'),
    /** End of the secret before the current one. */
    previousExpiresAt: instant('previous_expires_at'),
    /** When it was announced that the credential has expired. */
    expiredAt: instant('expired_at'),
    lastUsedAt: instant('last_used_at'),
    lastIpHash: text('last_ip_hash'),
    scopesUsed: text('scopes_used').array().notNull().default([]),
    revokedAt: instant('revoked_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const widgetKeys = pgTable(
  'widget_keys',
  {
    workspaceId: workspaceId(),
    id: idColumn('wk')('id').notNull(),
    key: text('key').notNull(),
    channelId: idColumn('chn')('channel_id').notNull(),
    name: text('name').notNull(),
    allowedOrigins: text('allowed_origins').array().notNull(),
    capabilities: text('capabilities').array().$type<WidgetKey['capabilities']>().notNull(),
    identityMode: text('identity_mode').$type<WidgetKey['identityMode']>().notNull(),
    status: text('status').$type<WidgetKey['status']>().notNull(),
    /** End of the key before the current one. */
    previousExpiresAt: instant('previous_expires_at'),
    revokedAt: instant('revoked_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const widgetSessions = pgTable(
  'widget_sessions',
  {
    workspaceId: workspaceId(),
    id: idColumn('wses')('id').notNull(),
    widgetKeyId: idColumn('wk')('widget_key_id').notNull(),
    customerId: idColumn('cus')('customer_id'),
    origin: text('origin'),
    /** `anonymous` unless it has ended; how well the visitor is known is `identity`. */
    status: text('status').$type<'anonymous' | 'expired' | 'revoked'>().notNull(),
    identity: text('identity').$type<'anonymous' | 'verified'>().notNull().default('anonymous'),
    /** Why the token that came with the start was not taken, where the key only reports. */
    identityFailures: text('identity_failures').array().notNull().default([]),
    refreshHash: bytes('refresh_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    refreshExpiresAt: instant('refresh_expires_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

/** Refresh tokens that were exchanged, of all generations. */
export const widgetRefreshTokens = pgTable(
  'widget_refresh_tokens',
  {
    workspaceId: workspaceId(),
    tokenHash: bytes('token_hash').notNull(),
    sessionId: idColumn('wses')('session_id').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.tokenHash] })],
);

export const identitySecrets = pgTable(
  'identity_secrets',
  {
    workspaceId: workspaceId(),
    id: idColumn('isec')('id').notNull(),
    kid: text('kid').notNull(),
    algorithm: text('algorithm').$type<IdentitySecret['algorithm']>().notNull(),
    channelId: idColumn('chn')('channel_id'),
    sealedSecret: bytes('sealed_secret'),
    publicKey: jsonb('public_key').$type<Record<string, string>>(),
    hint: text('hint'),
    /** From when on it verifies nothing; null while it is active. */
    retiresAt: instant('retires_at'),
    lastUsedAt: instant('last_used_at'),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const identityTokenUses = pgTable(
  'identity_token_uses',
  {
    workspaceId: workspaceId(),
    secretId: idColumn('isec')('secret_id').notNull(),
    jtiHash: bytes('jti_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.secretId, table.jtiHash] })],
);
