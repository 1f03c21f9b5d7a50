import type { Id } from '../../contract/ids.ts';
import { type Engine, inTransaction } from '../db/index.ts';
import { readBounds } from './read.ts';

/** Where the logs of several workspaces end. One short transaction each: a statement sees one workspace only. */
export async function readHeads(engine: Engine, workspaceIds: Id<'ws'>[]): Promise<Map<Id<'ws'>, number>> {
  const heads = new Map<Id<'ws'>, number>();
  for (const workspaceId of workspaceIds) {
    const { head } = await inTransaction(engine, workspaceId, 'read', () => readBounds(workspaceId));
    heads.set(workspaceId, head);
  }
  return heads;
}
