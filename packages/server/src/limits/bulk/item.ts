import { and, eq, sql } from 'drizzle-orm';
import { db, pipe } from '../../platform/db/index.ts';
import type { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import type { Call } from '../../rpc/context.ts';
import { internalWork } from '../../rpc/internal-work.ts';
import { decodeInput } from '../../rpc/superjson.ts';
import type { JobResult } from '../contract.ts';
import { jobItems, jobs } from '../tables.ts';
import { endJob, stateAtEnd } from './end-job.ts';
import type { LoadedJob } from './load-job.ts';
import type { ItemOutcome } from './operation.ts';
import type { RunningBulk } from './start-job.ts';

type Row = typeof jobs.$inferSelect;
type Ended = Pick<JobResult, 'status' | 'result' | 'resource' | 'error'>;

/** What an item would have come to: thrown, so that nothing of it stays. */
class DryRunDone extends Error {
  readonly outcome: ItemOutcome;
  constructor(outcome: ItemOutcome) {
    super('An item of a dry run is through.');
    this.outcome = outcome;
  }
}

/** A refusal, or a dry run's result, with the item that it is of. */
export class ItemEnded extends Error {
  readonly position: number;
  constructor(position: number, cause: unknown) {
    super('An item of a job was not done.', { cause });
    this.position = position;
  }
}

/**
 * Does the next item, in one transaction with the note that it is done. True when the job is over. The job's row is
 * locked throughout: of two that work on it by mistake, one waits for the other and finds the next item.
 */
export const doNextItem = (services: Services, loaded: LoadedJob, running: RunningBulk): Promise<boolean> =>
  internalWork(services, loaded.commission, async (call) => {
    const row = await lockJob(call, loaded);
    const item = row && (await nextItem(call, loaded, row));
    if (!row || !item) {
      if (row) await endJob(call, row, stateAtEnd(row));
      await running.settle();
      return true;
    }
    const { position, input } = item;
    try {
      const outcome = await loaded.operation.work(call, decodeInput(input), loaded.args);
      if (row.dryRun) throw new DryRunDone(outcome);
      note(call, loaded, position, endOf(outcome));
    } catch (error) {
      throw new ItemEnded(position, error);
    }
    return false;
  });

/** Notes how an item ended of which nothing else is to stay. */
export const noteEnd = (
  services: Services,
  loaded: LoadedJob,
  { position }: ItemEnded,
  end: Ended,
): Promise<void> =>
  internalWork(services, loaded.commission, async (call) => {
    const row = await lockJob(call, loaded);
    if (row?.done === position) note(call, loaded, position, end);
  });

export const endOfDryRun = (error: unknown): Ended | null =>
  error instanceof DryRunDone ? endOf(error.outcome) : null;

const endOf = ({ result, resource = null }: ItemOutcome): Ended => ({
  status: 'succeeded',
  result,
  resource,
  error: null,
});

/** Pointers lead into the request that made the job. */
export function refusalOf(
  problem: ProblemError,
  { position }: ItemEnded,
  { requestId, isSkipped }: { readonly requestId: string; readonly isSkipped: boolean },
): Ended {
  const { code, status, title, detail, metadata, errors } = problem.toProblem(requestId);
  return {
    status: isSkipped ? 'skipped' : 'failed',
    result: null,
    resource: null,
    error: {
      code,
      status,
      title,
      detail,
      metadata: metadata as NonNullable<JobResult['error']>['metadata'],
      errors: errors.map(({ pointer, code, detail }) => ({
        pointer: `/items/${position}${pointer}`,
        code,
        detail,
      })),
    },
  };
}

/** The job's row for this item; null when the job is over, or gone. */
async function lockJob({ workspaceId }: Call, { id }: LoadedJob) {
  const [row] = await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.id, id)))
    .for('no key update');
  return row && row.finishedAt === null ? row : null;
}

/** Items are done in their order, so the number of those that are done is the place of the next. */
async function nextItem({ workspaceId }: Call, { id }: LoadedJob, { done }: Row) {
  const [item] = await db
    .select({ position: jobItems.position, input: jobItems.input })
    .from(jobItems)
    .where(and(eq(jobItems.workspaceId, workspaceId), eq(jobItems.jobId, id), eq(jobItems.position, done)));
  return item;
}

function note({ workspaceId, now }: Call, { id }: LoadedJob, position: number, end: Ended): void {
  pipe(
    db
      .update(jobItems)
      .set({ ...end, input: null })
      .where(
        and(eq(jobItems.workspaceId, workspaceId), eq(jobItems.jobId, id), eq(jobItems.position, position)),
      ),
  );
  pipe(
    db
      .update(jobs)
      .set({
        state: 'running',
        startedAt: sql`coalesce(${jobs.startedAt}, ${now.toISOString()}::timestamptz)`,
        touchedAt: now,
        done: sql`${jobs.done} + 1`,
        ...(end.status === 'failed' ? { failed: sql`${jobs.failed} + 1` } : {}),
      })
      .where(and(eq(jobs.workspaceId, workspaceId), eq(jobs.id, id))),
  );
}
