import { pageSize } from './cases.ts';

/*
 * The statements of the measured operations, as the server sends them. The hand-written route and pgbench run
 * these; `main.ts` checks that their answers equal the server's.
 */
const columns = `c.id, c.ref, c.external_id, c.subject, c.state, c.priority, c.channel_id, c.channel_type, c.customer_id,
  u.external_id as customer_external_id, u.name as customer_name, u.email as customer_email,
  c.assignee_member_id, c.team_id, c.participants, c.tags, c.custom_fields, c.api_context, c.agent_state,
  c.message_count, c.unread_member, c.unread_customer, c.last_message_at, c.last_message_direction,
  c.last_message_sequence, c.last_message_preview, c.first_response_at, c.waiting_since, c.snoozed_until,
  c.snoozed_until_reply, c.resolved_at, c.resolution_summary, c.reopen_count, c.archived_at, c.follow_up_of,
  c.split_from, c.merged_into, c.redaction_count, c.version, c.created_at, c.updated_at, c.last_timeline_sequence,
  c.last_sequence`;

const selectConversations = `select ${columns}
  from conversations c join customers u on u.workspace_id = c.workspace_id and u.id = c.customer_id
  where c.workspace_id = $1 and c.deleted_at is null`;

export const listConversations = `${selectConversations} and c.archived_at is null order by c.created_at desc, c.id desc limit ${pageSize + 1}`;

export const getConversation = `${selectConversations} and c.id = $2`;

export const lockConversation = `${selectConversations} and c.id = $2 for update of c`;

export const insertMessage = `
  insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, client_message_id, direction,
    author, body_format, body_text, in_reply_to, delivery_state, delivery_attempts, sent_at, created_at, attachments)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16::jsonb)`;

export const updateConversation = `
  update conversations set message_count = $3, last_timeline_sequence = $4, unread_member = $5, unread_customer = $6,
    last_message_at = $7, last_message_direction = $8, last_message_preview = $9, first_response_at = $10,
    waiting_since = $11, state = $12, resolved_at = $13, resolution_summary = $14, reopen_count = $15, version = $16,
    updated_at = $17, last_sequence = $18, last_message_sequence = $18, snoozed_until = $19, snoozed_until_reply = $20,
    archived_at = $21, read_by_team = greatest(read_by_team, $22), read_by_customer = greatest(read_by_customer, $23)
  where workspace_id = $1 and id = $2`;

export const appendEvents = `
  with head as (
    update event_heads set seq = seq + jsonb_array_length($2::jsonb) where workspace_id = $1::uuid returning seq
  )
  insert into event_log (workspace_id, seq, id, type, occurred_at, resource_type, resource_id, conversation_id, envelope)
  select $1::uuid, head.seq - jsonb_array_length($2::jsonb) + e.position, (e.value->>'id')::uuid, e.value->>'type',
    (e.value->>'occurredAt')::timestamptz, e.value->>'resourceType', (e.value->>'resourceId')::uuid,
    (e.value->>'conversationId')::uuid, e.value->'envelope'
  from head, jsonb_array_elements($2::jsonb) with ordinality as e (value, position)
  returning seq`;
