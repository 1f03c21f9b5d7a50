import { eq } from 'drizzle-orm';
import { installationId, keyDirectory } from '../authentication/index.ts';
import { type Id, id } from '../contract/ids.ts';
import { db, inTransaction } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { notFound } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import type { Call } from '../rpc/context.ts';
import type { Workspace } from '../workspaces/contract.ts';
import { getWorkspace } from '../workspaces/index.ts';

const workspaceId = id('ws');

/** The workspace with this id or slug. */
export async function findWorkspace(services: Services, idOrSlug: string): Promise<Workspace> {
  const given = workspaceId.safeParse(idOrSlug);
  if (given.success) return readWorkspace(services, given.data);
  // Row-level security hides all workspaces but one, from the operator too; the key directory names them all.
  for (const each of await workspacesWithKeys(services)) {
    const workspace = await readWorkspace(services, each);
    if (workspace.slug === idOrSlug) return workspace;
  }
  throw notFound('workspace');
}

/** The workspace that a credential belongs to. */
export async function workspaceOfCredential(services: Services, key: Id<'key'>): Promise<Id<'ws'>> {
  const [row] = await inTransaction(services.engine, installationId, 'read', async () =>
    db
      .select()
      .from(keyDirectory)
      .where(eq(keyDirectory.id, decodeId(key))),
  );
  if (row?.kind !== 'credential') throw notFound('credential');
  return row.workspaceId;
}

const readWorkspace = (services: Services, id: Id<'ws'>): Promise<Workspace> =>
  inTransaction(services.engine, id, 'read', () => getWorkspace({ workspaceId: id } as Call));

async function workspacesWithKeys({ engine }: Services): Promise<Id<'ws'>[]> {
  const rows = await inTransaction(engine, installationId, 'read', async () =>
    db.selectDistinct({ id: keyDirectory.workspaceId }).from(keyDirectory),
  );
  return rows.map(({ id }) => id);
}
