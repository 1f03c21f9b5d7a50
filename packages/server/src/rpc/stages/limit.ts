import { ProblemError } from '../../platform/problem.ts';
import type { RatePolicy } from '../../platform/rate-limiter.ts';
import type { Entry } from '../catalogue.ts';
import type { Call, Context } from '../context.ts';
import { principalSubject } from '../principal.ts';

/** Takes the operation's cost from every policy that counts its caller. */
export function limit(
  { services, request, reply }: Context,
  { principal, workspaceId }: Call,
  kind: Entry['kind'],
  cost = kind === 'mutation' ? 2 : 1,
): void {
  const { policies } = services.config;
  const charges: { policy: RatePolicy; subject: string; cost: number }[] = [];
  if (principal.kind === 'credential') {
    charges.push({ policy: policies.key, subject: principalSubject(principal), cost });
    charges.push({ policy: policies.workspace, subject: workspaceId, cost });
  } else if (principal.kind === 'root') {
    charges.push({ policy: policies.key, subject: principalSubject(principal), cost });
  } else if (request.surface === 'widget') {
    charges.push({ policy: policies.widgetIp, subject: addressBlock(request.ip), cost: 1 });
    if (kind === 'mutation' && principal.kind === 'widget_session')
      charges.push({ policy: policies.widgetSession, subject: principal.id, cost: 1 });
  }
  if (charges.length === 0) return;
  const states = services.limiter.take(charges);
  reply.limits = states;
  const refused = states.find((state) => !state.allowed);
  if (refused) {
    throw new ProblemError('rate_limited', `The policy ${refused.policy.name} is used up.`, {
      metadata: {
        policy: refused.policy.name,
        quota: refused.policy.quota,
        windowSeconds: refused.policy.windowSeconds,
      },
      retryAfter: refused.retryAfterSeconds,
    });
  }
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
