import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, transaction } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type { updateWorkspace as contract, Workspace } from './contract.ts';
import { presentWorkspace } from './present.ts';
import { loadWorkspace, lockWorkspace } from './rows.ts';
import { assertMayChange } from './settings.ts';
import { workspaces } from './tables.ts';

/** The workspace of the call. */
export async function getWorkspace(call: Call): Promise<Workspace> {
  transaction().lastStatement();
  return presentWorkspace(await loadWorkspace(call));
}

/** Days in which a reply reopens a resolved conversation. */
export async function reopenWindowDays(call: Call): Promise<number> {
  return (await loadWorkspace(call)).reopenWindowDays;
}

const withoutUndefined = <T extends object>(fields: T | undefined) =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as T;

export async function updateWorkspace(
  call: Call,
  { expectedVersion, redactionPolicy, retention, ...wanted }: z.output<typeof contract.input>,
): Promise<Workspace> {
  const row = await lockWorkspace(call);
  await assertVersion(call, { id: row.workspaceId, version: row.version }, expectedVersion);
  const before = presentWorkspace(row);
  const { changes, values } = differences(before, {
    ...wanted,
    redactionPolicy: { ...before.redactionPolicy, ...withoutUndefined(redactionPolicy) },
    retention: { ...before.retention, ...withoutUndefined(retention) },
  });
  if (!values) return before;
  assertMayChange(call, changes);

  const [updated] = await db
    .update(workspaces)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(eq(workspaces.workspaceId, call.workspaceId))
    .returning();
  const workspace = presentWorkspace(updated!);
  call.audit({ action: 'workspace.update', resource: { type: 'workspace', id: workspace.id }, changes });
  call.emit({
    type: 'workspace.updated',
    resource: { type: 'workspace', id: workspace.id, version: workspace.version },
    data: { workspace },
    changes,
  });
  return workspace;
}
