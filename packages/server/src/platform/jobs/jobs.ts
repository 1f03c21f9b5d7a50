import type { Job, PgBoss } from 'pg-boss';
import type { Id } from '../../contract/ids.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createBoss, giveBackOrphans, inCallersTransaction, silentSecondsMax } from './boss.ts';
import type { EnqueueOptions, JobData, JobOrigin, Queue, Worker } from './queue.ts';
import { cancelJobs, keyIn, settleJob } from './settle.ts';

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface QueueStats {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
  readonly failed: number;
}

interface Stored extends JobOrigin {
  readonly data: JobData;
  readonly dueAt: string;
}

const pollSeconds = 2;
const retryDelaySeconds = 1;
const retryDelayMaxSeconds = 300;
const runSecondsMax = 4 * 3600;
const warnEveryMs = 10_000;

/**
 * Work that is done later, or beside the call that asked for it. A job is enqueued in the transaction of its cause,
 * so it is there exactly when that is committed, and it is done at least once; with `settle`, its effect is there
 * exactly once.
 */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #engine: Engine;
  readonly #parts: Parts;
  readonly #workers = new Map<string, string[]>();
  readonly #ending = new AbortController();
  #started = false;
  #warnedAt = 0;
  #draining: Promise<void> | null = null;

  constructor(engine: Engine, parts: Parts) {
    this.#boss = createBoss(engine);
    this.#engine = engine;
    this.#parts = parts;
    this.#boss.on('error', (error) => this.#warn(error));
    parts.metrics.watchJobs(() => this.stats().catch(() => []));
  }

  /** Makes the queues known, and works on them unless the process only enqueues. */
  async start(workers: readonly Worker[], { work = true } = {}): Promise<void> {
    await this.#boss.start();
    this.#started = true;
    for (const { queue } of workers) await this.#declare(queue);
    if (!work) return;
    await giveBackOrphans(this.#engine);
    for (const worker of workers) {
      const ids: string[] = [];
      this.#workers.set(worker.queue.name, ids);
      for (let i = 0; i < worker.queue.parallel; i++) ids.push(await this.#work(worker));
    }
  }

  async #declare({ name, onePerKey, retries }: Pick<Queue, 'name' | 'onePerKey' | 'retries'>): Promise<void> {
    const options = {
      retryLimit: retries,
      retryDelay: retryDelaySeconds,
      retryBackoff: true,
      retryDelayMax: retryDelayMaxSeconds,
      expireInSeconds: runSecondsMax,
      heartbeatSeconds: silentSecondsMax,
    };
    const known = await this.#boss.getQueue(name);
    if (!known) await this.#boss.createQueue(name, { policy: onePerKey ? 'short' : 'standard', ...options });
    else if (known.retryLimit !== retries || known.heartbeatSeconds !== silentSecondsMax)
      await this.#boss.updateQueue(name, options);
  }

  async #work({ queue, handle }: Worker): Promise<string> {
    const { clock, metrics, log } = this.#parts;
    const options = { pollingIntervalSeconds: pollSeconds, batchSize: 1 };
    return this.#boss.work<Stored>(queue.name, options, async ([job]: Job<Stored>[]) => {
      if (!job) return;
      const { workspaceId, requestId, data, dueAt } = job.data;
      const ended = metrics.jobStarted(queue.name, (clock.now().getTime() - Date.parse(dueAt)) / 1000);
      try {
        await handle({
          id: job.id,
          workspaceId,
          requestId,
          data,
          isLastAttempt: job.retryCount >= queue.retries,
          signal: AbortSignal.any([job.signal, this.#ending.signal]),
          settle: () => settleJob(queue, job.id, job.retryCount),
        });
        ended('done');
      } catch (error) {
        ended('failed');
        if (!this.#ending.signal.aborted)
          log.error({ err: error, queue: queue.name, jobId: job.id, requestId }, 'a job failed');
        // Stored where every tenant's jobs are: nothing of what a driver puts into its errors.
        throw new Error('The job failed; the log says why.');
      } finally {
        // There may be more: without this the next would wait for the next poll.
        this.wake(queue);
      }
    });
  }

  /** Adds a job to the transaction that is open. Null when one with its key is waiting already. */
  enqueue<D extends JobData>(
    queue: Queue<D>,
    { workspaceId, requestId }: JobOrigin,
    data: D,
    { startAfter, key }: EnqueueOptions = {},
  ): Promise<string | null> {
    const now = this.#parts.clock.now();
    const stored: Stored = { workspaceId, requestId, data, dueAt: (startAfter ?? now).toISOString() };
    const delaySeconds = startAfter ? (startAfter.getTime() - now.getTime()) / 1000 : 0;
    return this.#boss.send(queue.name, stored, {
      db: inCallersTransaction,
      group: { id: decodeId(workspaceId) },
      // The database has a clock of its own: it is told how long, not until when.
      ...(delaySeconds > 0 ? { startAfter: `${delaySeconds} seconds` } : {}),
      ...(key === undefined ? {} : { singletonKey: keyIn(workspaceId, key) }),
    });
  }

  /** Takes back what waits under a key, in the transaction that is open. What has begun goes on. */
  cancel(queue: Queue, workspaceId: Id<'ws'>, key: string): Promise<number> {
    return cancelJobs(queue, workspaceId, key);
  }

  /** Lets the workers of this process look at once. Others, and delayed jobs, are found by the poll. */
  wake(queue: Pick<Queue, 'name'>): void {
    for (const id of this.#workers.get(queue.name) ?? []) this.#boss.notifyWorker(id);
  }

  /** Names of the queues that this process works on. */
  get worked(): string[] {
    return [...this.#workers.keys()];
  }

  /** Gives jobs of processes that fell silent to others, now instead of at the next round. */
  async recover(queue: Queue): Promise<void> {
    await this.#boss.supervise(queue.name);
    this.wake(queue);
  }

  /** What waits, runs and was given up in each queue, as it was counted in the last seconds. */
  async stats(): Promise<QueueStats[]> {
    if (!this.#started) return [];
    const queues = await this.#boss.getQueues();
    return queues.map(({ name, queuedCount, deferredCount, activeCount, failedCount }) => ({
      queue: name,
      waiting: queuedCount - deferredCount,
      delayed: deferredCount,
      running: activeCount,
      failed: failedCount,
    }));
  }

  /** Takes no new jobs and tells those that run to end. */
  drain(): Promise<void> {
    this.#ending.abort();
    this.#draining ??= Promise.all(
      [...this.#workers.keys()].map((name) => this.#boss.offWork(name, { wait: true })),
    ).then(() => undefined);
    return this.#draining;
  }

  /** What still runs after the given time is given back, and tried again by whoever comes next. */
  async stop(withinMs = 10_000): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.drain(), late]);
    clearTimeout(timer);
    await this.#boss.stop({ graceful: false });
  }

  #warn(error: unknown): void {
    if (Date.now() - this.#warnedAt < warnEveryMs) return;
    this.#warnedAt = Date.now();
    this.#parts.log.warn({ err: error }, 'the job queue had a fault');
  }
}
