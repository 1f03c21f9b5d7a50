import { and, eq, ne } from 'drizzle-orm';
import { asFilter } from '../../contract/filters.ts';
import type { Id } from '../../contract/ids.ts';
import { db, inTransaction } from '../../platform/db/index.ts';
import { type LoggedEvent, readEvents } from '../../platform/events/read.ts';
import { compilePredicate } from '../../platform/filters/index.ts';
import { decodeId, newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { subscriptionFilterFields } from '../contract.ts';
import { cursors, type DeliveryRow, deliveries, type SubscriptionRow, subscriptions } from '../tables.ts';
import { isNamed, isVisible } from '../visible-types.ts';

const pageSize = 200;

/**
 * Reads on in the log and writes who is to be told of what. The place in the log moves in the same transaction, so
 * each event becomes one delivery for each subscription, whatever dies in between. False when there is nothing to
 * read, or another process reads.
 */
export const fanOut = (services: Services, workspaceId: Id<'ws'>): Promise<boolean> =>
  inTransaction(services.engine, workspaceId, 'write', async () => {
    const [cursor] = await db
      .select()
      .from(cursors)
      .where(eq(cursors.workspaceId, workspaceId))
      .for('update', { skipLocked: true });
    if (!cursor) return false;
    const events = await readEvents(workspaceId, cursor.seq, pageSize);
    const last = events.at(-1);
    if (!last) return false;
    const told = await db
      .select()
      .from(subscriptions)
      .where(and(eq(subscriptions.workspaceId, workspaceId), ne(subscriptions.status, 'disabled')));
    const now = services.clock.now();
    const rows = told.flatMap((row) => {
      const judge = judgeOf(row, now);
      return events.flatMap((event) => {
        if (event.sequence <= row.startSequence || !isNamed(row.eventTypes, event.type)) return [];
        return [deliveryOf(row, event, { skipReason: judge(event), now })];
      });
    });
    if (rows.length > 0) await db.insert(deliveries).values(rows).onConflictDoNothing();
    await db.update(cursors).set({ seq: last.sequence }).where(eq(cursors.workspaceId, workspaceId));
    return true;
  });

type Skip = DeliveryRow['skipReason'];

/** Why a subscription is not told of an event that it names; null when it is. */
export function judgeOf(
  { scopes, filter, status }: Pick<SubscriptionRow, 'scopes' | 'filter' | 'status'>,
  now: Date,
): (event: LoggedEvent) => Skip {
  const held = new Set(scopes);
  const holds = filter ? compilePredicate(asFilter(filter), subscriptionFilterFields) : null;
  return ({ type, envelope }) => {
    if (!isVisible(held, type)) return 'scope';
    const changes = envelope.changes as Record<string, { from: unknown; to: unknown }>;
    if (holds && !holds({ resource: envelope, changes, now })) return 'filtered';
    return status === 'paused' ? 'paused' : null;
  };
}

/** A delivery of an event of the log, due at once unless it is skipped. */
export function deliveryOf(
  subscription: SubscriptionRow,
  { sequence, type, envelope }: LoggedEvent,
  { skipReason = null, series = 1, now }: { skipReason?: Skip; series?: number; now: Date },
): typeof deliveries.$inferInsert {
  const { id: resourceId } = envelope.resource as { id: Id };
  return {
    workspaceId: subscription.workspaceId,
    id: newId('dlv', now),
    subscriptionId: subscription.id,
    eventId: envelope.id as Id<'evt'>,
    eventType: type,
    sequence,
    resourceId: decodeId(resourceId),
    sample: null,
    series,
    state: skipReason ? 'skipped' : 'pending',
    skipReason,
    payload: subscription.payload,
    apiVersion: subscription.apiVersion,
    nextAt: skipReason ? null : now,
    createdAt: now,
    finishedAt: skipReason ? now : null,
  };
}
