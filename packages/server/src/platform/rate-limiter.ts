import type { Clock } from './clock.ts';

/** `quota` units in each `windowSeconds`, refilled evenly. */
export interface RatePolicy {
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

export const defaultPolicies = {
  key: { name: 'key', quota: 1000, windowSeconds: 10 },
  workspace: { name: 'workspace', quota: 2500, windowSeconds: 10 },
  widgetIp: { name: 'widget-ip', quota: 60, windowSeconds: 60 },
  widgetSession: { name: 'widget-session', quota: 30, windowSeconds: 60 },
  authFail: { name: 'auth-fail', quota: 20, windowSeconds: 60 },
} as const satisfies Record<string, RatePolicy>;

/** The policies of one installation. */
export type RatePolicies = Readonly<Record<keyof typeof defaultPolicies, RatePolicy>>;

export interface RateState {
  readonly policy: RatePolicy;
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until the quota is whole again. */
  readonly resetSeconds: number;
  /** Seconds until the request would be taken. */
  readonly retryAfterSeconds: number;
}

/**
 * GCRA: one number per caller and policy, the time at which its quota would be whole. A request that is refused
 * consumes nothing.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #wholeAt = new Map<string, number>();
  #sweepAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes `cost` units from all policies, or from none. */
  take(charges: readonly { policy: RatePolicy; subject: string; cost: number }[]): RateState[] {
    const now = this.#clock.now().getTime();
    this.#sweep(now);
    const states = charges.map((charge) => this.#look(charge.policy, charge.subject, charge.cost, now));
    // What one policy refuses takes nothing from the others either.
    if (!states.every((state) => state.allowed))
      return charges.map(({ policy, subject }, i) =>
        states[i]!.allowed ? this.#look(policy, subject, 0, now) : states[i]!,
      );
    for (const { policy, subject, cost } of charges) {
      const key = `${policy.name} ${subject}`;
      this.#wholeAt.set(key, Math.max(this.#wholeAt.get(key) ?? 0, now) + cost * perUnitMs(policy));
    }
    return states;
  }

  /** Whether one more unit would be given, without taking it. */
  peek(policy: RatePolicy, subject: string): RateState {
    return this.#look(policy, subject, 1, this.#clock.now().getTime());
  }

  #look(policy: RatePolicy, subject: string, cost: number, now: number): RateState {
    const perUnit = perUnitMs(policy);
    const windowMs = policy.windowSeconds * 1000;
    const before = Math.max(this.#wholeAt.get(`${policy.name} ${subject}`) ?? 0, now);
    const after = before + cost * perUnit;
    const allowed = after - now <= windowMs;
    const wholeAt = allowed ? after : before;
    return {
      policy,
      allowed,
      remaining: Math.max(0, Math.floor((windowMs - (wholeAt - now)) / perUnit)),
      resetSeconds: Math.ceil((wholeAt - now) / 1000),
      retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((after - now - windowMs) / 1000)),
    };
  }

  /** Forgets callers whose quota is whole, so that memory follows the callers of the last minute. */
  #sweep(now: number): void {
    if (now < this.#sweepAt) return;
    this.#sweepAt = now + 60_000;
    for (const [key, wholeAt] of this.#wholeAt) if (wholeAt <= now) this.#wholeAt.delete(key);
  }
}

const perUnitMs = (policy: RatePolicy) => (policy.windowSeconds * 1000) / policy.quota;
