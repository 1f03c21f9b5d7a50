import type { Id } from '../contract/ids.ts';
import { writeAudit } from '../platform/audit/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { appendEvents } from '../platform/events/log.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import type { Call } from '../rpc/context.ts';
import { newCall } from '../rpc/new-call.ts';
import { Outbox } from '../rpc/outbox.ts';

/**
 * One write by the operator inside a workspace, with its audit rows and events in the same transaction. The
 * operator holds the database and needs no key; the log says that it was the installation.
 */
export async function operatorCall<T>(
  services: Services,
  workspaceId: Id<'ws'>,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const now = services.clock.now();
  const outbox = new Outbox();
  const call = newCall(
    {
      services,
      requestId: newId('req', now),
      principal: { kind: 'root' },
      workspaceId,
      actor: { type: 'installation', id: null, name: null },
      now,
    },
    outbox,
  );
  const result = await inTransaction(services.engine, workspaceId, 'write', async (tx) => {
    const done = await work(call);
    for (const entry of outbox.audits)
      tx.pipe(writeAudit({ ...call, credentialId: null, ipHash: null }, entry));
    if (outbox.events.length > 0)
      tx.pipe(
        appendEvents(
          {
            workspaceId,
            actor: call.actor,
            credentialId: null,
            correlationId: call.requestId,
            occurredAt: now,
            apiVersion: services.config.apiVersion,
          },
          outbox.events,
        ),
      );
    return done;
  });
  for (const effect of outbox.effects) effect();
  return result;
}
