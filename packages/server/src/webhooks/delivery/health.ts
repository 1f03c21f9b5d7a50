import type { Subscription } from '../contract.ts';
import type { Outcome } from './outcome.ts';

/** What is known of an endpoint by how its requests went. */
export interface Health {
  readonly status: Subscription['status'];
  readonly statusReason: Subscription['statusReason'];
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly heldUntil: Date | null;
  readonly trips: number;
}

/** Of the last five minutes. */
export interface Recent {
  readonly attempts: number;
  readonly failed: number;
}

const minute = 60_000;
export const recentMs = 5 * minute;
const attemptsMin = 10;
const failedShare = 0.7;
const heldMs = 30_000;
const heldMsMax = 10 * minute;
const failuresUntilFailing = 5;
export const disableAfterMs = 5 * 24 * 60 * minute;

/** The health after one more request. Any success forgives everything. */
export function healthAfter(health: Health, outcome: Outcome, recent: Recent, now: Date): Health {
  // Somebody has paused it meanwhile, or it has ended: what was under way changes nothing of that.
  const settled = health.status === 'paused' || health.status === 'disabled';
  if (outcome.errorCode === null)
    return {
      ...(settled ? health : { status: 'active', statusReason: null }),
      failures: 0,
      failingSince: null,
      lastSuccessAt: now,
      heldUntil: null,
      trips: 0,
    };
  const failures = health.failures + 1;
  const failingSince = health.failingSince ?? now;
  const open = breaker(health, recent, now);
  const next = { ...health, ...open, failures, failingSince };
  if (settled) return next;
  if (outcome.errorCode === 'gone') return { ...next, status: 'disabled', statusReason: 'gone' };
  if (now.getTime() - failingSince.getTime() >= disableAfterMs)
    return { ...next, status: 'disabled', statusReason: 'failures' };
  if (failures >= failuresUntilFailing || open.heldUntil)
    return { ...next, status: 'failing', statusReason: 'failures' };
  return next;
}

/** Opens when most of what was asked lately has failed, and again, for longer, when a look after that has. */
function breaker(
  { heldUntil, trips }: Health,
  { attempts, failed }: Recent,
  now: Date,
): Pick<Health, 'heldUntil' | 'trips'> {
  const looked = heldUntil !== null && heldUntil <= now;
  const mostFail = heldUntil === null && attempts >= attemptsMin && failed >= attempts * failedShare;
  if (!looked && !mostFail) return { heldUntil, trips };
  const heldFor = Math.min(heldMs * 2 ** trips, heldMsMax);
  return { heldUntil: new Date(now.getTime() + heldFor), trips: trips + 1 };
}
