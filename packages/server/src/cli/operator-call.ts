import type { Id } from '../contract/ids.ts';
import type { Operation } from '../contract/operation.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import type { Call } from '../rpc/context.ts';
import { internalWork } from '../rpc/internal-work.ts';

/**
 * One write by the operator inside a workspace. The operator holds the database and needs no key; the log says
 * that it was the installation.
 */
export const operatorCall = <T>(
  services: Services,
  workspaceId: Id<'ws'>,
  { summary, events = [] }: Pick<Operation, 'summary' | 'events'>,
  work: (call: Call) => Promise<T>,
): Promise<T> =>
  internalWork(
    services,
    {
      name: summary,
      events,
      requestId: newId('req', services.clock.now()),
      principal: { kind: 'root' },
      workspaceId,
      actor: { type: 'installation', id: null, name: null },
    },
    work,
  );
