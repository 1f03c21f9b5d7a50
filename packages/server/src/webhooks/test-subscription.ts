import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { toEvent } from '../platform/events/read.ts';
import { eventLog } from '../platform/events/tables.ts';
import { invalidField, notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { type testSubscription as contract, type Delivery, eventExample, eventTypeOf } from './contract.ts';
import { presentDelivery } from './deliveries.ts';
import { WebhookPump } from './delivery/pump.ts';
import { lockSubscription } from './subscription-rows.ts';
import { deliveries, type SubscriptionRow } from './tables.ts';
import { isVisible, scopesOf } from './visible-types.ts';

type Input = z.output<typeof contract.input>;

/** Sends one event alone, whatever the subscription names otherwise, through all that a real one goes through. */
export async function testSubscription(call: Call, { id, ...asked }: Input): Promise<Delivery> {
  const subscription = await lockSubscription(call, id);
  assertSending(subscription);
  const sample = await sampleOf(call, asked);
  const eventId = call.newId('evt');
  const [made] = await db
    .insert(deliveries)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('dlv'),
      subscriptionId: id,
      eventId,
      eventType: String(sample.type),
      sample: { ...sample, id: eventId },
      series: 1,
      state: 'pending',
      payload: subscription.payload,
      apiVersion: subscription.apiVersion,
      nextAt: call.now,
      createdAt: call.now,
    })
    .returning();
  call.audit({
    action: 'webhook_subscription.test',
    resource: { type: 'webhook_subscription', id },
    changes: { eventType: sample.type },
  });
  call.emit({
    type: 'webhook.subscription.test',
    resource: { type: 'webhook_subscription', id, version: null },
    data: { subscriptionId: id, deliveryId: made!.id, eventType: sample.type },
  });
  call.afterCommit(() => WebhookPump.of(call.services).wake(call.workspaceId));
  return presentDelivery(made!, []);
}

/** What is paused or has ended is sent nothing, and says so at once. */
export function assertSending({ status }: SubscriptionRow): void {
  if (status === 'paused' || status === 'disabled')
    throw new ProblemError('state_conflict', `The subscription is ${status}: nothing is sent.`, {
      metadata: { status },
    });
}

/** An event of the log as it is there, or the example of a type. */
async function sampleOf(
  call: Call,
  { eventType, eventId }: Omit<Input, 'id'>,
): Promise<Record<string, unknown>> {
  const held = scopesOf(call);
  if (eventId) {
    const [row] = await db
      .select({ seq: eventLog.seq, envelope: eventLog.envelope })
      .from(eventLog)
      .where(and(eq(eventLog.workspaceId, call.workspaceId), eq(eventLog.id, eventId)));
    const event = row && toEvent([row.seq, row.envelope]);
    if (!event || !isVisible(held, event.type)) throw notFound('event');
    return { ...event.envelope };
  }
  const type = eventType ?? 'webhook.subscription.test';
  const known = eventTypeOf(type);
  if (!known || !held.has(known.scope))
    throw invalidField(
      '/eventType',
      'invalid_value',
      'There is no such event type; `GET /event-types` lists them.',
    );
  return {
    ...eventExample,
    type,
    workspaceId: call.workspaceId,
    occurredAt: call.now,
    actor: call.actor,
    credentialId: call.principal.kind === 'credential' ? call.principal.id : null,
    correlationId: call.requestId,
    data: known.payload.example,
    changes: {},
  };
}
