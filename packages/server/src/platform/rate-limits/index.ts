import type { Leave, Seat } from './places.ts';
import type { Charge, RateState } from './policies.ts';

export { MemoryRateLimiter } from './memory.ts';
export { type Leave, Places, type Seat } from './places.ts';
export {
  type Charge,
  defaultPolicies,
  type RatePolicies,
  type RatePolicy,
  type RateState,
} from './policies.ts';
export { RedisRateLimiter } from './redis.ts';

/** Answers at once where it can: one process needs no trip to count its callers. */
export interface RateLimiter {
  take(charges: readonly Charge[]): RateState[] | Promise<RateState[]>;
  peek(charges: readonly Charge[]): RateState[] | Promise<RateState[]>;
  /** Takes the units of all charges and a place, in one step: all of it, or nothing. */
  admit(charges: readonly Charge[], seat: Seat): Admission | Promise<Admission>;
  /** How many places are taken, by all who share them. */
  used(seat: Seat): number | Promise<number>;
  stop?(): Promise<void>;
}

export interface Admission {
  readonly states: RateState[];
  /** Null without a place: a charge was refused, or, when none was, all places are taken. */
  readonly leave: Leave | null;
}
