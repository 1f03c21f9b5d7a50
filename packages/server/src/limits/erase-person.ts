import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { maskRows, type PersonMask } from '../platform/erasure/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';

/** Items that wait are asked for anew, by whoever asked; those that are done only say what came of them. */
const forget = statement<[string, string]>(`
  update job_items set ref = null, input = null, error = null
  where workspace_id = $1 and status <> 'waiting' and (ref is not null or input is not null or error is not null)
    and resource->>'id' in (select jsonb_array_elements_text($2::jsonb)) returning 1`);

const items = { table: 'job_items', key: ['job_id', 'position'], texts: ['ref'], json: ['input', 'error'] };
const jobs = { table: 'jobs', key: ['id'], texts: [], json: ['arguments'] };

/** Takes a person out of what jobs have kept. Gives how many items were changed. */
export async function eraseFromJobs(
  call: Call,
  customerIds: readonly Id<'cus'>[],
  mask: PersonMask,
): Promise<number> {
  const { workspaceId } = call;
  const own = await forget(decodeId(workspaceId), JSON.stringify(customerIds));
  const anywhere = { needles: mask.anywhere, mask: mask.maskAnywhere };
  const others = await maskRows(workspaceId, items, {
    condition: "status <> 'waiting' and $3::text is not null",
    ...anywhere,
  });
  await maskRows(workspaceId, jobs, {
    condition: 'finished_at is not null and $3::text is not null',
    ...anywhere,
  });
  return own.length + others;
}
