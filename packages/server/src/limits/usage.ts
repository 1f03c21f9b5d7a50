import type { z } from 'zod';
import { sizes } from '../contract/sizes.ts';
import { credentialCharges } from '../rpc/charges.ts';
import type { Call } from '../rpc/context.ts';
import { principalSubject } from '../rpc/principal.ts';
import type { getLimits as contract } from './contract.ts';

/** What the caller has left. Asking takes nothing. */
export async function getLimits(call: Call): Promise<z.input<typeof contract.output>> {
  const { services, principal, workspaceId, now } = call;
  const states = await services.limiter.peek(credentialCharges(services, principal, workspaceId, 0));
  const quota = (name: string, counted: { used(subject: string): number; max: number }, subject: string) => ({
    name,
    used: counted.used(subject),
    max: counted.max,
  });
  return {
    buckets: states.map(({ policy, remaining, resetSeconds }) => ({
      class: policy.name,
      limit: policy.quota,
      windowSeconds: policy.windowSeconds,
      remaining,
      resetAt: new Date(now.getTime() + resetSeconds * 1000),
    })),
    quotas: [
      quota('concurrency', services.concurrency, workspaceId),
      quota('streams', services.streams, principalSubject(principal)),
    ],
    sizes,
  };
}
