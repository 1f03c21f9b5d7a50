import { ProblemError } from '../../platform/problem.ts';
import type { Admission, Leave, RateState, Seat } from '../../platform/rate-limits/index.ts';
import type { Entry } from '../catalogue.ts';
import { chargesOf } from '../charges.ts';
import type { Call, Context } from '../context.ts';
import { principalSubject } from '../principal.ts';

const nothingToLeave = () => undefined;

/**
 * Takes the operation's cost from every policy that counts its caller, and a place among the calls or streams that
 * are under way. Returns what gives the place back. Waits only where counters are shared: a promise for nothing
 * would cost each call of a single process.
 */
export function admit(
  context: Context,
  call: Call,
  kind: Entry['kind'],
  cost = kind === 'mutation' ? 2 : 1,
): Leave | Promise<Leave> {
  const { limiter } = context.services;
  const charges = chargesOf(context, call, kind, cost);
  const seat = seatOf(context, call, kind);
  if (seat) {
    const admission = limiter.admit(charges, seat);
    const check = ({ states, leave }: Admission) => {
      checkUnits(context, states);
      return leave ?? refuse(context, kind, seat);
    };
    return admission instanceof Promise ? admission.then(check) : check(admission);
  }
  if (charges.length === 0) return nothingToLeave;
  const states = limiter.take(charges);
  const check = (states: RateState[]) => {
    checkUnits(context, states);
    return nothingToLeave;
  };
  return states instanceof Promise ? states.then(check) : check(states);
}

/** Streams are counted by their key, all other calls of credentials by their workspace. */
function seatOf(
  { services: { streams, concurrency } }: Context,
  { principal, workspaceId }: Call,
  kind: Entry['kind'],
): Seat | null {
  if (kind === 'subscription') return { places: streams, subject: principalSubject(principal) };
  return principal.kind === 'credential' ? { places: concurrency, subject: workspaceId } : null;
}

function checkUnits({ services, reply }: Context, states: RateState[]): void {
  reply.limits = states;
  const refused = states.find((state) => !state.allowed);
  if (!refused) return;
  const { name, quota, windowSeconds } = refused.policy;
  services.metrics.limited(name);
  throw new ProblemError('rate_limited', `The policy ${name} is used up.`, {
    metadata: { policy: name, quota, windowSeconds },
    retryAfter: refused.retryAfterSeconds,
  });
}

function refuse({ services }: Context, kind: Entry['kind'], { places: { name, max } }: Seat): never {
  services.metrics.limited(name);
  const [detail, retryAfter] =
    kind === 'subscription'
      ? ['This key has its full number of streams open.', 5]
      : ['The workspace has its full number of calls under way.', 1];
  throw new ProblemError('concurrency_limited', detail, {
    retryAfter,
    metadata: { policy: name, quota: max },
  });
}
