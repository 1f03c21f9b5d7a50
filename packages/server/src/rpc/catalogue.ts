import type { ErrorCode } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import type { Meta } from './trpc.ts';

/** One operation with the name by which tRPC and the SDK call it. */
export interface Entry {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly operation: Operation;
}

interface Walkable {
  readonly _def: { readonly procedures: Record<string, unknown> };
}

/** All operations of a router, in its order. Everything that is said of every operation walks this list. */
export function operationsOf(router: Walkable): Entry[] {
  return Object.entries(router._def.procedures).map(([name, procedure]) => {
    const { type, meta } = (procedure as { _def: { type: Entry['kind']; meta: Meta } })._def;
    return { name, kind: type, operation: meta.operation };
  });
}

/** Set once when the router is made: operations that describe the catalogue are part of it themselves. */
let catalogue: Entry[] = [];
export const publishCatalogue = (entries: Entry[]) => {
  catalogue = entries;
};

export const allOperations = (): readonly Entry[] => catalogue;

/** Names of the operations that each scope opens. */
export function operationsByAccess(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, operation } of catalogue) {
    if (!('scope' in operation.access)) continue;
    const { scope } = operation.access;
    found.set(scope, [...(found.get(scope) ?? []), name]);
  }
  return found;
}

/** Every code that an operation can answer with: its own, and those of its method, access and form. */
export function errorCodesOf({ kind, operation }: Entry): ErrorCode[] {
  const { access, rest, errors = [] } = operation;
  const codes = new Set<ErrorCode>([
    'validation_failed',
    // Over RPC reads have their input as JSON too.
    'invalid_json',
    'internal_error',
    'unavailable',
    'timeout',
    'unsupported_api_version',
    'api_version_retired',
    ...errors,
  ]);
  if (!('public' in access)) {
    for (const code of ['missing_credentials', 'invalid_credentials', 'rate_limited'] as const)
      codes.add(code);
  }
  // The root token's operation knows a credential that is presented to it, and what is wrong with it.
  if ('scope' in access || 'credential' in access || 'root' in access) {
    for (const code of [
      'expired_credentials',
      'revoked_credentials',
      'key_type_not_allowed',
      'ip_not_allowed',
      'concurrency_limited',
    ] as const)
      codes.add(code);
  }
  if ('scope' in access) codes.add('insufficient_scope');
  if ('widget' in access) {
    for (const code of ['expired_credentials', 'revoked_credentials', 'origin_not_allowed'] as const)
      codes.add(code);
  }
  if ('widget' in access && access.capability !== null) codes.add('capability_not_allowed');
  if (/\{/.test(rest)) codes.add('not_found');
  if (kind === 'mutation') {
    for (const code of [
      'payload_too_large',
      'unsupported_media_type',
      'invalid_idempotency_key',
      'idempotency_key_reused',
      'answer_erased',
      'idempotency_in_progress',
      'batch_too_large',
    ] as const)
      codes.add(code);
  }
  return [...codes].sort();
}
