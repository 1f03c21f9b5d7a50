import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import { findWidgetKey, forgetKey, keyDirectory, widgetSessions } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { keyKind, mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { WidgetKeyPrincipal } from '../rpc/principal.ts';
import type * as contract from './contract.ts';

const sessionMs = 3600 * 1000;
const refreshMs = 30 * 24 * 3600 * 1000;

/** A session token and the refresh token that gives the next pair. */
function mintPair(call: Call) {
  const at = call.now.getTime();
  const { keys } = call.services;
  const [token, refreshToken] = [mintKey('widget_session'), mintKey('widget_refresh')];
  const times = { expiresAt: new Date(at + sessionMs), refreshExpiresAt: new Date(at + refreshMs) };
  return { token, refreshToken, tokenHash: keys.hash(token), refreshHash: keys.hash(refreshToken), ...times };
}

export async function startSession(call: Call): Promise<z.input<typeof contract.startSession.output>> {
  const principal = call.principal as WidgetKeyPrincipal;
  const key = await findWidgetKey(call, principal.id);
  // Signed identity cannot be checked yet: a key that insists on it lets nobody in, rather than everybody.
  if (key?.identityMode === 'enforce') throw new ProblemError('identity_required');
  const id = call.newId('wses');
  const { token, refreshToken, tokenHash, refreshHash, expiresAt, refreshExpiresAt } = mintPair(call);
  await db.insert(widgetSessions).values({
    workspaceId: call.workspaceId,
    id,
    widgetKeyId: principal.id,
    status: 'anonymous',
    refreshHash,
    expiresAt,
    refreshExpiresAt,
    lastSeenAt: call.now,
    createdAt: call.now,
  });
  pipe(
    db.insert(keyDirectory).values({
      keyHash: tokenHash,
      kind: 'widget_session',
      workspaceId: call.workspaceId,
      id: decodeId(id),
    }),
  );
  call.emit({
    type: 'widget_session.started',
    resource: { type: 'widget_session', id, version: null },
    data: { widgetSession: { id, widgetKeyId: principal.id, identity: 'anonymous' } },
  });
  return { id, token, expiresAt, refreshToken, refreshExpiresAt, identity: 'anonymous' };
}

const here = (call: Call, id: Id<'wses'>) =>
  and(eq(widgetSessions.workspaceId, call.workspaceId), eq(widgetSessions.id, id));

export async function refreshSession(
  call: Call,
  { refreshToken: presented }: z.output<typeof contract.refreshSession.input>,
): Promise<z.input<typeof contract.refreshSession.output>> {
  if (keyKind(presented) !== 'widget_refresh') throw new ProblemError('invalid_credentials');
  const hashes = call.services.keys.hashes(presented);
  const widgetKeyId = (call.principal as WidgetKeyPrincipal).id;
  const mine = and(
    eq(widgetSessions.workspaceId, call.workspaceId),
    eq(widgetSessions.widgetKeyId, widgetKeyId),
  );
  const [session] = await db
    .select()
    .from(widgetSessions)
    .where(and(mine, inArray(widgetSessions.refreshHash, hashes)))
    .for('update');
  if (!session) return refuseReuse(call, hashes, mine);
  if (session.status === 'revoked') throw new ProblemError('revoked_credentials');
  if (session.refreshExpiresAt <= call.now) throw new ProblemError('expired_credentials');

  const { token, refreshToken, tokenHash, refreshHash, expiresAt, refreshExpiresAt } = mintPair(call);
  await db
    .update(widgetSessions)
    .set({
      refreshHash,
      previousRefreshHash: session.refreshHash,
      expiresAt,
      refreshExpiresAt,
      lastSeenAt: call.now,
    })
    .where(here(call, session.id));
  // The token before this one ends with the pair it belonged to.
  await db
    .delete(keyDirectory)
    .where(
      and(
        eq(keyDirectory.workspaceId, call.workspaceId),
        eq(keyDirectory.kind, 'widget_session'),
        eq(keyDirectory.id, decodeId(session.id)),
      ),
    );
  pipe(
    db.insert(keyDirectory).values({
      keyHash: tokenHash,
      kind: 'widget_session',
      workspaceId: call.workspaceId,
      id: decodeId(session.id),
    }),
  );
  call.afterCommit(() => forgetKey(call.services, session.id));
  return { id: session.id, token, expiresAt, refreshToken, refreshExpiresAt, identity: 'anonymous' };
}

/** A token that was exchanged before is in two hands: the session ends for both. */
async function refuseReuse(call: Call, hashes: Uint8Array[], mine: ReturnType<typeof and>): Promise<never> {
  const [stolen] = await db
    .select({ id: widgetSessions.id })
    .from(widgetSessions)
    .where(and(mine, inArray(widgetSessions.previousRefreshHash, hashes)));
  if (!stolen) throw new ProblemError('invalid_credentials');
  call.afterRefusal(async () => {
    await db.update(widgetSessions).set({ status: 'revoked' }).where(here(call, stolen.id));
    call.emit({
      type: 'widget_session.revoked',
      resource: { type: 'widget_session', id: stolen.id, version: null },
      data: { widgetSession: { id: stolen.id, reason: 'refresh_token_reused' } },
    });
    call.afterCommit(() => forgetKey(call.services, stolen.id));
  });
  throw new ProblemError(
    'revoked_credentials',
    'The refresh token was used before, so the session was ended.',
  );
}
