import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import type { z } from 'zod';
import { forgetKey, keyDirectory, widgetRefreshTokens, widgetSessions } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { keyKind, mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { WidgetKeyPrincipal } from '../rpc/principal.ts';
import type * as contract from './contract.ts';
import { identityAtStart, requireWidgetKey } from './identity.ts';

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

export async function startSession(
  call: Call,
  { identityToken }: z.output<typeof contract.startSession.input>,
): Promise<z.input<typeof contract.startSession.output>> {
  const principal = call.principal as WidgetKeyPrincipal;
  const key = await requireWidgetKey(call, principal.id);
  const who = await identityAtStart(call, key, identityToken);
  const identity = who.level;
  const customerId = who.level === 'verified' ? who.customer.id : null;
  const identityFailures = who.level === 'anonymous' ? [...who.failures] : [];
  const id = call.newId('wses');
  const { token, refreshToken, tokenHash, refreshHash, expiresAt, refreshExpiresAt } = mintPair(call);
  await db.insert(widgetSessions).values({
    workspaceId: call.workspaceId,
    id,
    widgetKeyId: principal.id,
    customerId,
    status: 'anonymous',
    identity,
    identityFailures,
    refreshHash,
    expiresAt,
    refreshExpiresAt,
    lastSeenAt: call.now,
    createdAt: call.now,
  });
  addToken(call, id, tokenHash);
  call.emit({
    type: 'widget_session.started',
    resource: { type: 'widget_session', id, version: null },
    data: { widgetSession: { id, widgetKeyId: principal.id, identity, customerId, identityFailures } },
  });
  return { id, token, expiresAt, refreshToken, refreshExpiresAt, identity };
}

const here = (call: Call, id: Id<'wses'>) =>
  and(eq(widgetSessions.workspaceId, call.workspaceId), eq(widgetSessions.id, id));

const addToken = (call: Call, id: Id<'wses'>, keyHash: Uint8Array) =>
  pipe(
    db.insert(keyDirectory).values({
      keyHash,
      kind: 'widget_session',
      workspaceId: call.workspaceId,
      id: decodeId(id),
    }),
  );

type Session = typeof widgetSessions.$inferSelect;

export async function lockSession(call: Call, id: Id<'wses'>): Promise<Session> {
  const [session] = await db.select().from(widgetSessions).where(here(call, id)).for('update');
  if (!session) throw new ProblemError('invalid_credentials');
  return session;
}

export async function refreshSession(
  call: Call,
  { refreshToken: presented }: z.output<typeof contract.refreshSession.input>,
): Promise<z.input<typeof contract.refreshSession.output>> {
  if (keyKind(presented) !== 'widget_refresh') throw new ProblemError('invalid_credentials');
  const hashes = call.services.keys.hashes(presented);
  const { id: widgetKeyId } = call.principal as WidgetKeyPrincipal;
  const [session] = await db
    .select()
    .from(widgetSessions)
    .where(
      and(
        eq(widgetSessions.workspaceId, call.workspaceId),
        eq(widgetSessions.widgetKeyId, widgetKeyId),
        inArray(widgetSessions.refreshHash, hashes),
      ),
    )
    .for('update');
  if (!session) return refuseReuse(call, hashes, widgetKeyId);
  if (session.status === 'revoked') throw new ProblemError('revoked_credentials');
  if (session.refreshExpiresAt <= call.now) throw new ProblemError('expired_credentials');
  const { identityMode } = await requireWidgetKey(call, widgetKeyId);
  if (identityMode === 'enforce' && session.identity === 'anonymous')
    throw new ProblemError('identity_required');
  return renewPair(call, session, {});
}

/**
 * Gives a session its next pair. The pair before it ends, and its refresh token is remembered as used. Where the call
 * was made with the token that ends, that token stays known for as long as it would have lived, for its repetition.
 */
export async function renewPair(
  call: Call,
  session: Session,
  who: Partial<Pick<Session, 'identity' | 'customerId'>>,
) {
  const { token, refreshToken, tokenHash, refreshHash, expiresAt, refreshExpiresAt } = mintPair(call);
  const { id } = session;
  await db
    .update(widgetSessions)
    .set({ ...who, refreshHash, expiresAt, refreshExpiresAt, lastSeenAt: call.now })
    .where(here(call, id));
  const tokens = and(
    eq(keyDirectory.workspaceId, call.workspaceId),
    eq(keyDirectory.kind, 'widget_session'),
    eq(keyDirectory.id, decodeId(id)),
  );
  const shown = call.principal.kind === 'widget_session';
  await db.delete(keyDirectory).where(shown ? and(tokens, isNotNull(keyDirectory.supersededAt)) : tokens);
  if (shown) {
    const { expiresAt: until } = session;
    await db
      .update(keyDirectory)
      .set({ supersededAt: call.now, expiresAt: until, sweepAt: until })
      .where(tokens);
  }
  addToken(call, id, tokenHash);
  pipe(
    db.insert(widgetRefreshTokens).values({
      workspaceId: call.workspaceId,
      tokenHash: session.refreshHash,
      sessionId: id,
      // As long as the session could live on without this one being shown.
      expiresAt: refreshExpiresAt,
    }),
  );
  call.afterCommit(() => forgetKey(call.services, id));
  const identity = who.identity ?? session.identity;
  return { id, token, expiresAt, refreshToken, refreshExpiresAt, identity };
}

/** A token that was exchanged before, however long ago, is in two hands: the session ends for both. */
async function refuseReuse(call: Call, hashes: Uint8Array[], widgetKeyId: Id<'wk'>): Promise<never> {
  const [stolen] = await db
    .select({ id: widgetSessions.id, status: widgetSessions.status })
    .from(widgetRefreshTokens)
    .innerJoin(
      widgetSessions,
      and(
        eq(widgetSessions.workspaceId, widgetRefreshTokens.workspaceId),
        eq(widgetSessions.id, widgetRefreshTokens.sessionId),
      ),
    )
    .where(
      and(
        eq(widgetRefreshTokens.workspaceId, call.workspaceId),
        inArray(widgetRefreshTokens.tokenHash, hashes),
        eq(widgetSessions.widgetKeyId, widgetKeyId),
      ),
    );
  if (!stolen) throw new ProblemError('invalid_credentials');
  if (stolen.status !== 'revoked')
    call.afterRefusal(async () => {
      const [ended] = await db
        .update(widgetSessions)
        .set({ status: 'revoked' })
        .where(and(here(call, stolen.id), ne(widgetSessions.status, 'revoked')))
        .returning({ id: widgetSessions.id });
      if (!ended) return;
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
