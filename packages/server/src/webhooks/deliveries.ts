import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { Attempt, Delivery } from './contract.ts';
import { attempts, type DeliveryRow, deliveries } from './tables.ts';

/** Looks at an endpoint that stays away can be many: the last ones tell enough. */
const attemptsShown = 20;

export const deliveryHere = (call: Call, id: Id<'dlv'>) =>
  and(eq(deliveries.workspaceId, call.workspaceId), eq(deliveries.id, id));

export const presentDelivery = (row: DeliveryRow, tried: readonly Attempt[]): Delivery => ({
  id: row.id,
  subscriptionId: row.subscriptionId,
  eventId: row.eventId,
  eventType: row.eventType,
  sequence: row.sequence,
  isTest: row.sample !== null,
  series: row.series,
  state: row.state,
  skipReason: row.skipReason,
  attempts: [...tried],
  nextAttemptAt: row.nextAt,
  createdAt: row.createdAt,
  finishedAt: row.finishedAt,
});

export async function listDeliveries(
  call: Call,
  input: z.output<typeof contract.listDeliveries.input>,
): Promise<Page<Delivery>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'webhook_deliveries',
    input,
  };
  const order = byCreation(deliveries, input.sort === '-created_at');
  const position = positionOf(listing);
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, call.workspaceId),
        input.subscriptionId ? eq(deliveries.subscriptionId, input.subscriptionId) : undefined,
        input.eventId ? eq(deliveries.eventId, input.eventId) : undefined,
        input.state ? eq(deliveries.state, input.state) : undefined,
        input.from ? gte(deliveries.createdAt, input.from) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  const tried = await attemptsOf(call, rows);
  return toPage(listing, rows, order.position, (row) => presentDelivery(row, tried.get(row.id) ?? []));
}

export async function getDelivery(
  call: Call,
  { id }: z.output<typeof contract.getDelivery.input>,
): Promise<Delivery> {
  const [row] = await db.select().from(deliveries).where(deliveryHere(call, id));
  if (!row) throw notFound('webhook_delivery');
  return presentDelivery(row, (await attemptsOf(call, [row])).get(id) ?? []);
}

async function attemptsOf(call: Call, rows: readonly DeliveryRow[]): Promise<Map<Id<'dlv'>, Attempt[]>> {
  transaction().lastStatement();
  const found = await db
    .select({ attempt: attempts })
    .from(attempts)
    .innerJoin(
      deliveries,
      and(eq(deliveries.workspaceId, attempts.workspaceId), eq(deliveries.id, attempts.deliveryId)),
    )
    .where(
      and(
        eq(attempts.workspaceId, call.workspaceId),
        inArray(
          attempts.deliveryId,
          rows.map(({ id }) => id),
        ),
        sql`${attempts.number} > ${deliveries.attempts} - ${attemptsShown}`,
      ),
    )
    .orderBy(asc(attempts.number));
  const made = new Map(rows.map((row) => [row.id, row.attempts]));
  const byDelivery = new Map<Id<'dlv'>, Attempt[]>();
  for (const { attempt } of found) {
    // One that was made since the delivery was read.
    if (attempt.number > made.get(attempt.deliveryId)!) continue;
    const { number, at, status, durationMs, errorCode, responseExcerpt } = attempt;
    const shown = { number, at, status, durationMs, errorCode, responseExcerpt };
    byDelivery.set(attempt.deliveryId, [...(byDelivery.get(attempt.deliveryId) ?? []), shown]);
  }
  return byDelivery;
}
