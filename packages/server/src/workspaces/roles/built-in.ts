import { type Scope, scopes, scopeTable } from '../../contract/scopes.ts';

const has = (...names: string[]) => {
  const listed = new Set(names);
  return (scope: Scope) => listed.has(scope);
};

/** What concerns keys, the members and what was done is not everybody's to read. */
const reads = (scope: Scope) =>
  scope.endsWith(':read') && !scopeTable[scope].sensitive && scope !== 'credentials:read';

const daily = has(
  'conversations:write',
  'messages:write',
  'customers:write',
  'agent:write',
  'drafts:approve',
);

/**
 * The roles that every workspace has. What they may do follows from the table of scopes, so that a new scope needs
 * no change of any row: owners have it, and so have admins unless it is the owners' own.
 */
export const builtInRoles = [
  { key: 'owner', name: 'Owner', permissions: scopes },
  { key: 'admin', name: 'Admin', permissions: scopes.filter((scope) => scope !== 'owners:write') },
  { key: 'member', name: 'Member', permissions: scopes.filter((scope) => reads(scope) || daily(scope)) },
  { key: 'viewer', name: 'Viewer', permissions: scopes.filter(reads) },
] as const satisfies readonly { key: string; name: string; permissions: readonly Scope[] }[];

const known = new Map<string, readonly Scope[]>(
  builtInRoles.map(({ key, permissions }) => [key, permissions]),
);

/** What a role allows, in the order of the table of scopes. */
export const permissionsOf = ({
  system,
  key,
  permissions,
}: {
  readonly system: boolean;
  readonly key: string;
  readonly permissions: readonly Scope[];
}): Scope[] => {
  const allowed = new Set<Scope>(system ? known.get(key) : permissions);
  return scopes.filter((scope) => allowed.has(scope));
};
