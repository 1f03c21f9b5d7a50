import { and, eq, gte, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { filterCondition } from '../platform/filters/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { type Customer, customerFilterFields, type listCustomers as listContract } from './contract.ts';
import { customerColumns } from './filter-columns.ts';
import { customers } from './tables.ts';

export const presentCustomer = ({ workspaceId: _, ...row }: typeof customers.$inferSelect): Customer => row;

export const here = (call: Call, id: Id<'cus'>) =>
  and(eq(customers.workspaceId, call.workspaceId), eq(customers.id, id));

/** A customer by id, or by the caller's own id as `ext:…`. */
export async function getCustomer(call: Call, { id }: { id: string }): Promise<Customer> {
  transaction().lastStatement();
  const [row] = await db
    .select()
    .from(customers)
    .where(
      id.startsWith('ext:')
        ? and(eq(customers.workspaceId, call.workspaceId), eq(customers.externalId, id.slice(4)))
        : here(call, id as Id<'cus'>),
    );
  if (!row) throw notFound('customer');
  return presentCustomer(row);
}

/** A customer that another record is about to name. */
export async function requireCustomer(call: Call, id: Id<'cus'>): Promise<Customer> {
  const [row] = await db.select().from(customers).where(here(call, id));
  if (!row)
    throw new ProblemError('reference_not_usable', 'customer.id must name a customer of this workspace.', {
      metadata: { field: 'customer.id' },
    });
  return presentCustomer(row);
}

export async function listCustomers(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<Customer>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'customers', input };
  const order = byCreation(customers, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.workspaceId, call.workspaceId),
        input.email ? eq(sql`lower(${customers.email})`, input.email.toLowerCase()) : undefined,
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
  return toPage(listing, rows, order.position, presentCustomer);
}
