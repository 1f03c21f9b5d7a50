import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

const replace = statement<[string, string, string, string, string]>(`
  update event_log set envelope = replace(envelope::text, to_jsonb($4::text)::text, to_jsonb($5::text)::text)::jsonb
  where workspace_id = $1 and conversation_id = $2 and position(to_jsonb($4::text)::text in envelope::text) > 0
    and position($3 in envelope::text) > 0`);

const forgetTexts = statement<[string, string, string]>(`
  update event_log set envelope = envelope #- '{changes,body}'
  where workspace_id = $1 and conversation_id = $2 and envelope->'resource'->>'id' = $3 and envelope->'changes' ? 'body'`);

/**
 * Takes text out of what the log says of a conversation. Events are never changed but for this: what was masked
 * for good must not be found there. Earlier wordings of the resource go as well, since they may hold the same.
 */
export async function replaceInEvents(
  workspaceId: Id<'ws'>,
  conversationId: Id<'conv'>,
  resourceId: Id,
  pairs: readonly (readonly [from: string, to: string])[],
): Promise<void> {
  const [workspace, conversation] = [decodeId(workspaceId), decodeId(conversationId)];
  await forgetTexts(workspace, conversation, resourceId);
  for (const [from, to] of pairs) await replace(workspace, conversation, conversationId, from, to);
}

const blank = statement<[string, string]>(`
  update event_log set envelope = envelope || '{"data": {"erased": true}, "changes": {}}'::jsonb
  where workspace_id = $1 and conversation_id = $2 returning 1`);

/** Leaves of the events of a conversation that they happened, when and by whom. Gives how many there were. */
export async function blankEvents(workspaceId: Id<'ws'>, conversationId: Id<'conv'>): Promise<number> {
  return (await blank(decodeId(workspaceId), decodeId(conversationId))).length;
}
