import type { Id } from '../contract/ids.ts';
import { newId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { newCall } from '../rpc/new-call.ts';
import { Outbox } from '../rpc/outbox.ts';
import type { TestWorkspace } from './actors.ts';
import { inDatabase } from './promises.ts';

/** Runs what only other categories call, with the context that a verb has. */
export const inCall = <T>(workspace: TestWorkspace, work: (call: Call) => Promise<T>): Promise<T> => {
  const { services } = workspace.server;
  const now = services.clock.now();
  const call = newCall(
    {
      services,
      requestId: newId('req', now),
      principal: { kind: 'public' },
      workspaceId: workspace.id as Id<'ws'>,
      actor: { type: 'system', id: null, name: null },
      now,
    },
    new Outbox(),
  );
  return inDatabase(workspace, () => work(call));
};
