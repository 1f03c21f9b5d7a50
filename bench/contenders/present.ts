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
  tags: string[];
  api_context: unknown;
  message_count: number;
  unread_member: number;
  unread_customer: number;
  last_message_at: Date | null;
  last_message_direction: string | null;
  last_message_preview: string | null;
  first_response_at: Date | null;
  waiting_since: Date | null;
  resolved_at: Date | null;
  resolution_summary: string | null;
  reopen_count: number;
  follow_up_of: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  last_timeline_sequence: number;
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
  tags: row.tags,
  apiContext: row.api_context,
  counts: {
    messages: row.message_count,
    unreadMember: row.unread_member,
    unreadCustomer: row.unread_customer,
  },
  lastMessage: row.last_message_at
    ? {
        at: row.last_message_at,
        direction: row.last_message_direction,
        sequence: row.message_count,
        preview: row.last_message_preview,
      }
    : null,
  firstResponseAt: row.first_response_at,
  waitingSince: row.waiting_since,
  resolvedAt: row.resolved_at,
  resolutionSummary: row.resolution_summary,
  reopenCount: row.reopen_count,
  followUpOf: row.follow_up_of,
  version: row.version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
