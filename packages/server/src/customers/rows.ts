import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Details } from './present.ts';
import { customers } from './tables.ts';

export type Row = typeof customers.$inferSelect;

/** A customer with what stands in other tables. */
export interface Loaded {
  readonly row: Row;
  readonly details: Details;
}

export const here = (call: Call, id: Id<'cus'>) =>
  and(eq(customers.workspaceId, call.workspaceId), eq(customers.id, id));

/** What belongs to a customer, each as a list of its values in one order. */
const detailsSql = (workspace: string, customer: string) => ({
  identities: `(select coalesce(json_agg(json_build_array(i.id, i.type, i.system, i.value, i.verified, i.channel_id, i.created_at) order by i.created_at, i.id), '[]')
    from customer_identities i where i.workspace_id = ${workspace} and i.customer_id = ${customer})`,
  accounts: `(select coalesce(json_agg(json_build_array(a.id, a.external_id, a.name, a.plan, a.tier, m.role) order by m.created_at, a.id), '[]')
    from account_members m join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
    where m.workspace_id = ${workspace} and m.customer_id = ${customer})`,
  forwarded: `(select coalesce(json_agg(f.external_id order by f.id), '[]') from customers f
    where f.workspace_id = ${workspace} and f.merged_into = ${customer} and f.external_id is not null)`,
});

const ofRow = detailsSql('customers.workspace_id', 'customers.id');
const ofOne = detailsSql('$1', '$2');

const raw = (text: string) => sql<unknown[][]>`${sql.raw(text)}`;
const columns = {
  row: getTableColumns(customers),
  details: {
    identities: raw(ofRow.identities),
    accounts: raw(ofRow.accounts),
    forwarded: raw(ofRow.forwarded),
  },
};

/** Selects customers with all that is shown of them. */
export const selectCustomers = () => db.select(columns).from(customers) as unknown as LoadedSelect;

interface LoadedSelect extends Promise<Loaded[]> {
  where(condition: unknown): LoadedSelect;
  orderBy(...orders: unknown[]): LoadedSelect;
  limit(rows: number): LoadedSelect;
}

const readDetails = statement<[string, string]>(
  `select ${ofOne.identities}, ${ofOne.accounts}, ${ofOne.forwarded}`,
);

export async function detailsOf(call: Call, id: Id<'cus'>): Promise<Details> {
  const [row] = await readDetails(decodeId(call.workspaceId), decodeId(id));
  const [identities, accounts, forwarded] = row as unknown[][];
  return { identities, accounts, forwarded } as unknown as Details;
}

/**
 * Loads a customer and keeps others from changing it. What belongs to it is read when the lock is held: a
 * statement that waited for the lock would show what was there before.
 */
export async function lockCustomer(call: Call, id: Id<'cus'>): Promise<Loaded> {
  const [row] = await db.select().from(customers).where(here(call, id)).for('no key update');
  if (!row) throw notFound('customer');
  return { row, details: await detailsOf(call, id) };
}

/** The same against all that could come to belong to it meanwhile. */
export async function lockForRemoval(call: Call, id: Id<'cus'>): Promise<Loaded> {
  const [row] = await db.select().from(customers).where(here(call, id)).for('update');
  if (!row) throw notFound('customer');
  return { row, details: await detailsOf(call, id) };
}

/** Refuses to change what is no longer a person's record. */
export function assertLive({ mergedInto, erasedAt }: Row): void {
  if (mergedInto)
    throw new ProblemError('state_conflict', `The customer was merged into ${mergedInto}.`, {
      metadata: { mergedInto },
    });
  if (erasedAt)
    throw new ProblemError('state_conflict', 'The customer was erased.', { metadata: { erasedAt } });
}

/** The living customer with an external id: what was merged is found where it went. */
export async function findByExternalId(call: Call, externalId: string): Promise<Id<'cus'> | null> {
  const [row] = await db
    .select({ id: sql<Id<'cus'>>`coalesce(${customers.mergedInto}, ${customers.id})`.mapWith(customers.id) })
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), eq(customers.externalId, externalId)));
  return row?.id ?? null;
}
