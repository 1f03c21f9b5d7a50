import { sql } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { blankEvents } from '../platform/events/replace.ts';
import { refuseReplays } from '../platform/idempotency/replace.ts';
import { decodeId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { removeAttachments } from './attachments/attachments.ts';
import { indexConversations } from './search/index-changes.ts';

export interface Erased {
  messages: number;
  notes: number;
  timelineEntries: number;
  secrets: number;
  issueLinks: number;
  issueNotes: number;
  events: number;
  storedAnswers: number;
}

const counts = statement<[string, string, string]>(`
  select
    (select count(*) from messages where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from notes where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from timeline_entries where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from conversation_secrets where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from issue_links where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from issue_notes where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from event_log where workspace_id = $1 and conversation_id = $2)::integer,
    (select count(*) from idempotency_records where workspace_id = $1 and answer is not null
      and position(convert_to($3, 'UTF8') in answer) > 0)::integer`);

/** What an erasure would remove. */
export async function countTraces(call: Call, id: Id<'conv'>): Promise<Erased> {
  const [row] = await counts(decodeId(call.workspaceId), decodeId(id), id);
  const [messages, notes, timelineEntries, secrets, issueLinks, issueNotes, events, storedAnswers] =
    row as number[];
  return {
    messages: messages!,
    notes: notes!,
    timelineEntries: timelineEntries!,
    secrets: secrets!,
    issueLinks: issueLinks!,
    issueNotes: issueNotes!,
    events: events!,
    storedAnswers: storedAnswers!,
  };
}

/** What hangs on a conversation goes before it; what only points at it forgets it. */
const removals = [
  'delete from messages where workspace_id = $1 and conversation_id = $2',
  'delete from notes where workspace_id = $1 and conversation_id = $2',
  'delete from timeline_entries where workspace_id = $1 and conversation_id = $2',
  'delete from conversation_secrets where workspace_id = $1 and conversation_id = $2',
  'delete from issue_links where workspace_id = $1 and conversation_id = $2',
  'delete from issue_notes where workspace_id = $1 and conversation_id = $2',
  'delete from read_places where workspace_id = $1 and conversation_id = $2',
  'update conversations set follow_up_of = null where workspace_id = $1 and follow_up_of = $2',
  'update conversations set split_from = null where workspace_id = $1 and split_from = $2',
  'update conversations set merged_into = null where workspace_id = $1 and merged_into = $2',
  'update messages set moved_from = null where workspace_id = $1 and moved_from = $2',
  'delete from conversations where workspace_id = $1 and id = $2',
].map((text) => statement<[string, string]>(text));

/**
 * Removes a locked conversation for good. Its events stay in the log as events of something erased, so that the
 * numbers of the log have no gaps; retries of the calls that wrote in it find that it is gone.
 */
export async function eraseConversation(call: Call, id: Id<'conv'>): Promise<Erased> {
  const erased = await countTraces(call, id);
  const gone = new ProblemError('answer_erased');
  await blankEvents(call.workspaceId, id);
  await refuseReplays(call.workspaceId, id, gone.status, JSON.stringify(gone.toProblem(call.requestId)));
  await removeAttachments(
    call,
    sql`message_id in (select id from messages where workspace_id = ${decodeId(call.workspaceId)} and conversation_id = ${decodeId(id)})`,
  );
  for (const remove of removals) await remove(decodeId(call.workspaceId), decodeId(id));
  await indexConversations(call.workspaceId, [id]);
  return erased;
}
