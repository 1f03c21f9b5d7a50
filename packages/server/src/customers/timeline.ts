import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { conversationsOfCustomer } from '../conversations/index.ts';
import { db } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { CustomerTimelineItem, customerTimeline as contract } from './contract.ts';
import { timelineKinds } from './contract.ts';
import { here } from './rows.ts';
import { customerEvents, customerHistory, customers, type HistoryType } from './tables.ts';
import { presentTracked } from './tracked-events.ts';

type Input = z.output<typeof contract.input>;

/** What each kind is asked for: the next rows below a place in the one order of time and id. */
interface Below {
  readonly customerId: Id<'cus'>;
  readonly position: string[] | null;
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  readonly limit: number;
}

/**
 * Every kind has its own table and index; a page takes as many of each as it could hold, and keeps the newest.
 */
export async function customerTimeline(call: Call, input: Input): Promise<Page<CustomerTimelineItem>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'customer_timeline',
    input,
  };
  const position = positionOf(listing);
  const [row] = await db
    .select({ id: customers.id, mergedInto: customers.mergedInto })
    .from(customers)
    .where(here(call, input.id));
  if (!row) throw notFound('customer');
  const kinds = new Set(input.types ?? timelineKinds);
  const below: Below = {
    customerId: row.mergedInto ?? row.id,
    position,
    from: input.from,
    to: input.to,
    limit: input.limit + 1,
  };
  const lists = await Promise.all([
    kinds.has('conversation') ? conversationItems(call, below) : [],
    kinds.has('event') ? eventItems(call, below) : [],
    historyItems(call, below, [
      ...(kinds.has('identity') ? (['identity_linked', 'identity_unlinked'] as const) : []),
      ...(kinds.has('merge') ? (['merged', 'unmerged'] as const) : []),
    ]),
  ]);
  const items = lists
    .flat()
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (placeOf(a)[1]! < placeOf(b)[1]! ? 1 : -1))
    .slice(0, below.limit);
  return toPage(listing, items, placeOf, (item) => item);
}

const idOf = (item: CustomerTimelineItem): Id =>
  item.kind === 'conversation'
    ? item.conversation.id
    : item.kind === 'event'
      ? item.event.id
      : item.change.id;

const placeOf = (item: CustomerTimelineItem) => [item.at.toISOString(), decodeId(idOf(item))];

function within({ position, from, to }: Below, at: PgColumn, id: PgColumn): SQL | undefined {
  return and(
    from && gte(at, from),
    to && lt(at, to),
    position ? sql`(${at}, ${id}) < (${position[0]}::timestamptz, ${position[1]}::uuid)` : undefined,
  );
}

async function conversationItems(call: Call, below: Below): Promise<CustomerTimelineItem[]> {
  const found = await conversationsOfCustomer(call, below.customerId, below);
  return found.map(({ createdAt, ...conversation }) => ({
    kind: 'conversation',
    at: createdAt,
    conversation,
  }));
}

async function eventItems(call: Call, below: Below): Promise<CustomerTimelineItem[]> {
  const rows = await db
    .select()
    .from(customerEvents)
    .where(
      and(
        eq(customerEvents.workspaceId, call.workspaceId),
        eq(customerEvents.customerId, below.customerId),
        within(below, customerEvents.occurredAt, customerEvents.id),
      ),
    )
    .orderBy(desc(customerEvents.occurredAt), desc(customerEvents.id))
    .limit(below.limit);
  return rows.map((row) => ({ kind: 'event', at: row.occurredAt, event: presentTracked(row) }));
}

async function historyItems(
  call: Call,
  below: Below,
  types: readonly HistoryType[],
): Promise<CustomerTimelineItem[]> {
  if (types.length === 0) return [];
  const rows = await db
    .select()
    .from(customerHistory)
    .where(
      and(
        eq(customerHistory.workspaceId, call.workspaceId),
        eq(customerHistory.customerId, below.customerId),
        inArray(customerHistory.type, [...types]),
        within(below, customerHistory.createdAt, customerHistory.id),
      ),
    )
    .orderBy(desc(customerHistory.createdAt), desc(customerHistory.id))
    .limit(below.limit);
  return rows.map(presentHistory);
}

function presentHistory({
  id,
  type,
  actor: { type: actorType, id: actorId, name },
  detail,
  createdAt: at,
}: typeof customerHistory.$inferSelect): CustomerTimelineItem {
  const actor = { type: actorType, id: actorId, name };
  if (type === 'merged' || type === 'unmerged')
    return { kind: 'merge', at, change: { id, type, actor, customerId: detail.customerId as Id<'cus'> } };
  const identity = detail.identity as Extract<
    CustomerTimelineItem,
    { kind: 'identity' }
  >['change']['identity'];
  return {
    kind: 'identity',
    at,
    change: {
      id,
      type,
      actor,
      identity: {
        type: identity.type,
        system: identity.system,
        value: identity.value,
        verified: identity.verified,
      },
    },
  };
}
