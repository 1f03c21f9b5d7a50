import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from '../../platform/jobs/index.ts';
import type { Services } from '../../platform/services.ts';
import { problemOf } from '../../rpc/problem-of.ts';
import { doNextItem, endOfDryRun, ItemEnded, noteEnd, refusalOf } from './item.ts';
import { type LoadedJob, loadJob } from './load-job.ts';
import type { BulkOperation } from './operation.ts';
import { bulkQueue, type RunningBulk } from './start-job.ts';

/**
 * Does bulk jobs, item by item, each in a transaction of its own that also says that it is done: whoever goes on
 * after a crash goes on with the next item, and no item is done twice.
 */
export const bulkWorker = (
  services: Services,
  operations: readonly BulkOperation[],
): Worker<{ jobId: string }> => ({
  queue: bulkQueue,
  async handle(running) {
    const loaded = await loadJob(services, operations, running);
    for (let isOver = loaded === null; loaded && !isOver; ) {
      if (running.signal.aborted) throw new Error('The job goes on elsewhere.');
      isOver = await step(services, loaded, running);
      // The embedded database answers without waiting for anything: nobody else would have a turn.
      await nextTurn();
    }
  },
});

/** One item, or the end of the job. True when there is nothing more to do. */
async function step(services: Services, loaded: LoadedJob, running: RunningBulk): Promise<boolean> {
  try {
    return await doNextItem(services, loaded, running);
  } catch (error) {
    if (!(error instanceof ItemEnded)) throw error;
    const { cause } = error;
    const problem = problemOf(cause);
    // What passes by itself is tried again with the job, until that is given up.
    const mayPass = problem.code === 'unavailable' || problem.code === 'timeout';
    const end = endOfDryRun(cause);
    if (!end && mayPass && !running.isLastAttempt) throw error;
    const { requestId } = running;
    const isSkipped = loaded.operation.skips?.(problem, loaded.args) ?? false;
    if (!end && problem.status >= 500)
      services.log.error(
        { err: problem.cause ?? cause, requestId, jobId: loaded.id },
        'an item of a job failed',
      );
    await noteEnd(services, loaded, error, end ?? refusalOf(problem, error, { requestId, isSkipped }));
    return false;
  }
}
