import type { Id } from '../contract/ids.ts';
import { parseInstant, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { Subscription } from './contract.ts';

const dayMs = 24 * 3600 * 1000;

const ofAttempts = statement<[string, string, string]>(`
  select count(*)::int, count(*) filter (where succeeded)::int,
    percentile_disc(0.95) within group (order by duration_ms)
  from webhook_attempts where workspace_id = $1 and subscription_id = $2 and at >= $3::timestamptz`);
const ofPending = statement<[string, string]>(`
  select count(*)::int, min(created_at)::text from webhook_deliveries
  where workspace_id = $1 and subscription_id = $2 and state = 'pending'`);

/** How the requests of the last day went, and what waits. */
export async function statsOf(call: Call, id: Id<'whk'>): Promise<NonNullable<Subscription['stats']>> {
  const key = [decodeId(call.workspaceId), decodeId(id)] as const;
  const since = new Date(call.now.getTime() - dayMs).toISOString();
  const [[tried] = [], [waiting] = []] = [await ofAttempts(...key, since), await ofPending(...key)];
  const total = Number(tried?.[0] ?? 0);
  const oldest = waiting?.[1] ? parseInstant(String(waiting[1])) : null;
  return {
    attempts: total,
    successRate: total === 0 ? null : Number(tried![1]) / total,
    p95Ms: total === 0 ? null : Number(tried![2]),
    pending: Number(waiting?.[0] ?? 0),
    oldestPendingSeconds: oldest && Math.max(0, Math.floor((call.now.getTime() - oldest.getTime()) / 1000)),
  };
}
