import { and, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';
import { db, pipe, transaction } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { keyHint, mintKey } from '../platform/keys/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { invalidField, notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { isAllowlistWithin } from './address-allowlist.ts';
import type * as contract from './contract.ts';
import type { Credential } from './contract.ts';
import { forgetKey } from './resolve-principal.ts';
import { credentials, keyDirectory } from './tables.ts';

type Row = typeof credentials.$inferSelect;

export function presentCredential({ workspaceId: _, familyId: __, ...row }: Row, now: Date): Credential {
  const expired = row.expiresAt !== null && row.expiresAt <= now;
  return { ...row, status: row.status === 'active' && expired ? 'expired' : row.status };
}

interface Issue {
  name: string;
  scopes: readonly Scope[];
  ipAllowlist: string[];
  expiresAt?: Date | undefined;
}

/** Makes a credential and its secret. Who may ask for it is the caller's to check. */
export async function issueCredential(call: Call, { name, scopes, ipAllowlist, expiresAt }: Issue) {
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
      apiVersion: call.services.config.apiVersion,
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
    }),
  );
  const credential = presentCredential(row!, call.now);
  call.audit({
    action: 'credential.create',
    resource: { type: 'credential', id },
    changes: { name, scopes },
  });
  call.emit({
    type: 'credential.created',
    resource: { type: 'credential', id, version: 1 },
    data: { credential },
  });
  return { credential, secret };
}

type Wanted = z.output<typeof contract.createCredential.input>;

/** A credential can never mint one that may do more, for longer, or from elsewhere. */
function assertNotBeyond({ principal }: Call, { scopes, expiresAt, ipAllowlist }: Wanted): void {
  const holder = principal.kind === 'credential' ? principal : null;
  const beyond = scopes.filter((scope) => !holder?.scopes.has(scope));
  if (beyond.length > 0)
    throw new ProblemError(
      'insufficient_scope',
      `A credential cannot give scopes that it does not hold: ${beyond.join(', ')}.`,
      {
        metadata: { missingScope: beyond[0], missingScopes: beyond },
      },
    );
  if (holder?.expiresAt && (!expiresAt || expiresAt > holder.expiresAt))
    throw invalidField(
      '/expiresAt',
      'invalid_value',
      'Must not be later than the end of the credential that creates it.',
    );
  if (holder && !isAllowlistWithin(ipAllowlist, holder.ipAllowlist))
    throw invalidField(
      '/ipAllowlist',
      'invalid_value',
      'Must lie within the addresses of the credential that creates it.',
    );
}

export async function createCredential(call: Call, input: Wanted) {
  assertNotBeyond(call, input);
  if (input.expiresAt && input.expiresAt <= call.now)
    throw invalidField('/expiresAt', 'invalid_value', 'Must be in the future.');
  const { credential, secret } = await issueCredential(call, input);
  return { ...credential, secret };
}

const here = (call: Call, id: Id<'key'>) =>
  and(eq(credentials.workspaceId, call.workspaceId), eq(credentials.id, id));

/** A credential of the workspace; null when there is none. */
export async function findCredential(call: Call, id: Id<'key'>): Promise<Credential | null> {
  const [row] = await db.select().from(credentials).where(here(call, id));
  return row ? presentCredential(row, call.now) : null;
}

export async function getCredential(call: Call, { id }: { id: Id<'key'> }): Promise<Credential> {
  transaction().lastStatement();
  const credential = await findCredential(call, id);
  if (!credential) throw notFound('credential');
  return credential;
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
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, (row) => presentCredential(row, call.now));
}

/** Expiry is a matter of the clock, not of a stored state. */
function inStatus(status: Credential['status'] | undefined, now: Date) {
  if (status === undefined) return undefined;
  if (status === 'revoked') return eq(credentials.status, 'revoked');
  const active = eq(credentials.status, 'active');
  return status === 'expired'
    ? and(active, lte(credentials.expiresAt, now))
    : and(active, or(isNull(credentials.expiresAt), gt(credentials.expiresAt, now)));
}

export async function revokeCredential(
  call: Call,
  { id, reason }: z.output<typeof contract.revokeCredential.input>,
): Promise<Credential> {
  const [row] = await db.select().from(credentials).where(here(call, id)).for('update');
  if (!row) throw notFound('credential');
  if (row.status === 'revoked') return presentCredential(row, call.now);
  const [updated] = await db
    .update(credentials)
    .set({ status: 'revoked', revokedAt: call.now, version: row.version + 1, updatedAt: call.now })
    .where(here(call, id))
    .returning();
  const credential = presentCredential(updated!, call.now);
  call.audit({
    action: 'credential.revoke',
    resource: { type: 'credential', id },
    changes: { reason: reason ?? null },
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
