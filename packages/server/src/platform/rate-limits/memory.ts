import type { Clock } from '../clock.ts';
import { inUnits, isAllowed, statesOf, whole, wholeAfter, withoutCost } from './gcra.ts';
import type { Admission } from './index.ts';
import type { Leave, Seat } from './places.ts';
import type { Charge, RatePolicy, RateState } from './policies.ts';

const sweepMs = 60_000;

/** Counts the callers of one process. */
export class MemoryRateLimiter {
  readonly #clock: Clock;
  readonly #counters = new Map<string, { readonly policy: RatePolicy; wholeAt: number }>();
  #sweepAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the units of all charges, or of none. */
  take(charges: readonly Charge[]): RateState[] {
    return this.takeIf(charges, () => true);
  }

  /** The same with a place; when there is none, nothing is taken. */
  admit(charges: readonly Charge[], { places, subject }: Seat): Admission {
    let leave: Leave | null = null;
    const states = this.takeIf(charges, () => {
      leave = places.enter(subject);
      return leave !== null;
    });
    return { states, leave };
  }

  used({ places, subject }: Seat): number {
    return places.used(subject);
  }

  /** Asks for what else has to be true once it is known that all charges are allowed. */
  takeIf(charges: readonly Charge[], condition: () => boolean): RateState[] {
    const now = this.#clock.now().getTime();
    this.#sweep(now);
    const before = this.#read(charges);
    if (!charges.every((charge, i) => isAllowed(charge, before[i]!, now)))
      return statesOf(charges, before, now);
    if (!condition()) return statesOf(withoutCost(charges), before, now);
    for (const [i, charge] of charges.entries()) this.#write(charge, wholeAfter(charge, before[i]!, now));
    return statesOf(charges, before, now);
  }

  /** What `take` would answer, without taking. */
  peek(charges: readonly Charge[]): RateState[] {
    return statesOf(charges, this.#read(charges), this.#clock.now().getTime());
  }

  #read(charges: readonly Charge[]): number[] {
    return charges.map((charge) => this.#counters.get(keyOf(charge))?.wholeAt ?? whole);
  }

  #write(charge: Charge, wholeAt: number): void {
    const key = keyOf(charge);
    const counter = this.#counters.get(key);
    if (counter) counter.wholeAt = wholeAt;
    else this.#counters.set(key, { policy: charge.policy, wholeAt });
  }

  /** Forgets callers whose quota is whole, so that memory follows the callers of the last minute. */
  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + sweepMs;
    for (const [key, { policy, wholeAt }] of this.#counters)
      if (wholeAt <= inUnits(policy, now)) this.#counters.delete(key);
  }
}

const keyOf = ({ policy, subject }: Charge) => `${policy.name} ${subject}`;
