import { installationId, resolvePrincipal } from '../../authentication/index.ts';
import type { Access } from '../../contract/operation.ts';
import type { Actor } from '../../contract/shapes.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call, Context } from '../context.ts';
import { newCall } from '../new-call.ts';
import { Outbox } from '../outbox.ts';
import type { Principal } from '../principal.ts';

/** Finds out who asks, and makes the call's context from the answer. */
export async function authenticate(
  { services, request, reply }: Context,
  access: Access,
): Promise<{ call: Call; outbox: Outbox }> {
  if (!services.lifecycle.migrated) throw new ProblemError('unavailable', undefined, { retryAfter: 1 });
  const now = services.clock.now();
  const principal: Principal =
    'public' in access
      ? { kind: 'public' }
      : await resolvePrincipal(services, request, now, {
          reply,
          superseded: 'endsToken' in access,
        }).catch(async (error: unknown) => {
          // Failures are counted by address, and whoever fails may know what is left.
          const policy = services.config.policies.authFail;
          if (error instanceof ProblemError && (error.status === 401 || error.status === 429))
            reply.limits = await services.limiter.peek([{ policy, subject: request.ip, cost: 0 }]);
          throw error;
        });
  const outbox = new Outbox();
  const call = newCall(
    {
      services,
      requestId: request.id,
      principal,
      workspaceId: 'workspaceId' in principal ? principal.workspaceId : installationId,
      actor: actorOf(principal),
      ip: request.ip,
      now,
    },
    outbox,
  );
  return { call, outbox };
}

function actorOf(principal: Principal): Actor {
  switch (principal.kind) {
    case 'credential':
      return principal.member
        ? { type: 'member', ...principal.member }
        : { type: 'credential', id: principal.id, name: principal.name };
    case 'widget_session':
      return principal.customerId
        ? { type: 'customer', id: principal.customerId, name: null }
        : { type: 'visitor', id: principal.id, name: null };
    case 'widget_key':
      return { type: 'visitor', id: null, name: null };
    case 'root':
      return { type: 'installation', id: null, name: null };
    case 'system':
    case 'public':
      return { type: 'system', id: null, name: null };
  }
}
