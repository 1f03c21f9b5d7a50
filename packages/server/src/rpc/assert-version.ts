import type { Id } from '../contract/ids.ts';
import { changedFields } from '../platform/events/changed-fields.ts';
import { versionConflict } from '../platform/problem.ts';
import type { Call } from './context.ts';

/**
 * Refuses a change that was decided on another version of the record, and says what has moved since. To be called
 * once the row is locked: what is compared must still hold at the commit.
 */
export async function assertVersion(
  call: Call,
  { id, version }: { readonly id: Id; readonly version: number },
  expected: number | undefined,
): Promise<void> {
  if (expected === undefined || expected === version) return;
  const moved = await changedFields(call.workspaceId, id, { from: expected, to: version });
  throw versionConflict(version, expected, moved);
}
