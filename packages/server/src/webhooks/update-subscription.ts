import type { z } from 'zod';
import { differences } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import type { updateSubscription as contract, Subscription } from './contract.ts';
import { WebhookPump } from './delivery/pump.ts';
import { lockSubscription, presentSubscription, saveSubscription, tell } from './subscription-rows.ts';
import { assertUsable, inLowerCase, tellingScopes } from './subscription-rules.ts';
import type { SubscriptionRow } from './tables.ts';

type Input = z.output<typeof contract.input>;

/** Fields that say what is told to whom. */
const telling = ['url', 'eventTypes', 'filter', 'payload'] as const;

export async function updateSubscription(
  call: Call,
  { id, expectedVersion, headers, status, ...wanted }: Input,
): Promise<Subscription> {
  const row = await lockSubscription(call, id, expectedVersion);
  assertUsable(call, { ...wanted, headers });
  const { changes, values } = differences(row, {
    ...wanted,
    ...(status ? statusValues(row, status) : {}),
    ...(headers ? { headerNames: Object.keys(inLowerCase(headers)) } : {}),
  });
  const sealed = headers ? sealedValues(call, row, inLowerCase(headers)) : {};
  if (!values && !('sealedHeaders' in sealed)) return presentSubscription(row, call.now);
  const redirected = headers || telling.some((name) => name in changes);
  const scopes = redirected ? tellingScopes(call) : row.scopes;
  const saved = await saveSubscription(call, row, { ...values, ...sealed, scopes });
  const told = Object.fromEntries(Object.entries(changes).filter(([name]) => !hidden.has(name)));
  call.audit({
    action: 'webhook_subscription.update',
    resource: { type: 'webhook_subscription', id },
    changes: { ...told, ...(headers ? { headers: saved.headerNames } : {}) },
  });
  call.afterCommit(() => WebhookPump.of(call.services).wake(call.workspaceId));
  return tell(call, 'updated', saved, told);
}

const hidden = new Set(['failures', 'trips']);

/** Whoever says that it is to go on starts it afresh: nothing is held against it. */
const statusValues = (row: SubscriptionRow, status: 'active' | 'paused'): Partial<SubscriptionRow> =>
  row.status === status
    ? {}
    : status === 'paused'
      ? { status, statusReason: 'asked' }
      : { status, statusReason: null, failures: 0, failingSince: null, heldUntil: null, trips: 0 };

/** What is sealed never looks the same twice: it is compared open. */
function sealedValues(
  { services: { keys } }: Call,
  { sealedHeaders }: SubscriptionRow,
  headers: Record<string, string>,
): Partial<SubscriptionRow> {
  const text = JSON.stringify(headers);
  if (sealedHeaders && keys.unseal(sealedHeaders) === text) return {};
  return { sealedHeaders: keys.seal(text) };
}
