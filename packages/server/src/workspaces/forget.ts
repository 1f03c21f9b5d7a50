import { eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { forgetAudits } from '../platform/audit/forget.ts';
import { db, inTransaction } from '../platform/db/index.ts';
import { forgetEvents } from '../platform/events/forget.ts';
import { decodeId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { workspaces } from './tables.ts';

const batch = 1000;
const dayMs = 24 * 3600 * 1000;

/** Forgets what a workspace keeps no longer, a little at a time so that nobody waits for it. */
export async function forgetPastRetention(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  const now = services.clock.now().getTime();
  const uuid = decodeId(workspaceId);
  const [row] = await inTransaction(services.engine, workspaceId, 'read', async () =>
    db
      .select({ retention: workspaces.retention })
      .from(workspaces)
      .where(eq(workspaces.workspaceId, workspaceId)),
  );
  if (!row) return;
  const ageing = [
    { days: row.retention.eventDays, forget: forgetEvents },
    { days: row.retention.auditDays, forget: forgetAudits },
  ];
  for (const { days, forget } of ageing) {
    if (days === null) continue;
    const before = new Date(now - days * dayMs).toISOString();
    for (let full = true; full; ) {
      const gone = await inTransaction(services.engine, workspaceId, 'write', () =>
        forget(uuid, before, batch),
      );
      full = gone.length === batch;
    }
  }
}
