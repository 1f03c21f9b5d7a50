import { and, eq, sql } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db, statement } from '../../platform/db/index.ts';
import { decodeId, newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import type { Call } from '../../rpc/context.ts';
import { internalWork } from '../../rpc/internal-work.ts';
import { systemIn } from '../../rpc/jobs.ts';
import { here, saveSubscription, tell } from '../subscription-rows.ts';
import { attempts, deliveries, type SubscriptionRow, subscriptions } from '../tables.ts';
import type { Claimed } from './claim.ts';
import { type Health, healthAfter, type Recent, recentMs } from './health.ts';
import type { Outcome } from './outcome.ts';
import { stepAfter } from './schedule.ts';

/** A request that was made, or the finding that there is nothing left to send. */
export interface Settled {
  readonly claimed: Claimed;
  /** Null when the log does not have the event any more. */
  readonly outcome: Outcome | null;
  readonly at: Date;
}

const lately = statement<[string, string, string]>(`
  select count(*)::int, count(*) filter (where not succeeded)::int
  from (select succeeded from webhook_attempts
    where workspace_id = $1 and subscription_id = $2 and at > $3::timestamptz order by at desc limit 100) as recent`);

const events = [
  'webhook.subscription.updated',
  'webhook.subscription.failing',
  'webhook.subscription.disabled',
] as const;

/** Writes what came of requests, and what follows from it for their endpoints, in one transaction. */
export const settle = (
  services: Services,
  workspaceId: Id<'ws'>,
  settled: readonly Settled[],
): Promise<void> =>
  internalWork(
    services,
    {
      ...systemIn({ workspaceId, requestId: newId('req', services.clock.now()) }),
      name: 'webhooks.delivery',
      events,
    },
    async (call) => {
      const bySubscription = Map.groupBy(settled, ({ claimed }) => claimed.subscription.id);
      // Always in one order: two processes that settle at once never wait for each other in a circle.
      for (const id of [...bySubscription.keys()].sort()) {
        const [row] = await db.select().from(subscriptions).where(here(call, id)).for('update');
        if (row) await settleOne(call, row, bySubscription.get(id)!);
      }
    },
  );

async function settleOne(call: Call, row: SubscriptionRow, settled: readonly Settled[]): Promise<void> {
  let health: Health = row;
  for (const each of settled) {
    if (!(await settleDelivery(call, each)) || !each.outcome) continue;
    const recent = each.outcome.errorCode === null ? nothingRecent : await recentOf(call, row.id, each.at);
    health = healthAfter(health, each.outcome, recent, each.at);
  }
  await writeHealth(call, row, health);
}

const nothingRecent: Recent = { attempts: 0, failed: 0 };

async function recentOf(call: Call, id: Id<'whk'>, now: Date): Promise<Recent> {
  const since = new Date(now.getTime() - recentMs).toISOString();
  const [row] = await lately(decodeId(call.workspaceId), decodeId(id), since);
  return { attempts: Number(row![0]), failed: Number(row![1]) };
}

/** False when somebody else has taken the delivery over: then this one's outcome is not what counts. */
async function settleDelivery(call: Call, { claimed, outcome, at }: Settled): Promise<boolean> {
  const { delivery, isProbe } = claimed;
  const burns = outcome !== null && !(isProbe && outcome.errorCode !== null);
  const burned = delivery.burned + (burns ? 1 : 0);
  const step = outcome ? stepAfter(burned, outcome, Math.random()) : ({ state: 'failed' } as const);
  const updated = await db
    .update(deliveries)
    .set({
      state: step.state,
      attempts: outcome ? delivery.attempts + 1 : delivery.attempts,
      burned,
      claimedUntil: null,
      nextAt: step.state === 'pending' ? new Date(at.getTime() + step.delayMs) : null,
      finishedAt: step.state === 'pending' ? null : at,
    })
    .where(
      and(
        eq(deliveries.workspaceId, call.workspaceId),
        eq(deliveries.id, delivery.id),
        eq(deliveries.state, 'pending'),
        sql`${deliveries.claimedUntil} = ${delivery.claimedUntil!.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: deliveries.id });
  if (updated.length === 0) return false;
  if (!outcome) return true;
  const { retryAfterMs: _, ...told } = outcome;
  await db.insert(attempts).values({
    ...told,
    workspaceId: call.workspaceId,
    deliveryId: delivery.id,
    number: delivery.attempts + 1,
    subscriptionId: delivery.subscriptionId,
    at,
    succeeded: outcome.errorCode === null,
  });
  return true;
}

/** Health is no version of the subscription, but what its owner has to know of is told. */
async function writeHealth(call: Call, row: SubscriptionRow, health: Health): Promise<void> {
  const { status, statusReason, failures, failingSince, lastSuccessAt, heldUntil, trips } = health;
  const values = { status, statusReason, failures, failingSince, lastSuccessAt, heldUntil, trips };
  if (row.status === status) {
    await db.update(subscriptions).set(values).where(here(call, row.id));
    return;
  }
  const saved = await saveSubscription(call, row, values);
  const what = status === 'failing' || status === 'disabled' ? status : 'updated';
  tell(call, what, saved, { status: { from: row.status, to: status } });
}
