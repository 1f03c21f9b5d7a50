import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { maskRows, type PersonMask } from '../erasure/index.ts';
import { decodeId } from '../ids.ts';

const blank = statement<[string, string]>(`
  update audit_log set changes = '{}' where workspace_id = $1 and changes <> '{}'
    and resource_id in (select unnest(string_to_array($2, ','))::uuid) returning 1`);

const place = { table: 'audit_log', key: ['id'], texts: [], json: ['changes', 'actor'] };

/** Takes a person out of the audit log: what was done, by whom and when stays. Gives how many entries were changed. */
export async function eraseFromAudit(
  workspaceId: Id<'ws'>,
  resourceIds: readonly Id[],
  mask: PersonMask,
): Promise<number> {
  const own = await blank(decodeId(workspaceId), resourceIds.map(decodeId).join(','));
  const others = await maskRows(workspaceId, place, { needles: mask.anywhere, mask: mask.maskAnywhere });
  return own.length + others;
}
