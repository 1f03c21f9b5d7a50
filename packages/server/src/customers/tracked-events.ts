import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, inOrderOf } from '../platform/db/index.ts';
import { invalidField, notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { type trackEvent as contract, type TrackedEvent, trackedApi } from './contract.ts';
import { assertLive, here } from './rows.ts';
import { customerEvents, customers } from './tables.ts';

const dayMs = 24 * 3600 * 1000;

export async function trackEvent(
  call: Call,
  { id, name, occurredAt = call.now, properties = {}, api, dedupeKey }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  if (occurredAt.getTime() > call.now.getTime() + dayMs)
    throw invalidField('/occurredAt', 'invalid_value', 'Must be at most a day in the future.');
  // Shared with others who track, closed to a merge that would move what is there so far.
  const [row] = await db.select().from(customers).where(here(call, id)).for('key share');
  if (!row) throw notFound('customer');
  assertLive(row);
  const [made] = await db
    .insert(customerEvents)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('cevt'),
      customerId: id,
      name,
      occurredAt,
      properties,
      api: api ?? null,
      dedupeKey: dedupeKey ?? null,
      createdAt: call.now,
    })
    .onConflictDoNothing({
      target: [customerEvents.workspaceId, customerEvents.customerId, customerEvents.dedupeKey],
    })
    .returning();
  if (!made) return { ...presentTracked(await sameEvent(call, id, dedupeKey!)), result: 'noop' };
  const event = presentTracked(made);
  call.emit({
    type: 'customer.event_tracked',
    resource: { type: 'customer', id, version: null },
    data: { event },
  });
  return { ...event, result: 'created' };
}

async function sameEvent(call: Call, customerId: Id<'cus'>, dedupeKey: string) {
  const [row] = await db
    .select()
    .from(customerEvents)
    .where(
      and(
        eq(customerEvents.workspaceId, call.workspaceId),
        eq(customerEvents.customerId, customerId),
        eq(customerEvents.dedupeKey, dedupeKey),
      ),
    );
  return row!;
}

const inOrder = inOrderOf<z.output<typeof trackedApi>>(trackedApi.keyof().options);

export const presentTracked = ({
  workspaceId: _,
  api,
  ...row
}: typeof customerEvents.$inferSelect): TrackedEvent => {
  const { id, customerId, name, occurredAt, properties, dedupeKey, createdAt } = row;
  return {
    id,
    customerId,
    name,
    occurredAt,
    properties,
    api: api && inOrder(api),
    dedupeKey,
    createdAt,
  };
};
