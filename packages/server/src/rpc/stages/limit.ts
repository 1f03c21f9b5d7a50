import { ProblemError } from '../../platform/problem.ts';
import type { Charge, RateState } from '../../platform/rate-limits/index.ts';
import type { Services } from '../../platform/services.ts';
import type { Entry } from '../catalogue.ts';
import type { Call, Context } from '../context.ts';
import { type Principal, principalSubject } from '../principal.ts';

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

/** What a credential is counted by: on its own, and with the others of its workspace. */
export const credentialCharges = (
  { config: { policies } }: Services,
  principal: Principal,
  workspaceId: Call['workspaceId'],
  cost: number,
): Charge[] => [
  { policy: policies.key, subject: principalSubject(principal), cost },
  { policy: policies.workspace, subject: workspaceId, cost },
];

/** What the caller is counted by. */
function chargesOf(
  { services, request }: Context,
  { principal, workspaceId }: Call,
  kind: Entry['kind'],
  cost: number,
): Charge[] {
  const { policies } = services.config;
  if (principal.kind === 'credential') return credentialCharges(services, principal, workspaceId, cost);
  if (principal.kind === 'root')
    return [{ policy: policies.key, subject: principalSubject(principal), cost }];
  if (request.surface !== 'widget') return [];
  const charges: Charge[] = [{ policy: policies.widgetIp, subject: addressBlock(request.ip), cost: 1 }];
  if (kind === 'mutation' && principal.kind === 'widget_session')
    charges.push({ policy: policies.widgetSession, subject: principal.id, cost: 1 });
  return charges;
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

/** Who has one IPv6 address has a /56 of them. */
export function addressBlock(ip: string): string {
  if (!ip.includes(':')) return ip;
  if (ip.startsWith('::ffff:')) return ip.slice(7);
  const [head = ''] = ip.split('::');
  return (
    head.split(':').slice(0, 3).join(':') +
    (head.split(':')[3] ? `:${head.split(':')[3]!.padStart(4, '0').slice(0, 2)}` : '')
  );
}
