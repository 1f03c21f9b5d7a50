import type { Id } from '../../contract/ids.ts';
import { pipe, statement } from '../../platform/db/index.ts';
import type { Changes } from '../../platform/differences.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import type { Call } from '../../rpc/context.ts';
import type { TimelineEntryType } from '../contract.ts';

// Locked in one order, whoever else does so too: two changes that reach the same conversations never wait in a ring.
const advance = statement<[workspaceId: string, conversationIds: string, now: string]>(`
  with locked as (
    select id from conversations where workspace_id = $1 and id = any(string_to_array($2, ',')::uuid[])
    order by id for no key update
  )
  update conversations c set last_timeline_sequence = c.last_timeline_sequence + 1, updated_at = $3
  from locked l where c.workspace_id = $1 and c.id = l.id
  returning c.id, c.last_timeline_sequence`);

const insertEntries = statement<
  [
    workspaceId: string,
    entries: string,
    type: string,
    actor: string,
    changes: string,
    reason: null,
    now: string,
  ]
>(`
  insert into timeline_entries (workspace_id, id, conversation_id, timeline_sequence, type, actor, changes, reason, created_at)
  select $1::uuid, (e.value->>0)::uuid, (e.value->>1)::uuid, (e.value->>2)::integer, $3, $4::jsonb, $5::jsonb, $6::text,
    $7::timestamptz
  from jsonb_array_elements($2::jsonb) as e`);

/** Tells one change in the timelines of several conversations. */
export async function tellConversations(
  call: Call,
  conversationIds: readonly Id<'conv'>[],
  type: TimelineEntryType,
  changes: Changes,
): Promise<void> {
  if (conversationIds.length === 0) return;
  const workspace = decodeId(call.workspaceId);
  const now = call.now.toISOString();
  const moved = await advance(workspace, conversationIds.map(decodeId).join(','), now);
  const entries = moved.map(([id, sequence]) => [decodeId(call.newId('tml')), id, sequence]);
  pipe(
    insertEntries(
      workspace,
      JSON.stringify(entries),
      type,
      JSON.stringify(call.actor),
      JSON.stringify(changes),
      null,
      now,
    ),
  );
}

const linked = statement<[string, string]>(
  'select conversation_id from issue_links where workspace_id = $1 and issue_id = $2',
);

export async function linkedConversations(call: Call, id: Id<'iss'>): Promise<Id<'conv'>[]> {
  const rows = await linked(decodeId(call.workspaceId), decodeId(id));
  return rows.map(([conversation]) => encodeId('conv', conversation as string));
}
