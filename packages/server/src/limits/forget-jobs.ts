import type { Id } from '../contract/ids.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { decodeId, encodeId, newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { internalWork } from '../rpc/internal-work.ts';
import { enqueue, systemIn } from '../rpc/jobs.ts';
import { bulkQueue } from './bulk/start-job.ts';

const batch = 20;

const outlived = statement<[string, string, number]>(`
  delete from jobs where ctid = any(array(
    select ctid from jobs where workspace_id = $1 and expires_at < $2 and finished_at is not null
    limit $3 for update skip locked
  )) and workspace_id = $1 returning 1`);

/** Forgets jobs past their end with their results, a few at a time: each has up to a thousand of these. */
export async function forgetJobs(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now().toISOString();
  for (let full = true; full; ) {
    const gone = await inTransaction(services.engine, workspaceId, 'write', () =>
      outlived(decodeId(workspaceId), now, batch),
    );
    full = gone.length === batch;
  }
}

const stalledMs = 15 * 60_000;
const stalled = statement<[string, string, string]>(`
  update jobs set touched_at = $3 where workspace_id = $1 and finished_at is null and touched_at < $2
  returning id`);

/** Takes up jobs that nobody has moved for long: whoever worked on them gave up more often than the queue lets. */
export async function resumeJobs(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now();
  const commission = {
    ...systemIn({ workspaceId, requestId: newId('req', now) }),
    name: 'limits.resumeJobs',
    events: [],
  };
  await internalWork(services, commission, async (call) => {
    const rows = await stalled(
      decodeId(workspaceId),
      new Date(now.getTime() - stalledMs).toISOString(),
      now.toISOString(),
    );
    for (const [id] of rows) await enqueue(call, bulkQueue, { jobId: encodeId('job', String(id)) });
  });
}
