import { and, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { ConversationSecret } from '../authentication/contract.ts';
import type { Id } from '../contract/ids.ts';
import { db, pipe, transaction } from '../platform/db/index.ts';
import { keyHint, keyKind, mintKey } from '../platform/keys/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { findConversation } from './rows.ts';
import { conversationSecrets } from './tables.ts';

type Row = typeof conversationSecrets.$inferSelect;

const present = ({ workspaceId: _, secretHash: __, ...row }: Row): ConversationSecret => row;

export async function requireConversation(call: Call, id: Id<'conv'>) {
  const conversation = await findConversation(call, id);
  if (!conversation) throw notFound('conversation');
  return conversation;
}

/** Makes the secret that opens one conversation's history to the browser in which it was started. */
export function issueSecret(call: Call, conversationId: Id<'conv'>): string {
  const { secret } = insert(call, {
    conversationId,
    purpose: 'resume',
    customerId: null,
    expiresAt: null,
    maxUses: null,
  });
  return secret;
}

type Terms = Pick<Row, 'conversationId' | 'purpose' | 'customerId' | 'expiresAt' | 'maxUses'>;

/** The same by hand of the team, which is kept in the audit log. */
export function issueSecretFor(call: Call, terms: Terms): ConversationSecret & { secret: string } {
  const issued = insert(call, terms);
  const { conversationId, purpose, expiresAt, maxUses } = terms;
  call.audit({
    action: 'conversation_secret.issue',
    resource: { type: 'conversation_secret', id: issued.id },
    changes: { conversationId, purpose, expiresAt, maxUses },
  });
  return issued;
}

function insert(call: Call, terms: Terms): ConversationSecret & { secret: string } {
  const secret = mintKey('conversation_secret');
  const row: Row = {
    ...terms,
    workspaceId: call.workspaceId,
    id: call.newId('csec'),
    secretHash: call.services.keys.hash(secret),
    hint: keyHint(secret),
    useCount: 0,
    lastUsedAt: null,
    revokedAt: null,
    createdAt: call.now,
  };
  pipe(db.insert(conversationSecrets).values(row));
  const conversationSecret = present(row);
  call.emit({
    type: 'conversation_secret.issued',
    resource: { type: 'conversation_secret', id: row.id, version: null },
    conversationId: row.conversationId,
    data: { conversationSecret },
  });
  return { ...conversationSecret, secret };
}

export async function listSecrets(
  call: Call,
  input: { id: Id<'conv'>; limit: number; cursor?: string | undefined },
): Promise<Page<ConversationSecret>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'conversation_secrets',
    input,
  };
  const order = byCreation(conversationSecrets, true);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(conversationSecrets)
    .where(
      and(
        eq(conversationSecrets.workspaceId, call.workspaceId),
        eq(conversationSecrets.conversationId, input.id),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, present);
}

export async function revokeSecret(
  call: Call,
  conversationId: Id<'conv'>,
  id: Id<'csec'>,
): Promise<ConversationSecret> {
  const here = and(
    eq(conversationSecrets.workspaceId, call.workspaceId),
    eq(conversationSecrets.conversationId, conversationId),
    eq(conversationSecrets.id, id),
  );
  const [row] = await db.select().from(conversationSecrets).where(here).for('update');
  if (!row) throw notFound('conversation_secret');
  if (row.revokedAt) return present(row);
  await db.update(conversationSecrets).set({ revokedAt: call.now }).where(here);
  const conversationSecret = present({ ...row, revokedAt: call.now });
  call.audit({
    action: 'conversation_secret.revoke',
    resource: { type: 'conversation_secret', id },
    changes: { conversationId },
  });
  call.emit({
    type: 'conversation_secret.revoked',
    resource: { type: 'conversation_secret', id, version: null },
    conversationId,
    data: { conversationSecret },
  });
  return conversationSecret;
}

const noteEveryMs = 3_600_000;

/** Conversations that are open to a browser, with the secrets that open them. */
export type Opened = Map<Id<'conv'>, Set<Id<'csec'>>>;

/**
 * The conversations whose history secrets open here and now, which is a use of them. Secrets for other purposes
 * open none. Only a use that has to be written down costs a transaction that can write.
 */
export async function openedBy(call: Call, secrets: readonly string[]): Promise<Opened> {
  const hashes = secrets
    .filter((secret) => keyKind(secret) === 'conversation_secret')
    .flatMap((secret) => call.services.keys.hashes(secret));
  const opened: Opened = new Map();
  if (hashes.length === 0) return opened;
  const usable = and(
    eq(conversationSecrets.workspaceId, call.workspaceId),
    inArray(conversationSecrets.secretHash, hashes),
    eq(conversationSecrets.purpose, 'resume'),
    isLive(call.now),
    or(isNull(conversationSecrets.maxUses), lt(conversationSecrets.useCount, conversationSecrets.maxUses)),
  );
  const rows = await db.select().from(conversationSecrets).where(usable).orderBy(conversationSecrets.id);
  const told = rows.filter(
    ({ maxUses, lastUsedAt }) =>
      maxUses !== null || lastUsedAt === null || call.now.getTime() - lastUsedAt.getTime() > noteEveryMs,
  );
  const open = ({ conversationId, id }: Pick<Row, 'conversationId' | 'id'>) =>
    opened.set(conversationId, (opened.get(conversationId) ?? new Set()).add(id));
  for (const row of rows) if (!told.includes(row)) open(row);
  if (told.length === 0) return opened;
  transaction().requireWrites();
  for (const { id } of told) {
    // The condition again: of parallel uses of the last one, the second finds the count at its end.
    const [used] = await db
      .update(conversationSecrets)
      .set({ lastUsedAt: call.now, useCount: sql`${conversationSecrets.useCount} + 1` })
      .where(and(usable, eq(conversationSecrets.id, id)))
      .returning({ conversationId: conversationSecrets.conversationId, id: conversationSecrets.id });
    if (used) open(used);
  }
  return opened;
}

/** Which of these secrets have neither ended nor been revoked. To look is no use of them. */
export async function liveSecrets(
  workspaceId: Id<'ws'>,
  ids: readonly Id<'csec'>[],
  now: Date,
): Promise<Set<Id<'csec'>>> {
  const rows = await db
    .select({ id: conversationSecrets.id })
    .from(conversationSecrets)
    .where(
      and(
        eq(conversationSecrets.workspaceId, workspaceId),
        inArray(conversationSecrets.id, [...ids]),
        isLive(now),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

const isLive = (now: Date) =>
  and(
    isNull(conversationSecrets.revokedAt),
    or(isNull(conversationSecrets.expiresAt), gt(conversationSecrets.expiresAt, now)),
  );
