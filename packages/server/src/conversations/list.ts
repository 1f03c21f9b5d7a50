import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import { statement, transaction } from '../platform/db/index.ts';
import { compileSql } from '../platform/filters/index.ts';
import { decodeId } from '../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../platform/page.ts';
import type { Call } from '../rpc/context.ts';
import {
  type Conversation,
  type listConversations as contract,
  conversationFilterFields,
} from './contract.ts';
import { conversationColumns } from './filter-columns.ts';
import { place, presentConversation, selectConversations } from './rows.ts';

type Input = z.output<typeof contract.input> & {
  /** For the customer, to whom it says nothing that the team has put a conversation away. */
  readonly withArchived?: boolean;
};

/** Conversations in order of creation. */
export async function listConversations(call: Call, input: Input): Promise<Page<Conversation>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'conversations',
    input,
  };
  const position = positionOf(listing);
  const params: unknown[] = [decodeId(call.workspaceId)];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const descending = input.sort === '-created_at';
  const [direction, beyond] = descending ? ['desc', '<'] : ['asc', '>'];

  const conditions = [
    input.state && `c.state = any(string_to_array(${bind(input.state.join(','))}, ','))`,
    input.customerId && `c.customer_id = ${bind(decodeId(input.customerId))}`,
    input.channelId && `c.channel_id = ${bind(decodeId(input.channelId))}`,
    input.assigneeId && `c.assignee_member_id = ${bind(decodeId(input.assigneeId))}`,
    input.teamId && `c.team_id = ${bind(decodeId(input.teamId))}`,
    input.unassigned !== undefined && `c.assignee_member_id is ${input.unassigned ? '' : 'not '}null`,
    input.tag && `${bind(input.tag)} = any(c.tags)`,
    input.updatedSince && `c.updated_at >= ${bind(input.updatedSince.toISOString())}`,
    input.withArchived ? 'c.merged_into is null' : `c.archived_at is ${input.archived ? 'not ' : ''}null`,
    input.snoozed !== undefined &&
      `${input.snoozed ? '' : 'not '}(c.snoozed_until is not null or c.snoozed_until_reply)`,
    input.filter &&
      compileSql(asFilter(input.filter), {
        fields: conversationFilterFields,
        columns: conversationColumns,
        now: call.now,
        bind,
      }),
    position &&
      `(c.created_at, c.id) ${beyond} (${bind(position[0])}::timestamptz, ${bind(position[1])}::uuid)`,
  ];
  const filter = conditions
    .filter(Boolean)
    .map((condition) => ` and ${condition}`)
    .join('');
  const text = `${selectConversations}${filter} order by c.created_at ${direction}, c.id ${direction} ${limitTo(input.limit + 1, bind)}`;

  transaction().lastStatement();
  const rows = await statement(text)(...params);
  return toPage(
    listing,
    rows,
    (row) => [row[place.createdAt] as string, row[place.id] as string],
    presentConversation,
  );
}
