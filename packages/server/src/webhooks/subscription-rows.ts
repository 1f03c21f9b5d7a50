import { and, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { type Subscription, subscription } from './contract.ts';
import { type SubscriptionRow, subscriptions } from './tables.ts';

type Shown = Exclude<keyof Subscription, 'stats'>;
const shown = Object.keys(subscription.shape).filter((name) => name !== 'stats') as Shown[];

/** What of a row is shown: nothing sealed, and no secret before that is over. */
export function presentSubscription(row: SubscriptionRow, now: Date): Subscription {
  const presented = Object.fromEntries(shown.map((name) => [name, row[name]])) as unknown as Subscription;
  if (row.previousExpiresAt && row.previousExpiresAt <= now) presented.previousExpiresAt = null;
  return presented;
}

export const here = ({ workspaceId }: Pick<Call, 'workspaceId'>, id: Id<'whk'>) =>
  and(eq(subscriptions.workspaceId, workspaceId), eq(subscriptions.id, id));

export async function lockSubscription(
  call: Call,
  id: Id<'whk'>,
  expectedVersion?: number,
): Promise<SubscriptionRow> {
  const [row] = await db.select().from(subscriptions).where(here(call, id)).for('update');
  if (!row) throw notFound('webhook_subscription');
  await assertVersion(call, row, expectedVersion);
  return row;
}

/** Writes a new version of a locked row. */
export async function saveSubscription(
  call: Call,
  row: SubscriptionRow,
  values: Partial<SubscriptionRow>,
): Promise<SubscriptionRow> {
  const [saved] = await db
    .update(subscriptions)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, row.id))
    .returning();
  return saved!;
}

/** Tells of a subscription as it is now. */
export function tell(
  call: Call,
  what: 'created' | 'updated' | 'deleted' | 'secret_rotated' | 'failing' | 'disabled',
  row: SubscriptionRow,
  changes: Record<string, { from: unknown; to: unknown }> = {},
): Subscription {
  const presented = presentSubscription(row, call.now);
  call.emit({
    type: `webhook.subscription.${what}`,
    resource: { type: 'webhook_subscription', id: row.id, version: row.version },
    data: { subscription: presented },
    changes,
  });
  return presented;
}
