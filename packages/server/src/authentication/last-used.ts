import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, inTransaction } from '../platform/db/index.ts';
import type { Services } from '../platform/services.ts';
import type { CredentialPrincipal } from '../rpc/principal.ts';
import { credentials } from './tables.ts';

const uses = new WeakMap<Services, Map<Id<'key'>, { workspaceId: Id<'ws'>; at: Date }>>();

/** Remembers a use; nothing is written on the path of a request. */
export function noteUse(services: Services, { id, workspaceId }: CredentialPrincipal, at: Date): void {
  const noted = uses.get(services) ?? new Map<Id<'key'>, { workspaceId: Id<'ws'>; at: Date }>();
  uses.set(services, noted);
  noted.set(id, { workspaceId, at });
}

/** Writes the remembered uses, one transaction per credential. */
export async function flushUses(services: Services): Promise<void> {
  const noted = uses.get(services);
  if (!noted || noted.size === 0) return;
  const batch = [...noted];
  noted.clear();
  for (const [id, { workspaceId, at }] of batch) {
    await inTransaction(services.engine, workspaceId, 'write', () =>
      db
        .update(credentials)
        .set({ lastUsedAt: at })
        .where(
          and(
            eq(credentials.workspaceId, workspaceId),
            eq(credentials.id, id),
            or(isNull(credentials.lastUsedAt), lt(credentials.lastUsedAt, at)),
          ),
        ),
    );
  }
}
