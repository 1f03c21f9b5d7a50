import { hash } from 'node:crypto';
import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { maskSecrets } from '../platform/redaction/index.ts';
import type { Call } from '../rpc/context.ts';
import type { IdentityFailureCode, inspectIdentityToken as inspectContract } from './contract.ts';
import { identitySecrets, identityTokenUses, widgetKeys } from './tables.ts';

/** How far the clocks of signer and server may be apart. */
const skewMs = 30_000;

interface Failure {
  readonly code: IdentityFailureCode;
  readonly detail: string;
}

/** Where a token is to count: the public key that it must name, and the channel of that key. */
interface Audience {
  readonly key: string;
  readonly channelId: Id<'chn'>;
}

interface Examination {
  readonly kid: string | null;
  readonly claims: Record<string, unknown>;
  readonly secretId: Id<'isec'> | null;
  readonly failures: readonly Failure[];
}

/** What signed claims say of a person. */
export interface VerifiedIdentity {
  readonly externalId: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Says everything that is wrong with a token. Its header only chooses among secrets of the workspace; the algorithm
 * is the secret's own, so a token cannot bring a weaker one, nor have a public key taken for a shared secret.
 */
async function examine(
  call: Call,
  token: string,
  audiences: readonly Audience[],
  now: Date,
): Promise<Examination> {
  const failures: Failure[] = [];
  const fail = (code: IdentityFailureCode, detail: string) => failures.push({ code, detail });
  const parts = parse(token);
  if (!parts) {
    fail('malformed', 'The token is not a compact JWT with a JSON object as claims.');
    return { kid: null, claims: {}, secretId: null, failures };
  }
  const { header, claims } = parts;
  const kid = typeof header.kid === 'string' && header.kid.length <= 64 ? header.kid : null;
  const secret = kid === null ? undefined : await findLive(call, kid, now);
  const audience = audiences.find(({ key }) => isFor(claims.aud, key));
  if (!secret || (secret.channelId && audience && secret.channelId !== audience.channelId))
    fail(
      'unknown_kid',
      'The header `kid` names no identity secret that is live and counts for the widget key.',
    );
  else if (header.alg !== secret.algorithm)
    fail('alg_not_allowed', `The secret verifies ${secret.algorithm} and nothing else.`);
  else if (!(await isSigned(call, token, secret)))
    fail('bad_signature', 'The signature does not fit the claims and the secret named by `kid`.');

  const [exp, nbf] = [instantOf(claims.exp), instantOf(claims.nbf)];
  if (exp === null) fail('missing_exp', 'The claim `exp` must be a time in seconds since 1970.');
  else if (exp.getTime() + skewMs <= now.getTime())
    fail('expired', `The token ended at ${exp.toISOString()}.`);
  if (claims.nbf !== undefined && (nbf === null || nbf.getTime() - skewMs > now.getTime()))
    fail('not_yet_valid', 'The claim `nbf` is in the future, or is no time.');
  if (!audience) fail('aud_mismatch', 'The claim `aud` must be the widget key, `woesw_…`.');
  if (!isSubject(claims.sub))
    fail('missing_sub', "The claim `sub` must be the customer's id in your own system, 1 to 255 characters.");
  if (claims.jti !== undefined && !isJti(claims.jti))
    fail('malformed', 'The claim `jti` must be a text of 1 to 255 characters.');
  else if (secret && isJti(claims.jti) && (await isUsed(call, secret.id, claims.jti)))
    fail('replayed_jti', 'The token was used before; sign one per visit, or leave `jti` out.');
  return { kid, claims, secretId: secret?.id ?? null, failures };
}

function parse(token: string) {
  try {
    const header = decodeProtectedHeader(token);
    const [, payload, , more] = token.split('.');
    if (!payload || more !== undefined) return null;
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) return null;
    return { header, claims: claims as Record<string, unknown> };
  } catch {
    return null;
  }
}

async function findLive(call: Call, kid: string, now: Date) {
  const [row] = await db
    .select()
    .from(identitySecrets)
    .where(
      and(
        eq(identitySecrets.workspaceId, call.workspaceId),
        eq(identitySecrets.kid, kid),
        or(isNull(identitySecrets.retiresAt), gt(identitySecrets.retiresAt, now)),
      ),
    );
  return row;
}

async function isSigned(
  call: Call,
  token: string,
  { algorithm, sealedSecret, publicKey }: typeof identitySecrets.$inferSelect,
): Promise<boolean> {
  // Outside of the `try`: a secret that cannot be opened is our failure, not the token's.
  const key = sealedSecret
    ? new TextEncoder().encode(call.services.keys.unseal(sealedSecret))
    : await importJWK(publicKey!, algorithm);
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch {
    return false;
  }
}

const isFor = (aud: unknown, key: string) => aud === key || (Array.isArray(aud) && aud.includes(key));
const isPlain = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= 255 &&
  value.isWellFormed() &&
  !value.includes('\u0000');
const isSubject = isPlain;
const isJti = isPlain;

/** Seconds since 1970 as a time that the database can keep. */
function instantOf(claim: unknown): Date | null {
  if (typeof claim !== 'number' || !(claim >= 0) || claim >= Date.UTC(9999, 0) / 1000) return null;
  return new Date(Math.floor(claim * 1000));
}

const jtiHash = (jti: string) => hash('sha256', jti, 'buffer');

async function isUsed(call: Call, secretId: Id<'isec'>, jti: string): Promise<boolean> {
  const [row] = await db
    .select({ secretId: identityTokenUses.secretId })
    .from(identityTokenUses)
    .where(
      and(
        eq(identityTokenUses.workspaceId, call.workspaceId),
        eq(identityTokenUses.secretId, secretId),
        eq(identityTokenUses.jtiHash, jtiHash(jti)),
      ),
    );
  return row !== undefined;
}

/** Who a visitor is, by a token signed for this widget key. Uses up its `jti`, if the call goes through. */
export async function verifyIdentity(
  call: Call,
  token: string,
  audience: Audience,
): Promise<VerifiedIdentity | { readonly failures: readonly Failure[] }> {
  const { claims, failures, secretId } = await examine(call, token, [audience], call.now);
  if (failures.length > 0 || !secretId) return { failures };
  // Of two calls with one token the second waits for the first, then finds its row.
  if (isJti(claims.jti) && !(await use(call, secretId, claims.jti, instantOf(claims.exp)!)))
    return { failures: [{ code: 'replayed_jti', detail: 'The token was used before.' }] };
  await noteUse(call, secretId);
  return { externalId: claims.sub as string, claims };
}

async function use(call: Call, secretId: Id<'isec'>, jti: string, exp: Date): Promise<boolean> {
  const rows = await db
    .insert(identityTokenUses)
    .values({
      workspaceId: call.workspaceId,
      secretId,
      jtiHash: jtiHash(jti),
      expiresAt: new Date(exp.getTime() + skewMs),
    })
    .onConflictDoNothing()
    .returning({ secretId: identityTokenUses.secretId });
  return rows.length === 1;
}

const noteEveryMs = 60_000;

/** Once a minute at most: every start of a session would wait for the one row otherwise. */
async function noteUse(call: Call, secretId: Id<'isec'>): Promise<void> {
  await db
    .update(identitySecrets)
    .set({ lastUsedAt: call.now })
    .where(
      and(
        eq(identitySecrets.workspaceId, call.workspaceId),
        eq(identitySecrets.id, secretId),
        or(
          isNull(identitySecrets.lastUsedAt),
          lt(identitySecrets.lastUsedAt, new Date(call.now.getTime() - noteEveryMs)),
        ),
      ),
    );
}

export async function inspectIdentityToken(
  call: Call,
  { token, at }: z.output<typeof inspectContract.input>,
): Promise<z.input<typeof inspectContract.output>> {
  const audiences = await db
    .select({ key: widgetKeys.key, channelId: widgetKeys.channelId })
    .from(widgetKeys)
    .where(and(eq(widgetKeys.workspaceId, call.workspaceId), eq(widgetKeys.status, 'active')));
  const { kid, claims, failures } = await examine(call, token, audiences, at ?? call.now);
  return { valid: failures.length === 0, kid, claims: shown(claims), failures: [...failures] };
}

const times = new Set(['exp', 'nbf', 'iat']);
const plain = new Set(['sub', 'aud', 'iss', 'jti']);

/** What may be shown of claims: the registered ones, each as a short text. The rest is about a person. */
function shown(claims: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(claims)
    .filter(([name]) => name.length <= 64 && name.isWellFormed() && !name.includes('\u0000'))
    .slice(0, 50);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (times.has(name)) return [name, instantOf(value)?.toISOString() ?? '[not a time]'];
      if (!plain.has(name)) return [name, '[redacted]'];
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
      return [name, maskSecrets(text.slice(0, 255)).toWellFormed().replaceAll('\u0000', '').slice(0, 300)];
    }),
  );
}
