import type { Id } from '../contract/ids.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';

const batch = 500;

const due = statement<[string, string, number]>(`
  update customer_merges set pre_image = null where workspace_id = $1 and id in (
    select id from customer_merges where workspace_id = $1 and expires_at < $2 and pre_image is not null
    order by expires_at limit $3 for update skip locked)
  returning id, source_id`);
const forgetMoves = statement<[string, string]>(`
  delete from customer_merge_moves where workspace_id = $1
    and merge_id in (select unnest(string_to_array($2, ','))::uuid)`);
/** The ids by which the source leads to the target stay; what it was like is the target's to know now. */
const blankSources = statement<[string, string]>(`
  update customers set email = null, name = null, phone = null, traits = '{}', custom_fields = '{}',
    custom_field_origins = '{}', tags = '{}', version = version + 1
  where workspace_id = $1 and id in (select unnest(string_to_array($2, ','))::uuid) and merged_into is not null`);

/** Forgets what merges found once they can no longer be taken back, a little at a time. */
export async function forgetMerges(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now().toISOString();
  const workspace = decodeId(workspaceId);
  for (let full = true; full; ) {
    const rows = await inTransaction(services.engine, workspaceId, 'write', async () => {
      const forgotten = await due(workspace, now, batch);
      if (forgotten.length === 0) return forgotten;
      const column = (index: number) => forgotten.map((row) => String(row[index])).join(',');
      await forgetMoves(workspace, column(0));
      await blankSources(workspace, column(1));
      return forgotten;
    });
    full = rows.length === batch;
  }
}
