import type { Id } from '../contract/ids.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';

const batch = 1000;

const outlived = (table: 'identity_token_uses' | 'widget_refresh_tokens') =>
  statement<[string, string, number]>(`
    delete from ${table} where ctid = any(array(
      select ctid from ${table} where workspace_id = $1 and expires_at < $2 limit $3 for update skip locked
    )) and workspace_id = $1 returning 1`);

const forgets = [outlived('identity_token_uses'), outlived('widget_refresh_tokens')];

/** Forgets used tokens that are past their end anyway, a little at a time so that nobody waits for it. */
export async function forgetUsedTokens(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now().toISOString();
  for (const forget of forgets)
    for (let full = true; full; ) {
      const gone = await inTransaction(services.engine, workspaceId, 'write', () =>
        forget(decodeId(workspaceId), now, batch),
      );
      full = gone.length === batch;
    }
}
