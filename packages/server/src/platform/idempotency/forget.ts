import type { Id } from '../../contract/ids.ts';
import { inTransaction, statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import type { Services } from '../services.ts';

const batch = 1000;

const forget = statement<[string, string, number]>(`
  delete from idempotency_records where workspace_id = $1 and (principal, operation, key) in (
    select principal, operation, key from idempotency_records where workspace_id = $1 and expires_at < $2
    limit $3 for update skip locked
  ) returning 1`);

/** Forgets the answers of a workspace whose time is over, a little at a time so that nobody waits for it. */
export async function forgetAnswers(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now().toISOString();
  for (let full = true; full; ) {
    const gone = await inTransaction(services.engine, workspaceId, 'write', () =>
      forget(decodeId(workspaceId), now, batch),
    );
    full = gone.length === batch;
  }
}
