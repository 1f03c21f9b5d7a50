import { and, eq, inArray } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db, inTransaction, parseInstant, statement } from '../../platform/db/index.ts';
import { type LoggedEvent, toEvent } from '../../platform/events/read.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { cursors, type DeliveryRow, deliveries, type SubscriptionRow, subscriptions } from '../tables.ts';

/** What one process has taken on to send. */
export interface Claimed {
  readonly delivery: DeliveryRow;
  readonly subscription: SubscriptionRow;
  /** Null when the log does not have it any more, or it is the sample of a test. */
  readonly event: LoggedEvent | null;
  /** A look at an endpoint whose breaker is open: its failure counts against nothing. */
  readonly isProbe: boolean;
}

/** Longer than any request: whoever holds it still then has died. */
const leaseMs = 60_000;

/**
 * Each endpoint gets a share of its own, so that one that never answers takes nothing from others: so many at a
 * time, so many a second, one alone while its breaker is open, and with order only the first of each resource.
 */
const due = statement<[workspaceId: string, now: string, since: string, limit: number]>(`
  select next.id, room.is_probe
  from webhook_subscriptions s
  cross join lateral (
    select s.held_until is not null as is_probe,
      case when s.held_until > $2::timestamptz then 0
        else least(
          case when s.held_until is null then s.in_flight_max else 1 end - busy.taken,
          coalesce(s.rate_per_second - busy.taken - lately.sent, 1000)
        ) end as places
    from
      (select count(*)::int as taken from webhook_deliveries d
       where d.workspace_id = $1 and d.subscription_id = s.id and d.state = 'pending' and d.claimed_until > $2::timestamptz) as busy,
      (select count(*)::int as sent from webhook_attempts a
       where s.rate_per_second is not null and a.workspace_id = $1 and a.subscription_id = s.id and a.at > $3::timestamptz) as lately
  ) as room
  cross join lateral (
    select d.id, d.next_at from webhook_deliveries d
    where d.workspace_id = $1 and d.subscription_id = s.id and d.state = 'pending' and d.next_at <= $2::timestamptz
      and (d.claimed_until is null or d.claimed_until <= $2::timestamptz)
      and (s.ordering = 'none' or d.sequence is null or not exists (
        select 1 from webhook_deliveries earlier
        where earlier.workspace_id = $1 and earlier.subscription_id = s.id and earlier.state = 'pending'
          and earlier.resource_id = d.resource_id
          and (earlier.sequence < d.sequence or earlier.sequence = d.sequence and earlier.series < d.series)))
    order by d.next_at, d.sequence
    limit greatest(room.places, 0)
  ) as next
  where s.workspace_id = $1 and s.status in ('active', 'failing')
  order by next.next_at
  limit $4`);

const eventsOf = statement<[workspaceId: string, ids: string]>(`
  select seq, envelope from event_log
  where workspace_id = $1 and id in (select value::uuid from jsonb_array_elements_text($2::jsonb))`);

/** Takes on what is due. Whoever counts the places of a workspace does so alone: null when somebody else does. */
export const claimDue = (
  services: Services,
  workspaceId: Id<'ws'>,
  limit: number,
): Promise<Claimed[] | null> =>
  inTransaction(services.engine, workspaceId, 'write', async () => {
    const [alone] = await db
      .select()
      .from(cursors)
      .where(eq(cursors.workspaceId, workspaceId))
      .for('update', { skipLocked: true });
    if (!alone) return null;
    const now = services.clock.now();
    const since = new Date(now.getTime() - 1000);
    const found = await due(decodeId(workspaceId), now.toISOString(), since.toISOString(), limit);
    if (found.length === 0) return [];
    const probes = new Map(found.map(([id, isProbe]) => [encodeId('dlv', String(id)), isProbe === true]));
    const rows = await db
      .update(deliveries)
      .set({ claimedUntil: new Date(now.getTime() + leaseMs) })
      .where(inWorkspace(workspaceId, [...probes.keys()]))
      .returning();
    const told = await db.select().from(subscriptions).where(eq(subscriptions.workspaceId, workspaceId));
    const byId = new Map(told.map((row) => [row.id, row]));
    const eventIds = JSON.stringify(rows.map(({ eventId }) => decodeId(eventId)));
    const events = (await eventsOf(decodeId(workspaceId), eventIds)).map(toEvent);
    const eventById = new Map(events.map((event) => [event.envelope.id as string, event]));
    return rows.map((delivery) => ({
      delivery,
      subscription: byId.get(delivery.subscriptionId)!,
      event: eventById.get(delivery.eventId) ?? null,
      isProbe: probes.get(delivery.id) ?? false,
    }));
  });

const inWorkspace = (workspaceId: Id<'ws'>, ids: Id<'dlv'>[]) =>
  and(eq(deliveries.workspaceId, workspaceId), inArray(deliveries.id, ids));

const next = statement<[workspaceId: string, now: string]>(`
  select min(case
    when greatest(d.next_at, d.claimed_until, s.held_until) > $2::timestamptz
      then greatest(d.next_at, d.claimed_until, s.held_until)
    else $2::timestamptz + interval '1 second' end)::text
  from webhook_deliveries d
  join webhook_subscriptions s on s.workspace_id = d.workspace_id and s.id = d.subscription_id
  where d.workspace_id = $1 and d.state = 'pending' and s.status in ('active', 'failing')
    and (s.rate_per_second is not null or greatest(d.next_at, d.claimed_until, s.held_until) > $2::timestamptz)`);

/**
 * When something of a workspace is due that was not at the last look; null when nothing waits. What was due then and
 * had no place is looked at when a place becomes free, or with a rate a second later.
 */
export const nextDue = (services: Services, workspaceId: Id<'ws'>, lookedAt: Date): Promise<Date | null> =>
  inTransaction(services.engine, workspaceId, 'read', async () => {
    const [row] = await next(decodeId(workspaceId), lookedAt.toISOString());
    return row?.[0] ? parseInstant(String(row[0])) : null;
  });
