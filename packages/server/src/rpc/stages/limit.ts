import { ProblemError } from '../../platform/problem.ts';
import type { RateState } from '../../platform/rate-limits/index.ts';
import type { Entry } from '../catalogue.ts';
import { chargesOf } from '../charges.ts';
import type { Call, Context } from '../context.ts';

/**
 * Takes the operation's cost from every policy that counts its caller. Waits only where counters are shared:
 * a promise for nothing would cost each call of a single process.
 */
export function limit(
  context: Context,
  call: Call,
  kind: Entry['kind'],
  cost = kind === 'mutation' ? 2 : 1,
): void | Promise<void> {
  const { services, reply } = context;
  const charges = chargesOf(context, call, kind, cost);
  if (charges.length === 0) return;
  const check = (states: RateState[]) => {
    reply.limits = states;
    const refused = states.find((state) => !state.allowed);
    if (!refused) return;
    const { name, quota, windowSeconds } = refused.policy;
    services.metrics.limited(name);
    throw new ProblemError('rate_limited', `The policy ${name} is used up.`, {
      metadata: { policy: name, quota, windowSeconds },
      retryAfter: refused.retryAfterSeconds,
    });
  };
  const states = services.limiter.take(charges);
  return states instanceof Promise ? states.then(check) : check(states);
}

/** Takes a place among the calls of the workspace that are under way. Returns what gives it back. */
export function enter({ services }: Context, { principal, workspaceId }: Call): () => void {
  if (principal.kind !== 'credential') return () => undefined;
  const { concurrency, metrics } = services;
  if (!concurrency.enter(workspaceId)) {
    metrics.limited('concurrency');
    throw new ProblemError('concurrency_limited', 'The workspace has its full number of calls under way.', {
      retryAfter: 1,
      metadata: { policy: 'concurrency', quota: concurrency.max },
    });
  }
  return () => concurrency.leave(workspaceId);
}
