import type { Id } from '../contract/ids.ts';
import type { Person } from '../customers/index.ts';
import { parseInstant, statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { claimConversation } from './claim.ts';
import type { ConversationState } from './contract.ts';

/** What the category of customers may know and move of a person's conversations. */

const countOf = statement<[string, string]>(`
  select count(*) filter (where state <> 'resolved')::integer, count(*)::integer,
    max(last_message_at) filter (where last_message_direction = 'inbound')
  from conversations where workspace_id = $1 and customer_id = $2`);

export async function conversationStats(call: Call, customerId: Id<'cus'>) {
  const [row] = await countOf(decodeId(call.workspaceId), decodeId(customerId));
  const [open, total, last] = row as [number, number, string | null];
  return { open, total, lastInboundAt: last === null ? null : parseInstant(last) };
}

const countOfMany = statement<[string, string]>(`
  select count(*) filter (where state <> 'resolved')::integer, count(*)::integer from conversations
  where workspace_id = $1 and customer_id in (select unnest(string_to_array($2, ','))::uuid)`);

/** How many conversations several people have, and how many of them go on. */
export async function conversationCounts(call: Call, customerIds: readonly Id<'cus'>[]) {
  const [row] = await countOfMany(decodeId(call.workspaceId), customerIds.map(decodeId).join(','));
  const [open, total] = row as [number, number];
  return { open, total };
}

interface Place {
  readonly position: readonly string[] | null;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  readonly limit: number;
}

const newestFirst = statement<(string | number | null)[]>(`
  select id, ref, subject, state, channel_type, created_at from conversations
  where workspace_id = $1 and customer_id = $2
    and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
    and ($5::timestamptz is null or created_at >= $5::timestamptz)
    and ($6::timestamptz is null or created_at < $6::timestamptz)
  order by created_at desc, id desc limit $7`);

/** A person's conversations as a timeline shows them, newest first. */
export async function conversationsOfCustomer(call: Call, customerId: Id<'cus'>, place: Place) {
  const [at = null, id = null] = place.position ?? [];
  const rows = await newestFirst(
    decodeId(call.workspaceId),
    decodeId(customerId),
    at,
    id,
    place.from?.toISOString() ?? null,
    place.to?.toISOString() ?? null,
    place.limit,
  );
  return rows.map((row) => ({
    id: encodeId('conv', String(row[0])),
    ref: Number(row[1]),
    subject: row[2] as string | null,
    state: row[3] as ConversationState,
    channelType: String(row[4]),
    createdAt: parseInstant(String(row[5])),
  }));
}

const idsOf = statement<[string, string]>(`
  select id, deleted_at is not null from conversations where workspace_id = $1 and customer_id = $2
  order by id for update`);
const moveDeleted = statement<[string, string, string]>(`
  update conversations set customer_id = $3 where workspace_id = $1 and id = $2 and deleted_at is not null`);

/**
 * Gives the conversations of one person to another, all of them or those named, each told as a change of it.
 * Gives their ids.
 */
export async function moveConversations(
  call: Call,
  from: Id<'cus'>,
  to: Pick<Person, 'id' | 'externalId' | 'name' | 'email'>,
  only?: ReadonlySet<Id<'conv'>>,
): Promise<Id<'conv'>[]> {
  const moved: Id<'conv'>[] = [];
  for (const [uuid, isDeleted] of await idsOf(decodeId(call.workspaceId), decodeId(from))) {
    const id = encodeId('conv', String(uuid));
    if (only && !only.has(id)) continue;
    if (isDeleted) await moveDeleted(decodeId(call.workspaceId), String(uuid), decodeId(to.id));
    else await claimConversation(call, id, to);
    moved.push(id);
  }
  return moved;
}

const countAll = statement<[string, string]>(
  'select count(*)::integer from conversations where workspace_id = $1 and customer_id = $2',
);

/** How many conversations `moveConversations` would move. */
export const countConversations = async (call: Call, customerId: Id<'cus'>): Promise<number> =>
  Number((await countAll(decodeId(call.workspaceId), decodeId(customerId)))[0]?.[0]);
