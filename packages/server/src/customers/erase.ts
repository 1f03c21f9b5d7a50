import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { endSessions } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import { erasePerson, indexErased } from '../conversations/index.ts';
import { eraseFromJobs } from '../limits/index.ts';
import { eraseFromAudit } from '../platform/audit/erase.ts';
import { db, statement } from '../platform/db/index.ts';
import { PersonMask } from '../platform/erasure/index.ts';
import { eraseFromEvents } from '../platform/events/erase.ts';
import { eraseFromAnswers } from '../platform/idempotency/erase.ts';
import { decodeId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { ErasureCounts } from './contract.ts';
import { forgetMerge } from './merge-memory.ts';
import { detailsOf, type Loaded, type Row } from './rows.ts';
import { customerMerges, customers } from './tables.ts';

const remove = (table: string) =>
  statement<[string, string]>(`
    delete from ${table} where workspace_id = $1
      and customer_id in (select unnest(string_to_array($2, ','))::uuid) returning 1`);

const removals = {
  identities: remove('customer_identities'),
  accounts: remove('account_members'),
  trackedEvents: remove('customer_events'),
  history: remove('customer_history'),
};
const removeFacts = remove('context_facts');
const removeTerms = statement<[string, string]>(`
  delete from search_terms where workspace_id = $1
    and resource_id in (select unnest(string_to_array($2, ','))::uuid)`);

export interface Erasure {
  readonly counts: ErasureCounts;
  /** Conversations of the person that go on without a name. */
  readonly conversationIds: readonly Id<'conv'>[];
}

/** Takes a person, whose row is locked, out of every table. Nothing is told yet: what is told would say who it was. */
export async function erase(call: Call, person: Loaded): Promise<Erasure> {
  const { workspaceId } = call;
  const all = await withMerged(call, person);
  const ids = all.map(({ row }) => row.id);
  const uuids = ids.map(decodeId).join(',');
  const workspace = decodeId(workspaceId);
  const mask = maskOf(all);

  const merges = await forgetMerges(call, ids);
  const removed = { identities: 0, accounts: 0, trackedEvents: 0, history: 0 };
  for (const [name, run] of Object.entries(removals) as [keyof typeof removals, typeof removeFacts][])
    removed[name] = (await run(workspace, uuids)).length;
  await removeFacts(workspace, uuids);
  await removeTerms(workspace, uuids);
  const sessions: Id<'wses'>[] = [];
  for (const id of ids) sessions.push(...(await endSessions(call, id)));
  const there = await erasePerson(call, { customerIds: ids, mask });
  const jobItems = await eraseFromJobs(call, ids, mask);
  call.deadline.check();

  const events = await eraseFromEvents(workspaceId, {
    resourceIds: [...ids, ...sessions, ...there.attachments],
    conversationIds: there.own,
    mask,
  });
  call.deadline.check();
  const auditEntries = await eraseFromAudit(workspaceId, ids, mask);
  const gone = new ProblemError('answer_erased');
  const storedAnswers = await eraseFromAnswers(
    workspaceId,
    { needles: [...ids, ...there.own, ...there.attachments, ...mask.anywhere], principals: sessions },
    gone.status,
    JSON.stringify(gone.toProblem(call.requestId)),
  );
  await blank(call, ids);
  await indexErased(call);
  return {
    counts: {
      customers: ids.length,
      ...removed,
      merges,
      sessions: sessions.length,
      ...there.counts,
      jobItems,
      events,
      auditEntries,
      storedAnswers,
    },
    conversationIds: there.own,
  };
}

/** The customer with all who turned out to be the same person. */
async function withMerged(call: Call, person: Loaded): Promise<Loaded[]> {
  const rows = await db
    .select()
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), eq(customers.mergedInto, person.row.id)))
    .orderBy(customers.id)
    .for('update');
  const merged = await Promise.all(
    rows.map(async (row) => ({ row, details: await detailsOf(call, row.id) })),
  );
  return [person, ...merged];
}

function maskOf(all: readonly Loaded[]): PersonMask {
  const known = (values: (row: Row) => (string | null)[]) =>
    all.flatMap(({ row }) => values(row)).filter((value) => value !== null);
  const identities = all.flatMap(({ details }) => details.identities);
  const valuesOf = (isPhone: boolean) =>
    identities.filter(([, type]) => (type === 'phone') === isPhone).map(([, , , value]) => value);
  return new PersonMask({
    identifying: [...known(({ externalId, email }) => [externalId, email]), ...valuesOf(false)],
    phones: [...known(({ phone }) => [phone]), ...valuesOf(true)],
    names: known(({ name }) => [name]),
  });
}

async function forgetMerges(call: Call, ids: readonly Id<'cus'>[]): Promise<number> {
  const rows = await db
    .select({ id: customerMerges.id })
    .from(customerMerges)
    .where(
      and(
        eq(customerMerges.workspaceId, call.workspaceId),
        or(inArray(customerMerges.targetId, [...ids]), inArray(customerMerges.sourceId, [...ids])),
      ),
    );
  for (const { id } of rows) await forgetMerge(call, id);
  return rows.length;
}

/** The rows stay, for those who hold their ids, and say nothing but that the person was erased. */
async function blank(call: Call, ids: readonly Id<'cus'>[]): Promise<void> {
  const nothing = {
    externalId: null,
    email: null,
    name: null,
    phone: null,
    traits: {},
    customFields: {},
    customFieldOrigins: {},
    tags: [],
    erasedAt: call.now,
    updatedAt: call.now,
  };
  await db
    .update(customers)
    .set({ ...nothing, version: sql`${customers.version} + 1` })
    .where(and(eq(customers.workspaceId, call.workspaceId), inArray(customers.id, [...ids])));
}
