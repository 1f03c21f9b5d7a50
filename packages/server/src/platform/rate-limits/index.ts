import type { Charge, RateState } from './policies.ts';

export { MemoryRateLimiter } from './memory.ts';
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
  stop?(): Promise<void>;
}
