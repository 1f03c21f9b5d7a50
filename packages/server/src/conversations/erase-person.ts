import { inArray } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { among, erased, maskRows, type PersonMask, type TextPlace } from '../platform/erasure/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { removeAttachments } from './attachments/attachments.ts';
import { lockConversation } from './rows.ts';
import { indexConversations } from './search/index-changes.ts';
import { attachments as attachmentsTable } from './tables.ts';

interface PersonHere {
  /** The customer, and those who were merged into it. */
  readonly customerIds: readonly Id<'cus'>[];
  readonly mask: PersonMask;
}

export interface ErasedHere {
  /** The person's own, and those in which he or she takes part. */
  readonly own: Id<'conv'>[];
  readonly all: Id<'conv'>[];
  readonly issues: Id<'iss'>[];
  readonly attachments: Id<'att'>[];
  readonly counts: {
    conversations: number;
    messages: number;
    notes: number;
    timelineEntries: number;
    issues: number;
    attachments: number;
  };
}

const conversationsWith = statement<[string, string, string]>(`
  select id, customer_id in (select unnest(string_to_array($2, ','))::uuid) from conversations
  where workspace_id = $1 and (customer_id in (select unnest(string_to_array($2, ','))::uuid)
    or exists (select from jsonb_array_elements(participants) as p
      where p->>'id' in (select jsonb_array_elements_text($3::jsonb))))
  order by id for update`);
const issuesOf = statement<[string, string]>(`
  select id from issues where workspace_id = $1 and customer_id in (select unnest(string_to_array($2, ','))::uuid)`);

/** What the person sent, or was about to. */
const filesOf = statement<[string, string, string]>(`
  select id from attachments where workspace_id = $1 and (
    created_by->>'id' in (select jsonb_array_elements_text($3::jsonb))
    or message_id in (select id from messages where workspace_id = $1
      and conversation_id in (select unnest(string_to_array($2, ','))::uuid)
      and author->>'id' in (select jsonb_array_elements_text($3::jsonb))))`);
const eraseWords = statement<[string, string, string, string]>(`
  update messages set body_text = $4, body_format = 'text', client_message_id = null, attachments = '[]',
    redactions = '[]', delivery_error = null,
    author = jsonb_set(author, '{name}', 'null'), version = version + 1
  where workspace_id = $1 and conversation_id in (select unnest(string_to_array($2, ','))::uuid)
    and author->>'id' in (select jsonb_array_elements_text($3::jsonb)) returning 1`);
const eraseHeads = statement<[string, string, string]>(`
  update conversations c set subject = null, external_id = null, version = version + 1,
    last_message_preview = case when last_message_preview is null then null else coalesce((
      select left(m.body_text, 200) from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id
      order by m.sequence desc limit 1), $3) end
  where workspace_id = $1 and id in (select unnest(string_to_array($2, ','))::uuid)`);
/** What the person gave the conversation is in what was told of its changes too. */
const eraseChanges = statement<[string, string]>(`
  update timeline_entries set changes = (
    select jsonb_object_agg(field, case when field in ('subject', 'externalId', 'apiContext', 'customFields')
      then '{"from": null, "to": null}'::jsonb else change end)
    from jsonb_each(changes) as t (field, change))
  where workspace_id = $1 and conversation_id in (select unnest(string_to_array($2, ','))::uuid)
    and changes ?| array['subject', 'externalId', 'apiContext', 'customFields'] returning 1`);
const eraseSecrets = statement<[string, string]>(`
  delete from conversation_secrets where workspace_id = $1
    and conversation_id in (select unnest(string_to_array($2, ','))::uuid)`);
const leave = statement<[string, string, string]>(`
  update conversations set participants = (select coalesce(jsonb_agg(p order by n), '[]')
    from jsonb_array_elements(participants) with ordinality as t (p, n)
    where coalesce(p->>'id', '') not in (select jsonb_array_elements_text($3::jsonb)))
  where workspace_id = $1 and id in (select unnest(string_to_array($2, ','))::uuid)`);

/** Where others may have written of the person. */
const inConversations: Record<'messages' | 'notes' | 'timelineEntries' | 'issueNotes', TextPlace> = {
  messages: {
    table: 'messages',
    key: ['id'],
    texts: ['body_text', 'delivery_error'],
    json: ['author', 'redactions', 'attachments'],
  },
  notes: { table: 'notes', key: ['id'], texts: ['body'], json: ['author'] },
  timelineEntries: { table: 'timeline_entries', key: ['id'], texts: ['reason'], json: ['changes', 'actor'] },
  issueNotes: { table: 'issue_notes', key: ['issue_id', 'note_id'], texts: ['body'], json: ['author'] },
};
const files: TextPlace = { table: 'attachments', key: ['id'], texts: ['filename'], json: ['created_by'] };
const heads: TextPlace = {
  table: 'conversations',
  key: ['id'],
  texts: ['subject', 'resolution_summary', 'last_message_preview'],
  json: ['api_context', 'custom_fields', 'participants'],
};
const issuePlace: TextPlace = {
  table: 'issues',
  key: ['id'],
  texts: ['title', 'description', 'external_url'],
  json: ['custom_fields', 'created_by'],
};

/**
 * Takes a person out of the conversations and issues of a workspace: the person's own words go, what others wrote
 * stays with the person's values masked.
 */
export async function erasePerson(call: Call, { customerIds, mask }: PersonHere): Promise<ErasedHere> {
  const { workspaceId } = call;
  const workspace = decodeId(workspaceId);
  const uuids = customerIds.map(decodeId).join(',');
  const names = JSON.stringify(customerIds);
  const found = await conversationsWith(workspace, uuids, names);
  const all = found.map(([id]) => encodeId('conv', String(id)));
  const own = found.flatMap(([id, isOwn]) => (isOwn ? [encodeId('conv', String(id))] : []));
  const issues = (await issuesOf(workspace, uuids)).map(([id]) => encodeId('iss', String(id)));
  const allUuids = all.map(decodeId).join(',');

  const attachments = (await filesOf(workspace, allUuids, names)).map(([id]) => encodeId('att', String(id)));
  if (attachments.length > 0) await removeAttachments(call, inArray(attachmentsTable.id, attachments));
  const words = await eraseWords(workspace, allUuids, names, erased);
  const nearby = { needles: mask.nearby, mask: mask.maskNearby };
  const anywhere = { needles: mask.anywhere, mask: mask.maskAnywhere };
  const changes = await eraseChanges(workspace, own.map(decodeId).join(','));
  const count = { messages: words.length, notes: 0, timelineEntries: changes.length, issueNotes: 0 };
  for (const [name, place] of Object.entries(inConversations) as [
    keyof typeof inConversations,
    TextPlace,
  ][]) {
    const condition = among('conversation_id');
    count[name] += await maskRows(workspaceId, place, { condition, ids: all, ...nearby });
    count[name] += await maskRows(workspaceId, place, anywhere);
  }
  const inMessages = `message_id in (select id from messages where workspace_id = $1 and ${among('conversation_id')})`;
  await maskRows(workspaceId, files, { condition: inMessages, ids: all, ...nearby });
  await maskRows(workspaceId, files, anywhere);
  await leave(workspace, allUuids, names);
  await eraseHeads(workspace, own.map(decodeId).join(','), erased);
  await eraseSecrets(workspace, own.map(decodeId).join(','));
  await maskRows(workspaceId, heads, { condition: among('id'), ids: all, ...nearby });
  await maskRows(workspaceId, heads, anywhere);
  const masked = await maskRows(workspaceId, issuePlace, { condition: among('id'), ids: issues, ...nearby });
  const others = await maskRows(workspaceId, issuePlace, anywhere);
  return {
    own,
    all,
    issues,
    attachments,
    counts: {
      conversations: all.length,
      messages: count.messages,
      notes: count.notes + count.issueNotes,
      timelineEntries: count.timelineEntries,
      issues: masked + others,
      attachments: attachments.length,
    },
  };
}

/** Tells what has become of the person's conversations, once nothing of the person is in them. */
export async function tellErased(call: Call, ids: readonly Id<'conv'>[]): Promise<void> {
  for (const id of ids) {
    const loaded = await lockConversation(call, id).catch(() => null);
    if (!loaded) continue;
    const { conversation } = loaded;
    call.emit({
      type: 'conversation.updated',
      resource: { type: 'conversation', id, version: conversation.version },
      conversationId: id,
      data: { conversation },
      changes: { customer: { from: null, to: null } },
    });
  }
}

const changedSince = statement<[string]>(
  "select distinct conversation_id from search_changes where workspace_id = $1 and kind = 'changed'",
);

/** Takes out of the search index what was taken out of texts, the name of a customer included, in this transaction. */
export async function indexErased({ workspaceId }: Call): Promise<void> {
  const changed = await changedSince(decodeId(workspaceId));
  await indexConversations(
    workspaceId,
    changed.map(([id]) => encodeId('conv', String(id))),
  );
}
