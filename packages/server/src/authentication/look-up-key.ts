import { and, eq, inArray } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, type Engine, inTransaction } from '../platform/db/index.ts';
import { encodeId } from '../platform/ids.ts';
import type { CredentialPrincipal, WidgetKeyPrincipal, WidgetSessionPrincipal } from '../rpc/principal.ts';
import { memberAuthority } from '../workspaces/index.ts';
import { credentials, keyDirectory, widgetKeys, widgetSessions } from './tables.ts';

/** The workspace of calls that belong to none: there is no such row, so row-level security opens nothing. */
export const installationId: Id<'ws'> = 'ws_00000000000000000000000000';

export interface KeyRecord {
  readonly principal: CredentialPrincipal | WidgetKeyPrincipal | WidgetSessionPrincipal;
  readonly status: 'active' | 'revoked';
  readonly expiresAt: Date | null;
  /** Set when the secret has a successor. */
  readonly outgoing?: { readonly since: Date; readonly until: Date };
}

/**
 * Finds a key by its hashes, the current one first: whose it is, then, inside that workspace, what it is. A key that
 * is still kept under an earlier secret of the installation moves to the current one.
 */
export async function lookUpKey(engine: Engine, hashes: readonly Uint8Array[]): Promise<KeyRecord | null> {
  const entry = await inTransaction(engine, installationId, 'read', async () => {
    const [row] = await db
      .select()
      .from(keyDirectory)
      .where(inArray(keyDirectory.keyHash, [...hashes]));
    return row;
  });
  if (!entry) return null;
  const [current] = hashes;
  if (!Buffer.from(entry.keyHash).equals(current!))
    await inTransaction(engine, entry.workspaceId, 'write', () =>
      db.update(keyDirectory).set({ keyHash: current! }).where(eq(keyDirectory.keyHash, entry.keyHash)),
    );
  const record = await inTransaction(engine, entry.workspaceId, 'read', () =>
    load[entry.kind](entry.workspaceId, entry.id),
  );
  if (!record || !entry.supersededAt || !entry.expiresAt) return record;
  if (record.principal.kind === 'widget_session')
    return { ...record, principal: { ...record.principal, superseded: true }, expiresAt: entry.expiresAt };
  return outgoing(record, entry.supersededAt, entry.expiresAt);
}

/** A secret that works beside its successor for a while. */
function outgoing(record: KeyRecord, since: Date, until: Date): KeyRecord {
  const { expiresAt } = record;
  return {
    ...record,
    expiresAt: expiresAt && expiresAt < until ? expiresAt : until,
    outgoing: { since, until },
  };
}

const load = {
  /** An invitation is no key: it is accepted, and opens nothing. */
  async invitation(): Promise<null> {
    return null;
  },

  async credential(workspaceId: Id<'ws'>, uuid: string): Promise<KeyRecord | null> {
    const id = encodeId('key', uuid);
    const [row] = await db
      .select()
      .from(credentials)
      .where(and(eq(credentials.workspaceId, workspaceId), eq(credentials.id, id)));
    if (!row) return null;
    const { familyId, name, expiresAt, ipAllowlist, apiVersion, ownerMemberId } = row;
    const owner = ownerMemberId ? await memberAuthority(workspaceId, ownerMemberId) : null;
    const works = row.status === 'active' && (ownerMemberId === null || owner?.isActive === true);
    return {
      principal: {
        kind: 'credential',
        id,
        workspaceId,
        familyId,
        name,
        scopes: new Set(owner ? row.scopes.filter((scope) => owner.permissions.has(scope)) : row.scopes),
        member: ownerMemberId && { id: ownerMemberId, name: owner?.name ?? null },
        expiresAt,
        ipAllowlist,
        apiVersion,
      },
      status: works ? 'active' : 'revoked',
      expiresAt,
    };
  },

  async widget_key(workspaceId: Id<'ws'>, uuid: string): Promise<KeyRecord | null> {
    const row = await widgetKey(workspaceId, encodeId('wk', uuid));
    if (!row) return null;
    const { id, channelId, allowedOrigins, capabilities, status } = row;
    return {
      principal: { kind: 'widget_key', id, workspaceId, channelId, allowedOrigins, capabilities },
      status,
      expiresAt: null,
    };
  },

  async widget_session(workspaceId: Id<'ws'>, uuid: string): Promise<KeyRecord | null> {
    const id = encodeId('wses', uuid);
    const [row] = await db
      .select()
      .from(widgetSessions)
      .where(and(eq(widgetSessions.workspaceId, workspaceId), eq(widgetSessions.id, id)));
    const key = row ? await widgetKey(workspaceId, row.widgetKeyId) : null;
    if (!row || !key) return null;
    const { customerId, expiresAt, status } = row;
    const { channelId, allowedOrigins, capabilities } = key;
    return {
      principal: {
        kind: 'widget_session',
        id,
        workspaceId,
        channelId,
        widgetKeyId: key.id,
        customerId,
        allowedOrigins,
        capabilities,
        expiresAt,
        superseded: false,
      },
      status: status === 'revoked' ? 'revoked' : 'active',
      expiresAt,
    };
  },
};

async function widgetKey(workspaceId: Id<'ws'>, id: Id<'wk'>) {
  const [row] = await db
    .select()
    .from(widgetKeys)
    .where(and(eq(widgetKeys.workspaceId, workspaceId), eq(widgetKeys.id, id)));
  return row;
}
