import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { updateCustomer } from './update.ts';

/** What the category of workspaces may know and change of the tags of customers. */

const live = 'workspace_id = $1 and merged_into is null and erased_at is null';

const uses = statement<[string, string]>(`
  select tag, count(*)::integer from customers, unnest(tags) as tag
  where ${live} and tag in (select unnest(string_to_array($2, ',')))
  group by tag`);

/** How many customers hold each of some tags. */
export async function customerTagUses(
  call: Call,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await uses(decodeId(call.workspaceId), slugs.join(','));
  return new Map(rows.map(([slug, count]) => [slug as string, Number(count)]));
}

const holding = statement<[string, string, number]>(
  `select id from customers where ${live} and $2 = any(tags) order by id limit $3`,
);

/** Gives some of the customers that hold a tag another, or none. Says how many; fewer than `limit` were all. */
export async function retagCustomers(
  call: Call,
  { from, to }: { readonly from: string; readonly to: string | null },
  limit: number,
): Promise<number> {
  const rows = await holding(decodeId(call.workspaceId), from, limit);
  for (const [uuid] of rows)
    await updateCustomer(call, {
      id: encodeId('cus', uuid as string),
      tags: { remove: [from], ...(to === null ? {} : { add: [to] }) },
    });
  return rows.length;
}
