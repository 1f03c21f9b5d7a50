import { and, eq } from 'drizzle-orm';
import { db, pipe } from '../../platform/db/index.ts';
import type { Call } from '../../rpc/context.ts';
import type { Job, JobState } from '../contract.ts';
import { presentJob } from '../present-job.ts';
import { jobItems, jobs } from '../tables.ts';

type Row = typeof jobs.$inferSelect;

const keptMs = 7 * 24 * 3_600_000;
export const expiryOf = (now: Date): Date => new Date(now.getTime() + keptMs);

/** How a job ends that has been through all its items. */
export const stateAtEnd = ({ total, failed }: Pick<Row, 'total' | 'failed'>): JobState =>
  failed === 0 ? 'succeeded' : failed === total ? 'failed' : 'partial';

/** Ends a locked job and tells so. What was asked for items that are left is forgotten with it. */
export async function endJob(call: Call, row: Row, state: JobState): Promise<Job> {
  const values = { state, finishedAt: call.now, touchedAt: call.now, expiresAt: expiryOf(call.now) };
  const mine = and(eq(jobs.workspaceId, call.workspaceId), eq(jobs.id, row.id));
  pipe(db.update(jobs).set(values).where(mine));
  if (state === 'cancelled')
    pipe(
      db
        .update(jobItems)
        .set({ status: 'cancelled', input: null })
        .where(
          and(
            eq(jobItems.workspaceId, call.workspaceId),
            eq(jobItems.jobId, row.id),
            eq(jobItems.status, 'waiting'),
          ),
        ),
    );
  const job = presentJob({ ...row, ...values });
  call.emit({
    type: `job.${state}`,
    resource: { type: 'job', id: job.id, version: null },
    data: { job },
  });
  return job;
}
