import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { conversationStats } from '../conversations/index.ts';
import { parseInstant, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { customerStats } from './contract.ts';

const lastEvent = statement<[string, string]>(`
  select occurred_at from customer_events where workspace_id = $1 and customer_id = $2
  order by occurred_at desc, id desc limit 1`);

/** How much a person asks, and when he or she was last there. */
export async function statsOf(call: Call, id: Id<'cus'>): Promise<z.output<typeof customerStats>> {
  const { open, total, lastInboundAt } = await conversationStats(call, id);
  const [row] = await lastEvent(decodeId(call.workspaceId), decodeId(id));
  const tracked = row ? parseInstant(String(row[0])) : null;
  const seen = [tracked, lastInboundAt].filter((at) => at !== null).map((at) => at.getTime());
  const lastSeenAt = seen.length > 0 ? new Date(Math.max(...seen)) : null;
  return { open, total, lastSeenAt };
}
