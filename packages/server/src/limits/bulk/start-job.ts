import { db } from '../../platform/db/index.ts';
import { jobQueue, type RunningJob } from '../../platform/jobs/index.ts';
import type { Call } from '../../rpc/context.ts';
import { enqueue } from '../../rpc/jobs.ts';
import { encode } from '../../rpc/superjson.ts';
import type { Job } from '../contract.ts';
import { presentJob } from '../present-job.ts';
import { jobItems, jobs } from '../tables.ts';
import { endJob, expiryOf } from './end-job.ts';
import type { BulkItem, BulkOperation } from './operation.ts';

/** Two at a time, so that one workspace's thousand items do not keep the next one's waiting. */
export const bulkQueue = jobQueue<{ jobId: string }>('bulk', { parallel: 2, retries: 20 });

export type RunningBulk = RunningJob<{ jobId: string }>;

interface Asked {
  readonly items: readonly BulkItem[];
  /** What is the same for all items. */
  readonly args?: unknown;
  readonly dryRun?: boolean | undefined;
}

/** Takes in what is to be done, and answers with the job that will do it. */
export async function startJob(
  call: Call,
  { kind, scope }: BulkOperation,
  { items, args = {}, dryRun = false }: Asked,
): Promise<Job> {
  const { principal } = call;
  const [row] = await db
    .insert(jobs)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('job'),
      kind,
      scope,
      state: 'queued',
      dryRun,
      total: items.length,
      arguments: encode(args),
      createdBy: call.actor,
      credential:
        principal.kind === 'credential'
          ? {
              id: principal.id,
              familyId: principal.familyId,
              name: principal.name,
              apiVersion: principal.apiVersion,
              member: principal.member,
              scopes: [...principal.scopes],
            }
          : null,
      requestId: call.requestId,
      createdAt: call.now,
      touchedAt: call.now,
      expiresAt: expiryOf(call.now),
    })
    .returning();
  const job = row!;
  if (items.length === 0) return endJob(call, job, 'succeeded');
  await db.insert(jobItems).values(
    items.map(({ ref, input }, position) => ({
      workspaceId: call.workspaceId,
      jobId: job.id,
      position,
      ref,
      input: encode(input),
      status: 'waiting' as const,
    })),
  );
  await enqueue(call, bulkQueue, { jobId: job.id });
  return presentJob(job);
}
