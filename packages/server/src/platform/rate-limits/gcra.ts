import type { Charge, RatePolicy, RateState } from './policies.ts';

/*
 * GCRA: one number per caller and policy, the time at which its quota would be whole. Everything that is said of
 * a quota follows from that number; where the numbers are kept is not this file's business.
 *
 * Time is counted in units of the policy. A charge then adds a whole number, which is exact; milliseconds per
 * unit are seldom whole, and what their sums lose would be units that nobody gets.
 */

const epoch = Date.UTC(2026, 0);
/** What of a unit may be lost when different times are compared. */
const slack = 0.001;

export const perUnitMs = ({ windowSeconds, quota }: RatePolicy) => (windowSeconds * 1000) / quota;

/** An instant in units of the policy. */
export const inUnits = (policy: RatePolicy, ms: number) => (ms - epoch) / perUnitMs(policy);

/** How many units ahead of now a quota may be spoken for. */
export const reachOf = (policy: RatePolicy) => policy.quota + slack;

/** Of a caller who is not known the quota is whole. */
export const whole = Number.NEGATIVE_INFINITY;

/** When the quota would be whole after a charge. */
export const wholeAfter = ({ policy, cost }: Charge, wholeAt: number, ms: number) =>
  Math.max(wholeAt, inUnits(policy, ms)) + cost;

export const isAllowed = (charge: Charge, wholeAt: number, ms: number) =>
  wholeAfter(charge, wholeAt, ms) - inUnits(charge.policy, ms) <= reachOf(charge.policy);

/** The charges of what was not taken for another reason. */
export const withoutCost = (charges: readonly Charge[]): Charge[] =>
  charges.map((charge) => ({ ...charge, cost: 0 }));

/** What is left after the charges, or, when one of them is refused, without them: all are taken or none. */
export function statesOf(charges: readonly Charge[], wholeAt: readonly number[], ms: number): RateState[] {
  const states = charges.map((charge, i) => stateOf(charge, wholeAt[i]!, ms));
  if (states.every(({ allowed }) => allowed)) return states;
  return states.map((state, i) =>
    state.allowed ? stateOf({ ...charges[i]!, cost: 0 }, wholeAt[i]!, ms) : state,
  );
}

function stateOf(charge: Charge, wholeAt: number, ms: number): RateState {
  const { policy, cost } = charge;
  const secondsPerUnit = policy.windowSeconds / policy.quota;
  const after = wholeAfter(charge, wholeAt, ms) - inUnits(policy, ms);
  const allowed = after <= reachOf(policy);
  const used = allowed ? after : after - cost;
  return {
    policy,
    allowed,
    remaining: Math.max(0, Math.floor(policy.quota - used + slack)),
    resetSeconds: Math.ceil((used - slack) * secondsPerUnit),
    retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((after - reachOf(policy)) * secondsPerUnit)),
  };
}
