/** A row of `sql.ts`, as postgres.js gives it by default. */
export interface ConversationRow {
  id: string;
  ref: string;
  external_id: string | null;
  subject: string | null;
  state: string;
  priority: string;
  channel_id: string;
  channel_type: string;
  customer_id: string;
  customer_external_id: string | null;
  customer_name: string | null;
  customer_email: string | null;
  assignee_member_id: string | null;
  team_id: string | null;
  participants: unknown[];
  tags: string[];
  custom_fields: Record<string, unknown>;
  api_context: unknown;
  agent_state: string;
  message_count: number;
  unread_member: number;
  unread_customer: number;
  last_message_at: Date | null;
  last_message_direction: string | null;
  last_message_sequence: number | null;
  last_message_preview: string | null;
  first_response_at: Date | null;
  waiting_since: Date | null;
  snoozed_until: Date | null;
  snoozed_until_reply: boolean;
  resolved_at: Date | null;
  resolution_summary: string | null;
  reopen_count: number;
  archived_at: Date | null;
  follow_up_of: string | null;
  split_from: string | null;
  merged_into: string | null;
  redaction_count: number;
  version: number;
  created_at: Date;
  updated_at: Date;
  last_timeline_sequence: number;
  last_sequence: number;
}

/** The row in the shape of the contract, so that the answers have the same fields and about the same size. */
export const presentConversation = (row: ConversationRow) => ({
  id: row.id,
  ref: Number(row.ref),
  externalId: row.external_id,
  subject: row.subject,
  state: row.state,
  priority: row.priority,
  channel: { id: row.channel_id, type: row.channel_type },
  customer: {
    id: row.customer_id,
    externalId: row.customer_external_id,
    name: row.customer_name,
    email: row.customer_email,
  },
  assignee: row.assignee_member_id ? { type: 'member', id: row.assignee_member_id } : null,
  teamId: row.team_id,
  participants: row.participants,
  tags: row.tags,
  customFields: row.custom_fields,
  apiContext: row.api_context,
  agent: { state: row.agent_state },
  counts: {
    messages: row.message_count,
    unreadMember: row.unread_member,
    unreadCustomer: row.unread_customer,
  },
  lastMessage: row.last_message_at
    ? {
        at: row.last_message_at,
        direction: row.last_message_direction,
        sequence: row.last_message_sequence,
        preview: row.last_message_preview,
      }
    : null,
  firstResponseAt: row.first_response_at,
  waitingSince: row.waiting_since,
  snoozedUntil: row.snoozed_until,
  snoozedUntilReply: row.snoozed_until_reply,
  resolvedAt: row.resolved_at,
  resolutionSummary: row.resolution_summary,
  reopenCount: row.reopen_count,
  archivedAt: row.archived_at,
  followUpOf: row.follow_up_of,
  splitFrom: row.split_from,
  mergedInto: row.merged_into,
  redactionCount: row.redaction_count,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
