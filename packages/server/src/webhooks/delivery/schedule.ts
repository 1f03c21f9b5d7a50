import type { Outcome } from './outcome.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits after each try that failed: eight tries over 27 hours and a half. */
export const retryDelays = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
] as const;
const jitter = 0.2;
const overloadFloor = 60 * second;

export type Step =
  | { readonly state: 'delivered' | 'failed' | 'exhausted' }
  | { readonly state: 'pending'; readonly delayMs: number };

/** Asking again cannot help: the endpoint is gone, or may never be asked. */
const final = new Set<Outcome['errorCode']>(['gone', 'url_not_allowed', 'address_not_allowed']);
const overload = new Set<Outcome['errorCode']>(['timeout', 'rate_limited']);

/**
 * What becomes of a delivery after a request. `burned` are the tries that count, this one included; a look at an
 * endpoint whose breaker is open does not. `random` is from 0 to 1.
 */
export function stepAfter(burned: number, outcome: Outcome, random: number): Step {
  if (outcome.errorCode === null) return { state: 'delivered' };
  if (final.has(outcome.errorCode)) return { state: 'failed' };
  if (burned > retryDelays.length) return { state: 'exhausted' };
  const base = retryDelays[Math.max(burned, 1) - 1]!;
  const spread = base * (1 - jitter + 2 * jitter * random);
  // Receivers may ask for more time, up to twice as much, so that none holds a delivery back for ever.
  const asked = Math.min(Math.max(outcome.retryAfterMs ?? 0, 0), 2 * base);
  const floor = overload.has(outcome.errorCode) ? overloadFloor : 0;
  return { state: 'pending', delayMs: Math.round(Math.max(spread, asked, floor)) };
}
