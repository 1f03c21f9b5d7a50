import type { z } from 'zod';
import { sizes } from '../contract/sizes.ts';
import type { Places } from '../platform/rate-limits/index.ts';
import { credentialCharges } from '../rpc/charges.ts';
import type { Call } from '../rpc/context.ts';
import { principalSubject } from '../rpc/principal.ts';
import type { getLimits as contract } from './contract.ts';

/** What the caller has left. Asking takes nothing. */
export async function getLimits(call: Call): Promise<z.input<typeof contract.output>> {
  const { services, principal, workspaceId, now } = call;
  const states = await services.limiter.peek(credentialCharges(services, principal, workspaceId, 0));
  const quota = async (places: Places, subject: string) => ({
    name: places.name,
    used: await services.limiter.used({ places, subject }),
    max: places.max,
  });
  return {
    buckets: states.map(({ policy, remaining, resetSeconds }) => ({
      class: policy.name,
      limit: policy.quota,
      windowSeconds: policy.windowSeconds,
      remaining,
      resetAt: new Date(now.getTime() + resetSeconds * 1000),
    })),
    quotas: await Promise.all([
      quota(services.concurrency, workspaceId),
      quota(services.streams, principalSubject(principal)),
    ]),
    sizes,
  };
}
