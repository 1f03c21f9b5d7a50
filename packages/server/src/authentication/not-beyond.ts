import type { Id } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';
import { invalidField, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { isAllowlistWithin } from './address-allowlist.ts';

interface Reach {
  readonly scopes?: readonly Scope[] | undefined;
  readonly expiresAt?: Date | null | undefined;
  readonly ipAllowlist?: readonly string[] | undefined;
  /** In whose name it acts; null for nobody's, whose end would be no end for it. */
  readonly ownerMemberId?: Id<'mem'> | null | undefined;
}

/**
 * A credential can never make one, or make one of another, that may do more, for longer, or from elsewhere than
 * itself. What is left out is not asked for.
 */
export function assertNotBeyond(
  { principal }: Call,
  { scopes, expiresAt, ipAllowlist, ownerMemberId }: Reach,
): void {
  const holder = principal.kind === 'credential' ? principal : null;
  const beyond = (scopes ?? []).filter((scope) => !holder?.scopes.has(scope));
  if (beyond.length > 0)
    throw new ProblemError(
      'insufficient_scope',
      `A credential cannot give scopes that it does not hold: ${beyond.join(', ')}.`,
      { metadata: { missingScope: beyond[0], missingScopes: beyond } },
    );
  if (expiresAt !== undefined && holder?.expiresAt && (!expiresAt || expiresAt > holder.expiresAt))
    throw invalidField(
      '/expiresAt',
      'invalid_value',
      'Must not be later than the end of the credential that asks for it.',
    );
  if (ownerMemberId !== undefined && holder?.member && ownerMemberId !== holder.member.id)
    throw invalidField(
      '/ownerMemberId',
      'invalid_value',
      'Must be the member in whose name the credential that asks acts.',
    );
  if (ipAllowlist && holder && !isAllowlistWithin([...ipAllowlist], holder.ipAllowlist))
    throw invalidField(
      '/ipAllowlist',
      'invalid_value',
      'Must lie within the addresses of the credential that asks for it.',
    );
}
