import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createWorkspace, inDatabase, runDueJobs, type TestWorkspace } from '../../testing/index.ts';
import { inTransaction, statement } from '../db/index.ts';
import { newId } from '../ids.ts';
import { Metrics } from '../metrics.ts';
import { type JobOrigin, Jobs, jobQueue, type Queue, type RunningJob } from './index.ts';

interface Numbered extends Record<string, number> {
  n: number;
}

const waitFor = (condition: () => boolean | Promise<boolean>) =>
  vi.waitUntil(condition, { timeout: 20_000, interval: 20 });

let workspace: TestWorkspace;
let origin: JobOrigin;
const opened: Jobs[] = [];

beforeAll(async () => {
  workspace = await createWorkspace();
  origin = { workspaceId: workspace.id as `ws_${string}`, requestId: newId('req', new Date()) };
});

afterEach(async () => {
  for (const jobs of opened.splice(0)) await jobs.stop(100);
});

/** What one more process on the same database would have. */
async function process(queue: Queue<Numbered>, handle: (job: RunningJob<Numbered>) => Promise<void>) {
  const jobs = new Jobs(workspace.server.services.engine, {
    ...workspace.server.services,
    metrics: new Metrics(),
  });
  opened.push(jobs);
  await jobs.start([{ queue, handle }]);
  return jobs;
}

let made = 0;
const newQueue = (options: Parameters<typeof jobQueue>[1] = {}) =>
  jobQueue<Numbered>(`test-${++made}`, options);

/** A table-free effect that stands or falls with its transaction. */
const count = statement<[string]>(
  `insert into idempotency_records (workspace_id, principal, operation, key, fingerprint, created_at, expires_at)
   values (current_setting('app.workspace_id')::uuid, 'job', $1, gen_random_uuid()::text, '', now(), now())`,
);
const counted = statement<[string]>(
  "select count(*)::int from idempotency_records where principal = 'job' and operation = $1",
);
const effectsOf = ({ name }: Queue) =>
  inDatabase(workspace, async () => (await counted(name))[0]![0] as number, 'read');

const statesOf = ({ name }: Queue) =>
  inDatabase(workspace, async () =>
    (
      await statement<[string]>(
        'select state from pgboss.job_common where name = $1 order by created_on, id',
      )(name)
    ).map(([state]) => state),
  );

const enqueue = (jobs: Jobs, queue: Queue<Numbered>, n: number, options = {}) =>
  inDatabase(workspace, () => jobs.enqueue(queue, origin, { n }, options)).then((id) => {
    jobs.wake(queue);
    return id;
  });

/** Does the effect and ends the job, both or neither. */
const once = (queue: Queue) => (job: RunningJob<Numbered>) =>
  inDatabase(workspace, async () => {
    if (await job.settle()) await count(queue.name);
  });

test('what waits, runs and failed is counted by queue', async () => {
  const queue = newQueue({ retries: 0 });
  let goOn = () => {};
  const resumed = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const jobs = await process(queue, async ({ data }) => {
    if (data.n === 1) throw new Error('for good');
    await resumed;
  });
  const startAfter = new Date(workspace.server.clock.now().getTime() + 3_600_000);
  await enqueue(jobs, queue, 1);
  await waitFor(async () => (await statesOf(queue)).join() === 'failed');
  await enqueue(jobs, queue, 2);
  await enqueue(jobs, queue, 3);
  await enqueue(jobs, queue, 4, { startAfter });
  await waitFor(async () => {
    await jobs.recover(queue);
    const counted = (await jobs.stats()).find((each) => each.queue === queue.name);
    return (
      JSON.stringify(counted) ===
      JSON.stringify({ queue: queue.name, waiting: 1, delayed: 1, running: 1, failed: 1 })
    );
  });
  goOn();
});

describe('a job', () => {
  test('is there when its transaction is committed, and never after a rollback', async () => {
    const queue = newQueue();
    const seen: number[] = [];
    const jobs = await process(queue, async ({ data }) => void seen.push(data.n));
    const rolledBack = inDatabase(workspace, async () => {
      await jobs.enqueue(queue, origin, { n: 1 });
      throw new Error('not this one');
    });
    await expect(rolledBack).rejects.toThrow('not this one');
    await enqueue(jobs, queue, 2);
    await waitFor(() => seen.length > 0);
    expect(seen).toEqual([2]);
    await waitFor(async () => (await statesOf(queue)).join() === 'completed');
  });

  test('is enqueued in a transaction only', async () => {
    const queue = newQueue();
    const jobs = await process(queue, async () => undefined);
    await expect(jobs.enqueue(queue, origin, { n: 1 })).rejects.toThrow('outside a transaction');
  });

  test('begins right after it is announced, many at once as well as one', async () => {
    const queue = newQueue();
    const seen = new Set<number>();
    const jobs = await process(queue, async ({ data }) => void seen.add(data.n));
    const began = Date.now();
    await inDatabase(workspace, async () => {
      for (let n = 0; n < 30; n++) await jobs.enqueue(queue, origin, { n });
    });
    jobs.wake(queue);
    await waitFor(() => seen.size === 30);
    // By polls alone the last would have begun after a minute.
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('that fails is tried again, and what its handler threw is not kept with it', async () => {
    const queue = newQueue();
    let attempts = 0;
    const jobs = await process(queue, async (job) => {
      attempts += 1;
      if (attempts === 1) throw new Error('the words of a customer');
      await once(queue)(job);
    });
    await enqueue(jobs, queue, 1);
    await waitFor(async () => (await effectsOf(queue)) === 1);
    expect(attempts).toBe(2);
    const outputs = await inDatabase(workspace, () =>
      statement<[string]>('select output::text from pgboss.job_common where name = $1')(queue.name),
    );
    expect(JSON.stringify(outputs)).not.toContain('customer');
  });

  test('has its effect once, though its worker dies between the commit and the end', async () => {
    const queue = newQueue();
    let attempts = 0;
    const jobs = await process(queue, async (job) => {
      attempts += 1;
      await once(queue)(job);
      throw new Error('died here');
    });
    await enqueue(jobs, queue, 1);
    await waitFor(async () => (await statesOf(queue)).join() === 'completed');
    await jobs.recover(queue);
    expect([attempts, await effectsOf(queue)]).toEqual([1, 1]);
  });

  test('of a process that fell silent goes to another, and the first can do nothing more', async () => {
    const queue = newQueue();
    let goOn = () => {};
    const resumed = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const settled: boolean[] = [];
    let begun = false;
    const silent = await process(queue, async (job) => {
      begun = true;
      await resumed;
      await inDatabase(workspace, async () => void settled.push(await job.settle()));
    });
    await enqueue(silent, queue, 1);
    await waitFor(() => begun);
    const other = await process(queue, once(queue));
    await inDatabase(workspace, () =>
      statement<[string]>(
        "update pgboss.job_common set heartbeat_on = now() - interval '1 hour' where name = $1 returning id",
      )(queue.name),
    );
    await waitFor(async () => {
      await other.recover(queue);
      return (await effectsOf(queue)) === 1;
    });
    goOn();
    await waitFor(() => settled.length > 0);
    expect(settled).toEqual([false]);
    expect(await effectsOf(queue)).toBe(1);
  });

  test('that is not due waits, and is taken back by its key', async () => {
    const queue = newQueue();
    const seen: number[] = [];
    const jobs = await process(queue, async ({ data }) => void seen.push(data.n));
    const { clock } = workspace.server;
    const startAfter = new Date(clock.now().getTime() + 3_600_000);
    await enqueue(jobs, queue, 1, { key: 'conv', startAfter });
    await enqueue(jobs, queue, 2, { key: 'conv' });
    await waitFor(() => seen.length > 0);
    expect(seen).toEqual([2]);
    await runDueJobs({ clock, services: { ...workspace.server.services, jobs } });
    expect(seen).toEqual([2]);
    expect(await inDatabase(workspace, () => jobs.cancel(queue, origin.workspaceId, 'other'))).toBe(0);
    expect(await inDatabase(workspace, () => jobs.cancel(queue, origin.workspaceId, 'conv'))).toBe(1);
    expect((await statesOf(queue)).sort()).toEqual(['cancelled', 'completed']);
  });

  test('begins when the clock of the server has come to its time', async () => {
    const queue = newQueue();
    const seen: number[] = [];
    const jobs = await process(queue, async ({ data }) => void seen.push(data.n));
    const { clock } = workspace.server;
    const here = { clock, services: { ...workspace.server.services, jobs } };
    const startAfter = new Date(clock.now().getTime() + 60_000);
    await enqueue(jobs, queue, 1, { startAfter });
    clock.advance(59_000);
    await runDueJobs(here);
    expect(seen).toEqual([]);
    clock.advance(1000);
    await runDueJobs(here);
    expect(seen).toEqual([1]);
  });

  test('waits once per key where its queue says so', async () => {
    const queue = newQueue({ onePerKey: true });
    const jobs = await process(queue, async () => undefined);
    const startAfter = new Date(workspace.server.clock.now().getTime() + 3_600_000);
    const taken = await Promise.all(
      [1, 2, 3].map((n) => enqueue(jobs, queue, n, { key: 'one', startAfter })),
    );
    expect(taken.filter((id) => id !== null)).toHaveLength(1);
    expect(await enqueue(jobs, queue, 4, { key: 'another', startAfter })).not.toBeNull();
  });

  test('that runs is finished when the server is told to stop, and what waits is left to the next', async () => {
    const queue = newQueue();
    let goOn = () => {};
    let told = false;
    const resumed = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = await process(queue, async (job) => {
      job.signal.addEventListener('abort', () => {
        told = true;
        goOn();
      });
      await resumed;
      await once(queue)(job);
    });
    await enqueue(first, queue, 1);
    await waitFor(async () => (await statesOf(queue)).join() === 'active');
    await enqueue(first, queue, 2);
    await first.stop();
    expect([told, (await statesOf(queue)).sort().join()]).toEqual([true, 'completed,created']);
    const next = await process(queue, once(queue));
    next.wake(queue);
    await waitFor(async () => (await effectsOf(queue)) === 2);
  });

  test('of another workspace can be neither seen nor ended from a transaction', async () => {
    const queue = newQueue();
    const jobs = await process(queue, async () => undefined);
    const startAfter = new Date(workspace.server.clock.now().getTime() + 3_600_000);
    const id = await enqueue(jobs, queue, 1, { key: 'mine', startAfter });
    const stranger = await createWorkspace(workspace.server);
    const { engine } = workspace.server.services;
    const seen = await inTransaction(engine, stranger.id as `ws_${string}`, 'write', async () => [
      await statement<[string]>('select id from pgboss.job_common where id = $1')(id!),
      await statement<[string]>(
        "update pgboss.job_common set state = 'cancelled' where id = $1 returning id",
      )(id!),
      await jobs.cancel(queue, origin.workspaceId, 'mine'),
    ]);
    expect(seen).toEqual([[], [], 0]);
    expect(await statesOf(queue)).toEqual(['created']);
  });
});
