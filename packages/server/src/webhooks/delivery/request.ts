import { OutgoingError, signatureHeaders } from '../../platform/http-out/index.ts';
import type { Services } from '../../platform/services.ts';
import { selectEdition } from '../../versions/index.ts';
import type { SubscriptionRow } from '../tables.ts';
import type { Claimed } from './claim.ts';
import { failedOutcome, type Outcome, outcomeOf } from './outcome.ts';

/** The body of a delivery; null when the log does not have the event any more. */
export function bodyOf({ delivery, event }: Claimed): string | null {
  const whole = delivery.sample ?? event?.envelope;
  if (!whole) return null;
  // The contract of a subscription is fixed when it is made, and one that has retired since is not told of less.
  const edition = editionOf(delivery.apiVersion);
  const told = (edition ? edition.downgrade('webhooks.events.get', whole) : whole) as Record<string, unknown>;
  if (delivery.payload === 'full') return JSON.stringify(told);
  const { data: _, changes: __, ...thin } = told;
  return JSON.stringify(thin);
}

function editionOf(version: string) {
  try {
    return selectEdition(version);
  } catch {
    return null;
  }
}

/** What signs now: the secret, and until its end the one before. */
export function secretsOf({ keys }: Services, row: SubscriptionRow, now: Date): string[] {
  const previous = row.sealedPreviousSecret && row.previousExpiresAt && row.previousExpiresAt > now;
  return [row.sealedSecret, ...(previous ? [row.sealedPreviousSecret!] : [])].map((sealed) =>
    keys.unseal(sealed),
  );
}

/** Makes one signed request. Never inside a transaction. */
export async function send(services: Services, claimed: Claimed, body: string): Promise<Outcome> {
  const { delivery, subscription } = claimed;
  const now = services.clock.now();
  const began = performance.now();
  const own = subscription.sealedHeaders
    ? (JSON.parse(services.keys.unseal(subscription.sealedHeaders)) as Record<string, string>)
    : {};
  const signed = { id: delivery.eventId, timestamp: Math.floor(now.getTime() / 1000), body };
  try {
    const answer = await services.outgoing.request({
      method: 'POST',
      url: subscription.url,
      headers: {
        ...own,
        'content-type': 'application/json',
        'user-agent': 'woes-webhooks',
        ...signatureHeaders(signed, secretsOf(services, subscription, now)),
      },
      body,
      timeoutMs: services.config.webhookTimeoutMs,
      bytesMax: 20_000,
    });
    return outcomeOf(answer, services.clock.now());
  } catch (error) {
    if (error instanceof OutgoingError) return failedOutcome(error, Math.round(performance.now() - began));
    throw error;
  }
}
