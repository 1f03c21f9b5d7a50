import type { Id } from '../contract/ids.ts';
import { db, pipe } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { customerHistory, type HistoryType } from './tables.ts';

/** Puts on the timeline of a customer what happened to its record. */
export function tellHistory(
  call: Call,
  customerId: Id<'cus'>,
  type: HistoryType,
  detail: Record<string, unknown>,
): void {
  pipe(
    db.insert(customerHistory).values({
      workspaceId: call.workspaceId,
      id: call.newId('chs'),
      customerId,
      type,
      actor: call.actor,
      detail,
      createdAt: call.now,
    }),
  );
}
