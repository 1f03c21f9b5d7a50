import { and, count, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { newestVersion } from '../contract/versions.ts';
import { db, transaction } from '../platform/db/index.ts';
import { readBounds } from '../platform/events/read.ts';
import { newSigningSecret } from '../platform/http-out/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import { type Subscription, subscriptionsMax } from './contract.ts';
import { WebhookPump } from './delivery/pump.ts';
import { statsOf } from './stats.ts';
import { here, lockSubscription, presentSubscription, tell } from './subscription-rows.ts';
import { assertUsable, inLowerCase, tellingScopes } from './subscription-rules.ts';
import { cursors, deliveries, subscriptions } from './tables.ts';

export async function listSubscriptions(
  call: Call,
  input: z.output<typeof contract.listSubscriptions.input>,
): Promise<Page<Subscription>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'webhook_subscriptions',
    input,
  };
  const order = byCreation(subscriptions, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.workspaceId, call.workspaceId),
        input.status ? eq(subscriptions.status, input.status) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, (row) => presentSubscription(row, call.now));
}

export async function getSubscription(
  call: Call,
  { id, include = [] }: z.output<typeof contract.getSubscription.input>,
): Promise<Subscription> {
  if (include.length === 0) transaction().lastStatement();
  const [row] = await db.select().from(subscriptions).where(here(call, id));
  if (!row) throw notFound('webhook_subscription');
  const presented = presentSubscription(row, call.now);
  if (include.length === 0) return presented;
  const { version, createdAt, updatedAt, ...shown } = presented;
  return { ...shown, stats: await statsOf(call, id), version, createdAt, updatedAt };
}

export async function createSubscription(
  call: Call,
  { headers, ...input }: z.output<typeof contract.createSubscription.input>,
): Promise<z.input<typeof contract.createSubscription.output>> {
  assertUsable(call, { ...input, headers });
  const startSequence = await openLog(call);
  const [held] = await db
    .select({ total: count() })
    .from(subscriptions)
    .where(eq(subscriptions.workspaceId, call.workspaceId));
  if (held!.total >= subscriptionsMax)
    throw new ProblemError('state_conflict', `A workspace has ${subscriptionsMax} subscriptions at most.`, {
      metadata: { max: subscriptionsMax },
    });
  const secret = newSigningSecret();
  const id = call.newId('whk');
  const sent = inLowerCase(headers ?? {});
  const [row] = await db
    .insert(subscriptions)
    .values({
      ...input,
      workspaceId: call.workspaceId,
      id,
      description: input.description ?? null,
      filter: input.filter ?? null,
      ratePerSecond: input.ratePerSecond ?? null,
      headerNames: Object.keys(sent),
      sealedHeaders: headers ? call.services.keys.seal(JSON.stringify(sent)) : null,
      apiVersion: input.apiVersion ?? newestVersion,
      scopes: tellingScopes(call),
      status: 'active',
      hint: secret.slice(-4),
      sealedSecret: call.services.keys.seal(secret),
      startSequence,
      createdBy: call.actor,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  call.audit({
    action: 'webhook_subscription.create',
    resource: { type: 'webhook_subscription', id },
    changes: { url: input.url, eventTypes: input.eventTypes },
  });
  call.afterCommit(() => WebhookPump.of(call.services).watch(call.workspaceId));
  return { ...tell(call, 'created', row!), secret };
}

/**
 * Where the log ends, from where a new subscription is told. Makes the reader of the log known, and has those who
 * create at once wait for each other: the number of subscriptions is bounded.
 */
async function openLog(call: Call): Promise<number> {
  await db
    .insert(cursors)
    .values({ workspaceId: call.workspaceId, seq: (await readBounds(call.workspaceId)).head })
    .onConflictDoNothing();
  await db.select().from(cursors).where(eq(cursors.workspaceId, call.workspaceId)).for('update');
  return (await readBounds(call.workspaceId)).head;
}

export async function deleteSubscription(
  call: Call,
  { id, dryRun, expectedVersion }: z.output<typeof contract.deleteSubscription.input>,
): Promise<z.input<typeof contract.deleteSubscription.output>> {
  const row = await lockSubscription(call, id, expectedVersion);
  const [waiting] = await db
    .select({ pending: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, call.workspaceId),
        eq(deliveries.subscriptionId, id),
        eq(deliveries.state, 'pending'),
      ),
    );
  const effects = { pending: waiting!.pending };
  if (dryRun) return { id, dryRun, effects };
  await db.delete(subscriptions).where(here(call, id));
  call.audit({
    action: 'webhook_subscription.delete',
    resource: { type: 'webhook_subscription', id },
    changes: { url: row.url, pending: effects.pending },
  });
  tell(call, 'deleted', row);
  return { id, dryRun, effects };
}
