import { ProblemError } from '../../platform/problem.ts';
import type { RatePolicy } from '../../platform/rate-limiter.ts';
import type { Call } from '../context.ts';
import { principalSubject } from '../principal.ts';
import { t } from '../trpc.ts';

/** Takes the operation's cost from every policy that counts its caller. */
export const limit = t.middleware(async ({ ctx, meta, type, next }) => {
  const { services, request, reply } = ctx;
  const { policies } = services.config;
  const { principal, workspaceId } = (ctx as typeof ctx & { call: Call }).call;
  const cost = meta!.operation.cost ?? (type === 'mutation' ? 2 : 1);
  const charges: { policy: RatePolicy; subject: string; cost: number }[] = [];
  if (principal.kind === 'credential') {
    charges.push({ policy: policies.key, subject: principalSubject(principal), cost });
    charges.push({ policy: policies.workspace, subject: workspaceId, cost });
  } else if (request.surface === 'widget') {
    charges.push({ policy: policies.widgetIp, subject: addressBlock(request.ip), cost: 1 });
    if (type === 'mutation' && principal.kind === 'widget_session')
      charges.push({ policy: policies.widgetSession, subject: principal.id, cost: 1 });
  }
  if (charges.length === 0) return next();
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
  return next();
});

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
