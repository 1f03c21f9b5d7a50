import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../contract/errors.ts';
import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import type { KeyRing } from '../keys/index.ts';
import { ProblemError } from '../problem.ts';

const retentionMs = 7 * 24 * 3600 * 1000;

interface Claiming {
  workspaceId: Id<'ws'>;
  /** Credential family or widget session: a key of one caller says nothing to another. */
  principal: string;
  operation: string;
  key: string;
  fingerprint: Buffer;
  now: Date;
  keys: KeyRing;
}

interface Taken {
  readonly state: 'taken';
  readonly id: readonly [workspaceId: string, principal: string, operation: string, key: string];
}

export type Claim = Taken | { readonly state: 'replay'; readonly status: number; readonly answer: string };

const insertClaim = statement<[string, string, string, string, Buffer, string, string]>(`
  insert into idempotency_records (workspace_id, principal, operation, key, fingerprint, created_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (workspace_id, principal, operation, key) do update
    set fingerprint = excluded.fingerprint, status = null, answer = null, created_at = excluded.created_at, expires_at = excluded.expires_at
    where idempotency_records.expires_at < excluded.created_at
  returning 1`);

const readClaim = statement<[string, string, string, string]>(`
  select fingerprint, status, answer from idempotency_records
  where workspace_id = $1 and principal = $2 and operation = $3 and key = $4`);

const updateClaim = statement<[string, string, string, string, number, Buffer]>(`
  update idempotency_records set status = $5, answer = $6
  where workspace_id = $1 and principal = $2 and operation = $3 and key = $4`);

/**
 * Takes the key, or finds the answer of the request that took it before. A claim of another transaction that is
 * still open makes the insert wait for it: when it commits, its answer is replayed; when it rolls back, the
 * claim is ours.
 */
export async function claim({
  workspaceId,
  principal,
  operation,
  key,
  fingerprint,
  now,
  keys,
}: Claiming): Promise<Claim> {
  const id = [decodeId(workspaceId), principal, operation, key] as const;
  const expiresAt = new Date(now.getTime() + retentionMs);
  const inserted = await insertClaim(...id, fingerprint, now.toISOString(), expiresAt.toISOString()).catch(
    (error: unknown) => {
      if (isLockTimeout(error))
        throw new ProblemError('idempotency_in_progress', undefined, { cause: error });
      throw error;
    },
  );
  if (inserted.length > 0) return { state: 'taken', id };
  const [stored] = await readClaim(...id);
  const [print, status, answer] = (stored ?? []) as [Uint8Array, number, Uint8Array];
  if (!print || !fingerprint.equals(print)) throw new ProblemError('idempotency_key_reused');
  if (status === null) throw new ProblemError('idempotency_in_progress');
  return {
    state: 'replay',
    status,
    answer:
      answer[0] === sealedMark ? keys.unseal(answer.subarray(1)) : Buffer.from(answer.subarray(1)).toString(),
  };
}

const isLockTimeout = (error: unknown) => (error as { code?: string }).code === '55P03';

const plainMark = 0;
const sealedMark = 1;

/** Keeps the answer for replays. With `keys` it is encrypted: it holds a secret that is shown once. */
export function storeAnswer(
  taken: Taken,
  status: number,
  answer: string,
  keys: KeyRing | null,
): Promise<unknown> {
  const body = keys
    ? Buffer.concat([Buffer.of(sealedMark), keys.seal(answer)])
    : Buffer.concat([Buffer.of(plainMark), Buffer.from(answer)]);
  return updateClaim(...taken.id, status, body);
}

/** Refusals of the domain are answers too: a retry gets the same one, whatever has changed since. */
export const isStorable = (status: number, code: ErrorCode) =>
  status >= 400 &&
  status < 500 &&
  !neverStored.has(code) &&
  status !== 401 &&
  status !== 403 &&
  status !== 429;

const neverStored = new Set<ErrorCode>([
  'invalid_json',
  'validation_failed',
  'idempotency_in_progress',
  'idempotency_key_reused',
]);

/** What makes two requests the same: operation and content, whatever the order of fields. */
export function fingerprint(operation: string, input: unknown): Buffer {
  return createHash('sha256').update(operation).update('\n').update(canonical(input)).digest();
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date || typeof value !== 'object' || value === null)
    return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
