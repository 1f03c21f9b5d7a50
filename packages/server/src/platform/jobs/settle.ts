import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import type { Queue } from './queue.ts';

/** The attempt is part of the condition: who was taken for dead and is not finds nothing to end. */
const complete = statement<[name: string, id: string, attempt: number]>(`
  update pgboss.job_common set state = 'completed', completed_on = pgboss.job_now()
  where name = $1 and id = $2::uuid and state = 'active' and retry_count = $3 returning id`);

export const settleJob = async (queue: Queue, id: string, attempt: number): Promise<boolean> =>
  (await complete(queue.name, id, attempt)).length === 1;

const cancel = statement<[name: string, key: string, workspaceId: string]>(`
  update pgboss.job_common set state = 'cancelled', completed_on = pgboss.job_now()
  where name = $1 and singleton_key = $2 and group_id = $3 and state < 'active' returning id`);

/** Takes back the jobs of a key that have not begun, in the transaction that is open. */
export const cancelJobs = async (queue: Queue, workspaceId: Id<'ws'>, key: string): Promise<number> =>
  (await cancel(queue.name, keyIn(workspaceId, key), decodeId(workspaceId))).length;

/** Keys of two workspaces never meet. */
export const keyIn = (workspaceId: Id<'ws'>, key: string): string => `${decodeId(workspaceId)} ${key}`;
