import { and, desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, statement } from '../platform/db/index.ts';
import { type LoggedEvent, readBounds, toEvent } from '../platform/events/read.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { invalidField, notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import { type Delivery, replayMax } from './contract.ts';
import { deliveryHere, presentDelivery } from './deliveries.ts';
import { deliveryOf, judgeOf } from './delivery/fan-out.ts';
import { WebhookPump } from './delivery/pump.ts';
import { lockSubscription } from './subscription-rows.ts';
import { type DeliveryRow, deliveries, type SubscriptionRow } from './tables.ts';
import { assertSending } from './test-subscription.ts';
import { isNamed } from './visible-types.ts';

const ofEvent = (call: Call, { subscriptionId, eventId }: Pick<DeliveryRow, 'subscriptionId' | 'eventId'>) =>
  and(
    eq(deliveries.workspaceId, call.workspaceId),
    eq(deliveries.subscriptionId, subscriptionId),
    eq(deliveries.eventId, eventId),
  );

/** Sends an event again. One that waits is not sent twice, but now. */
export async function replayDelivery(
  call: Call,
  { id }: z.output<typeof contract.replayDelivery.input>,
): Promise<Delivery> {
  const [row] = await db.select().from(deliveries).where(deliveryHere(call, id));
  if (!row) throw notFound('webhook_delivery');
  const subscription = await lockSubscription(call, row.subscriptionId);
  assertSending(subscription);
  const [last] = await db
    .select()
    .from(deliveries)
    .where(ofEvent(call, row))
    .orderBy(desc(deliveries.series))
    .limit(1);
  if (row.sample === null) await assertLogged(call, row);
  const [made] =
    last!.state === 'pending'
      ? await db.update(deliveries).set({ nextAt: call.now }).where(deliveryHere(call, last!.id)).returning()
      : await db
          .insert(deliveries)
          .values({
            ...row,
            id: call.newId('dlv'),
            series: last!.series + 1,
            state: 'pending',
            skipReason: null,
            payload: subscription.payload,
            apiVersion: subscription.apiVersion,
            attempts: 0,
            burned: 0,
            nextAt: call.now,
            claimedUntil: null,
            createdAt: call.now,
            finishedAt: null,
          })
          .returning();
  tellReplay(call, row.subscriptionId, { count: 1, fromSequence: row.sequence, toSequence: row.sequence });
  return presentDelivery(made!, []);
}

const logged = statement<[string, string]>('select seq from event_log where workspace_id = $1 and id = $2');

async function assertLogged(call: Call, { eventId }: DeliveryRow): Promise<void> {
  const [found] = await logged(decodeId(call.workspaceId), decodeId(eventId));
  if (found) return;
  const { oldest } = await readBounds(call.workspaceId);
  throw new ProblemError('sequence_expired', 'The event is past retention.', {
    metadata: { oldestAvailable: oldest },
  });
}

interface Replayed {
  readonly count: number;
  readonly fromSequence: number | null;
  readonly toSequence: number | null;
}

function tellReplay(call: Call, id: Id<'whk'>, replayed: Replayed): void {
  call.audit({
    action: 'webhook_subscription.replay',
    resource: { type: 'webhook_subscription', id },
    changes: { ...replayed },
  });
  if (replayed.count === 0) return;
  call.emit({
    type: 'webhook.subscription.replayed',
    resource: { type: 'webhook_subscription', id, version: null },
    data: { subscriptionId: id, ...replayed },
  });
  call.afterCommit(() => WebhookPump.of(call.services).wake(call.workspaceId));
}

const ofRange = statement<
  [workspaceId: string, from: number, to: number, since: string | null, until: string | null, limit: number]
>(`
  select seq, envelope from event_log
  where workspace_id = $1 and seq >= $2 and seq <= $3
    and ($4::timestamptz is null or occurred_at >= $4::timestamptz)
    and ($5::timestamptz is null or occurred_at <= $5::timestamptz)
  order by seq limit $6`);

const page = 500;

/** Sends a range of the log again: in the order of the log, each event once, what waits already left alone. */
export async function replayRange(
  call: Call,
  { id, dryRun, onlyFailed, eventTypes, ...range }: z.output<typeof contract.replayRange.input>,
): Promise<z.input<typeof contract.replayRange.output>> {
  if (range.fromSequence === undefined && range.fromTime === undefined)
    throw invalidField('/fromSequence', 'required', 'Must be given, or `fromTime`.');
  const subscription = await lockSubscription(call, id);
  assertSending(subscription);
  const { oldest, head } = await readBounds(call.workspaceId);
  if (range.fromSequence !== undefined && range.fromSequence > 0 && range.fromSequence < oldest)
    throw new ProblemError('sequence_expired', `Events up to ${oldest - 1} are past retention.`, {
      metadata: { oldestAvailable: oldest },
    });
  const wants = (event: LoggedEvent) =>
    isNamed(subscription.eventTypes, event.type) &&
    (eventTypes === undefined || isNamed(eventTypes, event.type)) &&
    judgeOf(subscription, call.now)(event) === null;
  const times = [range.fromTime?.toISOString() ?? null, range.toTime?.toISOString() ?? null] as const;
  const replayed = { count: 0, fromSequence: null as number | null, toSequence: null as number | null };
  for (let from = range.fromSequence ?? 0, more = true; more; ) {
    const to = Math.min(range.toSequence ?? head, head);
    const rows = await ofRange(decodeId(call.workspaceId), from, to, ...times, page);
    const events = rows.map(toEvent);
    more = events.length === page;
    from = (events.at(-1)?.sequence ?? from) + 1;
    const made = await again(call, subscription, events.filter(wants), { onlyFailed });
    replayed.count += made.length;
    if (replayed.count > replayMax)
      throw new ProblemError(
        'state_conflict',
        `More than ${replayMax} events would be sent; ask for a shorter range.`,
        {
          metadata: { max: replayMax },
        },
      );
    if (!dryRun && made.length > 0) await db.insert(deliveries).values(made);
    replayed.fromSequence ??= made[0]?.sequence ?? null;
    replayed.toSequence = made.at(-1)?.sequence ?? replayed.toSequence;
  }
  if (!dryRun) tellReplay(call, id, replayed);
  else
    call.audit({
      action: 'webhook_subscription.replay',
      resource: { type: 'webhook_subscription', id },
      changes: { dryRun },
    });
  return { subscriptionId: id, dryRun, ...replayed };
}

const lastOf = statement<[workspaceId: string, subscriptionId: string, eventIds: string]>(`
  select distinct on (event_id) event_id, series, state from webhook_deliveries
  where workspace_id = $1 and subscription_id = $2
    and event_id in (select value::uuid from jsonb_array_elements_text($3::jsonb))
  order by event_id, series desc`);

/** One more delivery of each event, but of those that wait, and with `onlyFailed` of those that went well. */
async function again(
  call: Call,
  subscription: SubscriptionRow,
  events: readonly LoggedEvent[],
  { onlyFailed }: { onlyFailed: boolean },
): Promise<(typeof deliveries.$inferInsert)[]> {
  const ids = JSON.stringify(events.map(({ envelope }) => decodeId(envelope.id as Id<'evt'>)));
  const rows = await lastOf(decodeId(call.workspaceId), decodeId(subscription.id), ids);
  const last = new Map(
    rows.map(([eventId, series, state]) => [
      encodeId('evt', String(eventId)) as string,
      { series: Number(series), state: String(state) },
    ]),
  );
  return events.flatMap((event) => {
    const before = last.get(event.envelope.id as string);
    if (before?.state === 'pending') return [];
    if (onlyFailed && before?.state !== 'failed' && before?.state !== 'exhausted') return [];
    return [deliveryOf(subscription, event, { series: (before?.series ?? 0) + 1, now: call.now })];
  });
}
