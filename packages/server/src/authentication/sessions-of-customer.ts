import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { forgetKey } from './resolve-principal.ts';
import { widgetSessions } from './tables.ts';

/** Lets the sessions of one person be another's: all of them, or those named. Gives their ids. */
export async function moveSessions(
  call: Call,
  { from, to }: { from: Id<'cus'>; to: Id<'cus'> },
  only?: readonly Id<'wses'>[],
): Promise<Id<'wses'>[]> {
  if (only?.length === 0) return [];
  const rows = await db
    .update(widgetSessions)
    .set({ customerId: to })
    .where(
      and(
        eq(widgetSessions.workspaceId, call.workspaceId),
        eq(widgetSessions.customerId, from),
        only ? inArray(widgetSessions.id, [...only]) : undefined,
      ),
    )
    .returning({ id: widgetSessions.id });
  const ids = rows.map(({ id }) => id);
  call.afterCommit(() => {
    for (const id of ids) forgetKey(call.services, id);
  });
  return ids;
}

/** Ends the sessions of a person and forgets whose they were. Gives their ids. */
export async function endSessions(call: Call, customerId: Id<'cus'>): Promise<Id<'wses'>[]> {
  const here = and(
    eq(widgetSessions.workspaceId, call.workspaceId),
    eq(widgetSessions.customerId, customerId),
  );
  const rows = await db
    .update(widgetSessions)
    .set({ status: 'revoked' })
    .where(and(here, ne(widgetSessions.status, 'revoked')))
    .returning({ id: widgetSessions.id });
  const all = await db.select({ id: widgetSessions.id }).from(widgetSessions).where(here);
  call.afterCommit(() => {
    for (const { id } of rows) forgetKey(call.services, id);
  });
  return all.map(({ id }) => id);
}
