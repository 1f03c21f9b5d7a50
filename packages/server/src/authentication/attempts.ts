import { ProblemError } from '../platform/problem.ts';
import type { RateState } from '../platform/rate-limits/index.ts';
import type { Services } from '../platform/services.ts';

/** Refuses an address that has failed too often. Waits only where counters are shared. */
export function assertAttemptsLeft(services: Services, ip: string): void | Promise<void> {
  const { limiter, metrics, config } = services;
  const check = ([state]: RateState[]) => {
    if (!state || state.allowed) return;
    metrics.limited(state.policy.name);
    throw new ProblemError('rate_limited', 'Too many failed attempts from this address.', {
      metadata: { policy: state.policy.name },
      retryAfter: state.retryAfterSeconds,
    });
  };
  const peeked = limiter.peek([{ policy: config.policies.authFail, subject: ip, cost: 1 }]);
  return peeked instanceof Promise ? peeked.then(check) : check(peeked);
}

/** Counts a failed attempt of an address. */
export async function countFailure({ limiter, config }: Services, ip: string): Promise<void> {
  await limiter.take([{ policy: config.policies.authFail, subject: ip, cost: 1 }]);
}
