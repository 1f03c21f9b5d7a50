import { eq } from 'drizzle-orm';
import { db } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { workspaces } from './tables.ts';

export async function loadWorkspace(call: Call) {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.workspaceId, call.workspaceId));
  if (!row) throw notFound('workspace');
  return row;
}

/**
 * The workspace, that nobody else changes until the transaction ends. Whatever counts before it adds (fields,
 * owners, seats) takes this lock first, so that two at once cannot both find room. The order of locks is
 * workspace, role, member, team.
 */
export async function lockWorkspace(call: Call) {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(eq(workspaces.workspaceId, call.workspaceId))
    .for('no key update');
  if (!row) throw notFound('workspace');
  return row;
}
