import { and, eq } from 'drizzle-orm';
import { db, inTransaction } from '../../platform/db/index.ts';
import type { Services } from '../../platform/services.ts';
import type { Commission } from '../../rpc/internal-work.ts';
import type { Principal } from '../../rpc/principal.ts';
import { decodeInput } from '../../rpc/superjson.ts';
import { jobEvents } from '../contract.ts';
import { jobs, type KeptCredential } from '../tables.ts';
import type { BulkOperation } from './operation.ts';
import type { RunningBulk } from './start-job.ts';

/** A job with what never changes of it: what is to be done, and in whose name. */
export interface LoadedJob {
  readonly id: `job_${string}`;
  readonly operation: BulkOperation;
  readonly args: unknown;
  readonly commission: Commission;
}

/** Null when the job is there no longer, or is of a kind that this release does not know. */
export async function loadJob(
  services: Services,
  operations: readonly BulkOperation[],
  { workspaceId, data }: RunningBulk,
): Promise<LoadedJob | null> {
  const id = data.jobId as `job_${string}`;
  const [row] = await inTransaction(services.engine, workspaceId, 'read', () =>
    db
      .select()
      .from(jobs)
      .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.id, id))),
  );
  const operation = operations.find(({ kind }) => kind === row?.kind);
  if (!row || !operation) return null;
  return {
    id,
    operation,
    args: decodeInput(row.arguments),
    commission: {
      name: operation.kind,
      events: [...operation.events, ...jobEvents],
      workspaceId,
      requestId: row.requestId,
      principal: row.credential ? asPrincipal(row.credential, workspaceId) : { kind: 'system' },
      actor: row.createdBy,
    },
  };
}

/** What was allowed when it was asked for is carried out, though the credential may be revoked by now. */
const asPrincipal = (kept: KeptCredential, workspaceId: `ws_${string}`): Principal => ({
  kind: 'credential',
  ...kept,
  workspaceId,
  scopes: new Set(kept.scopes),
  expiresAt: null,
  ipAllowlist: [],
});
