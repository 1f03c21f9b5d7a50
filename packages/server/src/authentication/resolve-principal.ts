import { hash, timingSafeEqual } from 'node:crypto';
import type { Id } from '../contract/ids.ts';
import { type KeyKind, keyKind } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import type { Reply, RequestInfo } from '../rpc/context.ts';
import type { Principal } from '../rpc/principal.ts';
import { isAddressAllowed } from './address-allowlist.ts';
import { assertAttemptsLeft, countFailure } from './attempts.ts';
import { KeyCache } from './key-cache.ts';
import { noteUse } from './last-used.ts';
import { type KeyRecord, lookUpKey } from './look-up-key.ts';
import { isOriginAllowed } from './origins.ts';

const caches = new WeakMap<Services, KeyCache>();
const cacheOf = (services: Services): KeyCache => {
  const cache = caches.get(services) ?? new KeyCache();
  caches.set(services, cache);
  return cache;
};

/** Makes a change of a key count at once in this process; others follow within the life of a cached look-up. */
export const forgetKey = (services: Services, id: Id): void => cacheOf(services).forget(id);

/** Calls `onChange` when a key changes in this process. */
export const watchKey = (services: Services, id: Id, onChange: () => void): (() => void) =>
  cacheOf(services).watch(id, onChange);

interface Asked {
  /** Is told what callers should know of their key. */
  readonly reply?: Reply;
  /** Whether a session token counts that has ended with the call that renewed it. */
  readonly superseded?: boolean;
}

/** Who the presented key belongs to. Throws for everything but a key that is good here and now. */
export async function resolvePrincipal(
  services: Services,
  request: RequestInfo,
  now: Date,
  { reply, superseded = false }: Asked = {},
): Promise<Principal> {
  const key = presentedKey(request.authorization);
  const kind = keyKind(key);
  // A key of another kind cannot be the root token, and its hash is not worth computing.
  if ((kind === null || kind === 'root') && isRootToken(services, key)) return { kind: 'root' };
  try {
    const record = await findKey(services, request, key, kind, now);
    checkUse(record, request, now);
    const { principal } = record;
    // Where it is not asked for, such a token is as unknown as if it were gone.
    if (principal.kind === 'widget_session' && principal.superseded && !superseded)
      throw new ProblemError('invalid_credentials');
    if (principal.kind === 'credential') noteUse(services, principal, request.ip, now);
    if (reply && record.outgoing) reply.outgoing = record.outgoing;
    return principal;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) await countFailure(services, request.ip);
    throw error;
  }
}

function presentedKey(authorization: string | null): string {
  if (authorization === null || authorization === '') throw new ProblemError('missing_credentials');
  const [, key] = /^Bearer +([\x21-\x7e]{1,200})$/i.exec(authorization) ?? [];
  if (!key) throw new ProblemError('invalid_credentials');
  return key;
}

function isRootToken(services: Services, key: string): boolean {
  const { rootToken } = services.config;
  if (!rootToken) return false;
  // Equal lengths, whatever was presented, so that the comparison takes the same time.
  return timingSafeEqual(services.keys.hash(key), services.keys.hash(rootToken));
}

async function findKey(
  services: Services,
  request: RequestInfo,
  key: string,
  kind: KeyKind | null,
  now: Date,
): Promise<KeyRecord> {
  // Before any look-up: guessing must not cost the database anything.
  const waiting = assertAttemptsLeft(services, request.ip);
  if (waiting) await waiting;
  const fits =
    request.surface === 'widget' ? kind === 'widget_key' || kind === 'widget_session' : kind === 'credential';
  if (!fits) throw new ProblemError('invalid_credentials');
  const cache = cacheOf(services);
  // A plain hash names the key in memory; the keyed one, which costs forty times as much, is for the database.
  const name = hash('sha256', key, 'base64');
  const cached = cache.get(name, now);
  if (cached) return cached;
  const begun = cache.begin();
  const record = await lookUpKey(services.engine, services.keys.hashes(key));
  if (!record) throw new ProblemError('invalid_credentials');
  cache.set(name, record, now, begun);
  return record;
}

function checkUse({ principal, status, expiresAt }: KeyRecord, request: RequestInfo, now: Date): void {
  if (status === 'revoked') throw new ProblemError('revoked_credentials');
  if (expiresAt && expiresAt <= now) throw new ProblemError('expired_credentials');
  if (principal.kind === 'credential') {
    if (!isAddressAllowed(principal.ipAllowlist, request.ip)) throw new ProblemError('ip_not_allowed');
  } else if (!isOriginAllowed(principal.allowedOrigins, request.origin))
    throw new ProblemError('origin_not_allowed');
}
