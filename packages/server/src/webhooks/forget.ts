import type { Id } from '../contract/ids.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';

const keptMs = 30 * 24 * 3600 * 1000;
const batch = 1000;

const forget = statement<[workspaceId: string, before: string, limit: number]>(`
  delete from webhook_deliveries where workspace_id = $1 and id in (
    select id from webhook_deliveries where workspace_id = $1 and finished_at < $2::timestamptz limit $3)
  returning id`);

/** Forgets finished deliveries with their attempts, a month after their end. */
export async function forgetDeliveries(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const before = new Date(services.clock.now().getTime() - keptMs).toISOString();
  for (let full = true; full; ) {
    const gone = await inTransaction(services.engine, workspaceId, 'write', () =>
      forget(decodeId(workspaceId), before, batch),
    );
    full = gone.length === batch;
  }
}
