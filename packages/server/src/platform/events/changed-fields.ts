import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

/** How far back the log is read. A conflict is with a recent change; older ones are not worth a longer scan. */
const windowEvents = 2000;

const movedSince = statement<[workspaceId: string, resourceId: string, version: number, window: number]>(`
  select (envelope->'resource'->>'version')::integer, envelope->'changes' from event_log
  where workspace_id = $1 and seq > coalesce((select seq from event_heads where workspace_id = $1), 0) - $4
    and resource_id = $2 and (envelope->'resource'->>'version')::integer > $3`);

/**
 * The fields that changed between two versions of a resource, as its events tell them; null when the log does not
 * account for each version in between, so that an empty list never stands for not knowing.
 */
export async function changedFields(
  workspaceId: Id<'ws'>,
  resourceId: Id,
  { from, to }: { from: number; to: number },
): Promise<string[] | null> {
  if (from >= to) return null;
  const rows = await movedSince(decodeId(workspaceId), decodeId(resourceId), from, windowEvents);
  const versions = new Set(rows.map(([version]) => Number(version)));
  if (versions.size !== to - from) return null;
  return [...new Set(rows.flatMap(([, changes]) => Object.keys(changes as object)))].sort();
}
