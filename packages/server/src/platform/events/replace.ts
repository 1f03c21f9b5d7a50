import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

const pageSize = 500;
const page = statement<[string, string, number, number]>(`
  select seq, envelope from event_log where workspace_id = $1 and conversation_id = $2 and seq > $3 order by seq limit $4`);
const write = statement<[string, string, string]>(
  'update event_log set envelope = $3::jsonb where workspace_id = $1 and seq = $2',
);

/**
 * Rewrites what the log says of a conversation. Events are never changed but for this: what was masked for good
 * must not be found there. `rewrite` changes an envelope in place and says whether it did.
 */
export async function rewriteEvents(
  workspaceId: Id<'ws'>,
  conversationId: Id<'conv'>,
  rewrite: (envelope: unknown) => boolean,
): Promise<void> {
  const [workspace, conversation] = [decodeId(workspaceId), decodeId(conversationId)];
  for (let after = 0; ; ) {
    const rows = await page(workspace, conversation, after, pageSize);
    for (const [seq, envelope] of rows)
      if (rewrite(envelope)) await write(workspace, String(seq), JSON.stringify(envelope));
    if (rows.length < pageSize) return;
    after = Number(rows.at(-1)![0]);
  }
}

const blank = statement<[string, string]>(`
  update event_log set envelope = envelope || '{"data": {"erased": true}, "changes": {}}'::jsonb
  where workspace_id = $1 and conversation_id = $2 returning 1`);

/** Leaves of the events of a conversation that they happened, when and by whom. Gives how many there were. */
export async function blankEvents(workspaceId: Id<'ws'>, conversationId: Id<'conv'>): Promise<number> {
  return (await blank(decodeId(workspaceId), decodeId(conversationId))).length;
}
