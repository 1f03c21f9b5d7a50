import type { Id } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import type { CredentialPrincipal } from '../rpc/principal.ts';

interface Use {
  readonly workspaceId: Id<'ws'>;
  at: Date;
  ip: string;
  readonly scopes: Set<Scope>;
}

const uses = new WeakMap<Services, Map<Id<'key'>, Use>>();

function useOf(services: Services, { id, workspaceId }: CredentialPrincipal): Use {
  const noted = uses.get(services) ?? new Map<Id<'key'>, Use>();
  uses.set(services, noted);
  const use = noted.get(id) ?? { workspaceId, at: new Date(0), ip: '', scopes: new Set() };
  noted.set(id, use);
  return use;
}

/** Remembers a use; nothing is written on the path of a request. */
export function noteUse(services: Services, principal: CredentialPrincipal, ip: string, at: Date): void {
  const use = useOf(services, principal);
  use.at = at;
  use.ip = ip;
}

/** Remembers for which scope a credential was good. */
export function noteScope(services: Services, principal: CredentialPrincipal, scope: Scope): void {
  useOf(services, principal).scopes.add(scope);
}

/** Uses of one credential by several processes come together: the latest time, and all scopes. */
const write = statement<[string, string, string, string, string]>(`
  update credentials set
    last_ip_hash = case when last_used_at is null or last_used_at < $3::timestamptz then $4 else last_ip_hash end,
    last_used_at = greatest(last_used_at, $3::timestamptz),
    scopes_used = array(select distinct unnest(scopes_used || string_to_array($5, ',')) order by 1)
  where workspace_id = $1 and id = $2`);

/** Writes the remembered uses, one transaction per credential. */
export async function flushUses(services: Services): Promise<void> {
  const noted = uses.get(services);
  if (!noted || noted.size === 0) return;
  const batch = [...noted];
  noted.clear();
  for (const [id, { workspaceId, at, ip, scopes }] of batch) {
    const ipHash = services.keys.hash(ip).toString('base64url').slice(0, 16);
    await inTransaction(services.engine, workspaceId, 'write', () =>
      write(decodeId(workspaceId), decodeId(id), at.toISOString(), ipHash, [...scopes].join(',')),
    );
  }
}
