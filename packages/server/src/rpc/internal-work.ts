import { inTransaction } from '../platform/db/index.ts';
import type { Services } from '../platform/services.ts';
import type { Call } from './context.ts';
import { newCall } from './new-call.ts';
import { Outbox } from './outbox.ts';
import { appendOutbox, writeAudits } from './settle-outbox.ts';

export interface Commission extends Pick<Call, 'workspaceId' | 'requestId' | 'principal' | 'actor'> {
  /** What it is called in faults, and the types of events that it may tell. */
  readonly name: string;
  readonly events: readonly string[];
}

/**
 * A write that no caller waits for, or that the operator makes: effect, audit rows and events are one transaction,
 * as they are for a call.
 */
export async function internalWork<T>(
  services: Services,
  { name, events, ...given }: Commission,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const outbox = new Outbox();
  const call = newCall({ ...given, services, now: services.clock.now() }, outbox);
  let seq: Promise<number> | null = null;
  const done = await inTransaction(services.engine, call.workspaceId, 'write', async (tx) => {
    const result = await work(call);
    writeAudits(tx, call, outbox, null);
    seq = appendOutbox(tx, call, outbox, { name, events });
    if (seq) tx.pipe(seq);
    return result;
  });
  for (const effect of outbox.effects) effect();
  if (seq) services.bus.advanced(call.workspaceId, await seq);
  return done;
}
