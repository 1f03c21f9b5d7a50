import type { EnqueueOptions, JobData, JobOrigin, Queue, Worker } from '../platform/jobs/index.ts';
import type { Services } from '../platform/services.ts';
import type { Call } from './context.ts';
import { internalWork } from './internal-work.ts';

/** Adds a job to the transaction of the call. It begins after the commit, or when it is due. */
export async function enqueue<D extends JobData>(
  call: Call,
  queue: Queue<D>,
  data: D,
  options: EnqueueOptions = {},
): Promise<string | null> {
  const { services } = call;
  const id = await services.jobs.enqueue(queue, call, data, options);
  if (!options.startAfter) call.afterCommit(() => services.jobs.wake(queue));
  return id;
}

/** Takes back what waits under a key, in the transaction of the call. */
export const cancelJob = ({ services, workspaceId }: Call, queue: Queue, key: string): Promise<number> =>
  services.jobs.cancel(queue, workspaceId, key);

/** What carries out the jobs of a queue: each is one unit of work, which ends the job as part of it. */
export const worker = <D extends JobData>(
  services: Services,
  queue: Queue<D>,
  events: readonly string[],
  verb: (call: Call, data: D) => Promise<void>,
): Worker<D> => ({
  queue,
  handle: async (job) => {
    await internalWork(services, { ...systemIn(job), name: queue.name, events }, async (call) => {
      if (await job.settle()) await verb(call, job.data);
    });
  },
});

/** Nobody in particular, in a workspace, because of a request. */
export const systemIn = ({ workspaceId, requestId }: JobOrigin) =>
  ({
    workspaceId,
    requestId,
    principal: { kind: 'system' },
    actor: { type: 'system', id: null, name: null },
  }) as const;
