import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import { keyHint, keyKind, mintKey } from '../platform/keys/index.ts';
import type { Call } from '../rpc/context.ts';
import { conversationSecrets } from './tables.ts';

/** Makes the secret that opens one conversation's history to a browser. */
export function issueSecret(call: Call, conversationId: Id<'conv'>): string {
  const secret = mintKey('conversation_secret');
  const id = call.newId('csec');
  pipe(
    db.insert(conversationSecrets).values({
      workspaceId: call.workspaceId,
      id,
      conversationId,
      purpose: 'resume',
      secretHash: call.services.keys.hash(secret),
      hint: keyHint(secret),
      createdAt: call.now,
    }),
  );
  call.emit({
    type: 'conversation_secret.issued',
    resource: { type: 'conversation_secret', id, version: null },
    conversationId,
    data: { conversationSecret: { id, conversationId, purpose: 'resume', hint: keyHint(secret) } },
  });
  return secret;
}

/** The conversations that secrets open here and now. A secret that opens none is left out. */
export async function openedBy(call: Call, secrets: readonly string[]): Promise<Set<Id<'conv'>>> {
  const hashes = secrets
    .filter((secret) => keyKind(secret) === 'conversation_secret')
    .flatMap((secret) => call.services.keys.hashes(secret));
  if (hashes.length === 0) return new Set();
  const rows = await db
    .select({ conversationId: conversationSecrets.conversationId })
    .from(conversationSecrets)
    .where(
      and(
        eq(conversationSecrets.workspaceId, call.workspaceId),
        inArray(conversationSecrets.secretHash, hashes),
        isNull(conversationSecrets.revokedAt),
        or(isNull(conversationSecrets.expiresAt), gt(conversationSecrets.expiresAt, call.now)),
      ),
    );
  return new Set(rows.map((row) => row.conversationId));
}
