import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';

interface Place {
  readonly conversationId: Id<'conv'>;
  readonly lastSequence: number;
  readonly lastTimelineSequence: number;
}

/*
 * Moved items are numbered on from the last number of where they go, in the order in which they were written;
 * messages and notes share the numbers of the timeline. A client's own id of a message is unique in its
 * conversation: one that is taken there is given up.
 */
const ordered = (messagesWhere: string, notesWhere: string) => `
  with items as (
    select id, 'message' as kind, sent_at as at, sequence as place from messages where workspace_id = $1 and ${messagesWhere}
    union all
    select id, 'note', created_at, timeline_sequence from notes where workspace_id = $1 and ${notesWhere}
  ), numbered as (
    select id, kind, row_number() over (order by at, place, id) as n,
      row_number() over (partition by kind order by at, place, id) as of_kind
    from items
  ), moved_messages as (
    update messages m set conversation_id = $2, moved_from = m.conversation_id, sequence = $3 + numbered.of_kind,
      timeline_sequence = $4 + numbered.n, version = m.version + 1,
      client_message_id = case when exists (
        select 1 from messages t where t.workspace_id = $1 and t.client_message_id = m.client_message_id and t.id <> m.id
          and (t.conversation_id = $2 or t.id in (select id from numbered))
      ) then null else m.client_message_id end
    from numbered where m.workspace_id = $1 and m.id = numbered.id and numbered.kind = 'message'
    returning 1
  ), moved_notes as (
    update notes o set conversation_id = $2, moved_from = o.conversation_id, timeline_sequence = $4 + numbered.n,
      version = o.version + 1
    from numbered where o.workspace_id = $1 and o.id = numbered.id and numbered.kind = 'note'
    returning 1
  )
  select (select count(*) from moved_messages)::integer, (select count(*) from moved_notes)::integer`;

const everything = statement<[string, string, number, number, string]>(
  ordered(
    `conversation_id = any(string_to_array($5, ',')::uuid[])`,
    `conversation_id = any(string_to_array($5, ',')::uuid[])`,
  ),
);
const chosen = statement<[string, string, number, number, string]>(
  ordered(`id = any(string_to_array($5, ',')::uuid[])`, 'false'),
);

interface Moved {
  readonly messages: number;
  readonly notes: number;
}

const numbersOf = ([row]: unknown[][]): Moved => {
  const [messages, notes] = row as [number, number];
  return { messages, notes };
};

/** Moves all messages and notes of some conversations to the end of another. */
export async function moveEverything(call: Call, to: Place, from: readonly Id<'conv'>[]): Promise<Moved> {
  return numbersOf(
    await everything(
      decodeId(call.workspaceId),
      decodeId(to.conversationId),
      to.lastSequence,
      to.lastTimelineSequence,
      from.map(decodeId).join(','),
    ),
  );
}

/** Moves some messages to the end of a conversation. */
export async function moveMessages(call: Call, to: Place, ids: readonly Id<'msg'>[]): Promise<Moved> {
  return numbersOf(
    await chosen(
      decodeId(call.workspaceId),
      decodeId(to.conversationId),
      to.lastSequence,
      to.lastTimelineSequence,
      ids.map(decodeId).join(','),
    ),
  );
}
