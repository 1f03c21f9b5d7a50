import { and, eq, gte, isNotNull, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { filterCondition } from '../platform/filters/index.ts';
import { decodeId } from '../platform/ids.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import {
  type Customer,
  customerFilterFields,
  type getCustomer as getContract,
  type listCustomers as listContract,
} from './contract.ts';
import { withAddress } from './create.ts';
import { customerColumns } from './filter-columns.ts';
import { normalize, ownerOf } from './identities.ts';
import { type Person, presentCustomer } from './present.ts';
import { here, type Loaded, selectCustomers } from './rows.ts';
import { statsOf } from './stats.ts';
import { customers } from './tables.ts';

/** A customer by id, by the caller's own id as `ext:…`, or by address as `email:…`. */
export async function getCustomer(
  call: Call,
  { id, include = [] }: z.output<typeof getContract.input>,
): Promise<Customer> {
  const where = id.startsWith('email:')
    ? here(call, await byAddress(call, id.slice(6)))
    : id.startsWith('ext:')
      ? and(eq(customers.workspaceId, call.workspaceId), isOwn(call, id.slice(4)))
      : here(call, id as Id<'cus'>);
  if (include.length === 0) transaction().lastStatement();
  const [found] = await selectCustomers().where(where);
  if (!found) throw notFound('customer');
  const customer = presentCustomer(found);
  if (include.length === 0) return customer;
  const { version, createdAt, updatedAt, ...shown } = customer;
  return { ...shown, stats: await statsOf(call, customer.id), version, createdAt, updatedAt };
}

/** The primary external id, led on where it was merged, or else one that a single system has. */
const isOwn = ({ workspaceId }: Call, externalId: string) => sql`${customers.id} = coalesce(
  (select coalesce(c.merged_into, c.id) from customers c
    where c.workspace_id = ${decodeId(workspaceId)}::uuid and c.external_id = ${externalId}),
  (select case when count(*) = 1 then min(i.customer_id::text)::uuid end from customer_identities i
    where i.workspace_id = ${decodeId(workspaceId)}::uuid and i.value_key = ${externalId} and i.type = 'external'))`;

/** An identity leads to one person; a profile only when no other has the same address. */
async function byAddress(call: Call, address: string): Promise<Id<'cus'>> {
  const identity = await ownerOf(call, normalize({ type: 'email', value: address, verified: false }, '/id'));
  if (identity) return identity.customerId;
  const [first, second] = await withAddress(call, address);
  if (!first) throw notFound('customer');
  if (second)
    throw new ProblemError('state_conflict', 'Several customers have this address. Name one by id.', {
      metadata: { customerIds: [first, second] },
    });
  return first;
}

const asPerson = ({ row, details }: Loaded): Person => ({
  id: row.id,
  externalId: row.externalId,
  name: row.name,
  email: row.email,
  phone: row.phone,
  blocked: row.blocked,
  identified: details.identities.length > 0,
});

/** A customer that another record names; who was merged is the one that he or she turned out to be. */
export async function requireCustomer(call: Call, id: Id<'cus'>): Promise<Person> {
  const [found] = await selectCustomers().where(here(call, id));
  if (found?.row.mergedInto) return requireCustomer(call, found.row.mergedInto);
  if (!found || found.row.erasedAt) throw notUsable();
  return asPerson(found);
}

const notUsable = () =>
  new ProblemError('reference_not_usable', 'customer.id must name a customer of this workspace.', {
    metadata: { field: 'customer.id' },
  });

/** The same for a record that is about to be made: until it is there, its customer can be neither merged nor erased. */
export async function holdCustomer(call: Call, id: Id<'cus'>): Promise<Person> {
  const [row] = await db
    .select({ mergedInto: customers.mergedInto })
    .from(customers)
    .where(here(call, id))
    .for('key share');
  if (row?.mergedInto) return holdCustomer(call, row.mergedInto);
  return requireCustomer(call, id);
}

export async function listCustomers(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<Customer>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'customers', input };
  const order = byCreation(customers, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await selectCustomers()
    .where(
      and(
        eq(customers.workspaceId, call.workspaceId),
        isNull(customers.mergedInto),
        isNull(customers.erasedAt),
        input.archived ? isNotNull(customers.archivedAt) : isNull(customers.archivedAt),
        input.email ? eq(customers.emailKey, input.email.toLowerCase()) : undefined,
        input.accountId ? isMemberOf(call, input.accountId) : undefined,
        input.updatedSince ? gte(customers.updatedAt, input.updatedSince) : undefined,
        input.filter &&
          filterCondition(asFilter(input.filter), {
            fields: customerFilterFields,
            columns: customerColumns,
            now: call.now,
          }),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, ({ row }) => order.position(row), presentCustomer);
}

const isMemberOf = ({ workspaceId }: Call, accountId: Id<'acc'>) =>
  sql`${customers.id} in (select customer_id from account_members
    where workspace_id = ${decodeId(workspaceId)}::uuid and account_id = ${decodeId(accountId)}::uuid)`;
