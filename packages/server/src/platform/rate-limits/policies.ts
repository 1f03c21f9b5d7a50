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

/** Units that one caller takes from one policy. */
export interface Charge {
  readonly policy: RatePolicy;
  readonly subject: string;
  readonly cost: number;
}

export interface RateState {
  readonly policy: RatePolicy;
  readonly allowed: boolean;
  readonly remaining: number;
  /** Seconds until the quota is whole again. */
  readonly resetSeconds: number;
  /** Seconds until the request would be taken. */
  readonly retryAfterSeconds: number;
}
