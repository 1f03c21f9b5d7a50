import { writeAudit } from '../platform/audit/index.ts';
import type { Transaction } from '../platform/db/index.ts';
import { appendEvents } from '../platform/events/log.ts';
import type { Call } from './context.ts';
import type { Outbox } from './outbox.ts';

export const credentialOf = ({ principal }: Call) => (principal.kind === 'credential' ? principal.id : null);

/** Hands over the audit rows of a call; `ipHash` is null where no request came from anywhere. */
export function writeAudits(tx: Transaction, call: Call, { audits }: Outbox, ipHash: string | null): void {
  const cause = { ...call, workspaceId: tx.workspaceId, credentialId: credentialOf(call), ipHash };
  for (const entry of audits) tx.pipe(writeAudit(cause, entry));
}

/**
 * Events go last: from here to the commit the workspace's counter is locked. Gives the number of the newest, null
 * when there are none. What `name` has not declared is a fault.
 */
export function appendOutbox(
  tx: Transaction,
  call: Call,
  { events }: Outbox,
  { name, events: declared }: { readonly name: string; readonly events: readonly string[] | undefined },
): Promise<number> | null {
  if (events.length === 0) return null;
  for (const { type } of events) {
    if (!declared?.includes(type))
      throw new Error(`${name} emitted ${type}, which its contract does not declare.`);
  }
  return appendEvents(
    {
      workspaceId: tx.workspaceId,
      actor: call.actor,
      credentialId: credentialOf(call),
      correlationId: call.requestId,
      occurredAt: call.now,
      apiVersion: call.services.config.apiVersion,
    },
    events,
  );
}
