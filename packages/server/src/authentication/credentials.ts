import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import type { Id } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';
import { db, pipe, transaction } from '../platform/db/index.ts';
import { filterCondition } from '../platform/filters/index.ts';
import { decodeId } from '../platform/ids.ts';
import { keyHint, mintKey } from '../platform/keys/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { invalidField, notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { assertServed } from '../versions/index.ts';
import { assertMember } from '../workspaces/index.ts';
import type * as contract from './contract.ts';
import { type Credential, credentialFilterFields } from './contract.ts';
import { usageOf } from './credential-usage.ts';
import { credentialColumns } from './filter-columns.ts';
import { assertNotBeyond } from './not-beyond.ts';
import { forgetKey } from './resolve-principal.ts';
import { credentials, keyDirectory } from './tables.ts';

type Row = typeof credentials.$inferSelect;

/** Expiry and rotation are matters of the clock, not of a stored state. */
export function presentCredential(row: Row, now: Date): Credential {
  const previousExpiresAt =
    row.previousExpiresAt && row.previousExpiresAt > now ? row.previousExpiresAt : null;
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    hint: row.hint,
    status: statusOf(row, previousExpiresAt !== null, now),
    expiresAt: row.expiresAt,
    previousExpiresAt,
    ipAllowlist: row.ipAllowlist,
    apiVersion: row.apiVersion,
    ownerMemberId: row.ownerMemberId,
    createdBy: row.createdBy,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function statusOf({ status, expiresAt }: Row, rotating: boolean, now: Date): Credential['status'] {
  if (status === 'revoked') return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return rotating ? 'rotating' : 'active';
}

interface Issue {
  name: string;
  scopes: readonly Scope[];
  ipAllowlist: string[];
  expiresAt?: Date | undefined;
  /** The newest, when left out. */
  apiVersion?: string | undefined;
  ownerMemberId?: Id<'mem'> | null | undefined;
}

/** Makes a credential and its secret. Who may ask for it is the caller's to check. */
export async function issueCredential(
  call: Call,
  { name, scopes, ipAllowlist, expiresAt, apiVersion, ownerMemberId }: Issue,
) {
  const secret = mintKey('credential');
  const id = call.newId('key');
  const [row] = await db
    .insert(credentials)
    .values({
      workspaceId: call.workspaceId,
      id,
      familyId: id,
      name,
      scopes: [...new Set(scopes)],
      hint: keyHint(secret),
      status: 'active',
      expiresAt: expiresAt ?? null,
      ipAllowlist,
      apiVersion: apiVersion ?? call.services.config.apiVersion,
      ownerMemberId: ownerMemberId ?? null,
      createdBy: call.actor,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  pipe(
    db.insert(keyDirectory).values({
      keyHash: call.services.keys.hash(secret),
      kind: 'credential',
      workspaceId: call.workspaceId,
      id: decodeId(id),
      sweepAt: expiresAt ?? null,
    }),
  );
  const credential = presentCredential(row!, call.now);
  call.audit({
    action: 'credential.create',
    resource: { type: 'credential', id },
    changes: { name, scopes, ...(ownerMemberId ? { ownerMemberId } : {}) },
  });
  call.emit({
    type: 'credential.created',
    resource: { type: 'credential', id, version: 1 },
    data: { credential },
  });
  return { credential, secret };
}

/** Who acts in the name of a member makes credentials that do so too. */
const ownMember = ({ principal }: Call) =>
  principal.kind === 'credential' ? (principal.member?.id ?? null) : null;

export async function createCredential(call: Call, input: z.output<typeof contract.createCredential.input>) {
  assertNotBeyond(call, { ...input, expiresAt: input.expiresAt ?? null });
  if (input.expiresAt && input.expiresAt <= call.now)
    throw invalidField('/expiresAt', 'invalid_value', 'Must be in the future.');
  if (input.apiVersion !== undefined) assertServed(input.apiVersion);
  const ownerMemberId = input.ownerMemberId ?? ownMember(call);
  assertNotBeyond(call, { ownerMemberId });
  if (ownerMemberId) await assertMember(call, ownerMemberId, 'ownerMemberId');
  const { credential, secret } = await issueCredential(call, { ...input, ownerMemberId });
  return { ...credential, secret };
}

const here = (call: Call, id: Id<'key'>) =>
  and(eq(credentials.workspaceId, call.workspaceId), eq(credentials.id, id));

/** A credential of the workspace; null when there is none. */
export async function findCredential(call: Call, id: Id<'key'>): Promise<Credential | null> {
  const [row] = await db.select().from(credentials).where(here(call, id));
  return row ? presentCredential(row, call.now) : null;
}

export async function getCredential(
  call: Call,
  { id, include }: z.output<typeof contract.getCredential.input>,
): Promise<Credential> {
  transaction().lastStatement();
  const [row] = await db.select().from(credentials).where(here(call, id));
  if (!row) throw notFound('credential');
  const credential = presentCredential(row, call.now);
  return include?.includes('usage') ? { ...credential, usage: usageOf(row) } : credential;
}

/** A credential that nobody else changes until the transaction ends. */
export async function lockCredential(
  call: Call,
  id: Id<'key'>,
  expectedVersion: number | undefined,
): Promise<Row> {
  const [row] = await db.select().from(credentials).where(here(call, id)).for('update');
  if (!row) throw notFound('credential');
  await assertVersion(call, row, expectedVersion);
  return row;
}

export async function saveCredential(call: Call, row: Row, values: Partial<Row>): Promise<Credential> {
  const [updated] = await db
    .update(credentials)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, row.id))
    .returning();
  return presentCredential(updated!, call.now);
}

export async function listCredentials(
  call: Call,
  input: z.output<typeof contract.listCredentials.input>,
): Promise<Page<Credential>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'credentials', input };
  const order = byCreation(credentials, true);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.workspaceId, call.workspaceId),
        inStatus(input.status, call.now),
        input.filter &&
          filterCondition(asFilter(input.filter), {
            fields: credentialFilterFields,
            columns: credentialColumns,
            now: call.now,
          }),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, (row) => presentCredential(row, call.now));
}

function inStatus(status: Credential['status'] | undefined, now: Date) {
  if (status === undefined) return undefined;
  if (status === 'revoked') return eq(credentials.status, 'revoked');
  const inUse = and(
    eq(credentials.status, 'active'),
    or(isNull(credentials.expiresAt), gt(credentials.expiresAt, now)),
  );
  if (status === 'expired') return and(eq(credentials.status, 'active'), lte(credentials.expiresAt, now));
  return status === 'rotating'
    ? and(inUse, gt(credentials.previousExpiresAt, now))
    : and(inUse, or(isNull(credentials.previousExpiresAt), lte(credentials.previousExpiresAt, now)));
}

export async function revokeCredential(
  call: Call,
  { id, reason, expectedVersion }: z.output<typeof contract.revokeCredential.input>,
): Promise<Credential> {
  const row = await lockCredential(call, id, expectedVersion);
  if (row.status === 'revoked') return presentCredential(row, call.now);
  return endCredential(call, row, reason ?? null);
}

/** Revokes a locked credential that is in use. */
export async function endCredential(call: Call, row: Row, reason: string | null): Promise<Credential> {
  const { id } = row;
  const credential = await saveCredential(call, row, {
    status: 'revoked',
    revokedAt: call.now,
    previousExpiresAt: null,
  });
  call.audit({
    action: 'credential.revoke',
    resource: { type: 'credential', id },
    changes: { reason },
  });
  call.emit({
    type: 'credential.revoked',
    resource: { type: 'credential', id, version: credential.version },
    data: { credential },
    changes: { status: { from: 'active', to: 'revoked' } },
  });
  call.afterCommit(() => forgetKey(call.services, id));
  return credential;
}
