import type { Scope } from '../contract/scopes.ts';
import type { Credential } from './contract.ts';

interface Used {
  readonly scopes: readonly Scope[];
  readonly scopesUsed: readonly string[];
  readonly lastUsedAt: Date | null;
  readonly lastIpHash: string | null;
}

/** How a credential has been used, and with which scopes it would have done as well. */
export function usageOf({
  scopes,
  scopesUsed,
  lastUsedAt,
  lastIpHash,
}: Used): NonNullable<Credential['usage']> {
  const used = scopes.filter((scope) => scopesUsed.includes(scope));
  return {
    lastUsedAt,
    lastIpHash,
    scopesUsed: used,
    scopesUnused: scopes.filter((scope) => !scopesUsed.includes(scope)),
    // Of one that was never used nothing is known.
    suggestedScopes: lastUsedAt === null ? [...scopes] : used,
  };
}
