import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import { filterCondition } from '../platform/filters/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import type { Call } from '../rpc/context.ts';
import { type Customer, type searchCustomers as contract, customerFilterFields } from './contract.ts';
import { customerColumns } from './filter-columns.ts';
import { presentCustomer } from './present.ts';
import { selectCustomers } from './rows.ts';
import { hasWords } from './search-words.ts';
import { customers } from './tables.ts';

export async function searchCustomers(
  call: Call,
  input: z.output<typeof contract.input>,
): Promise<Page<Customer>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'customer_search',
    input,
  };
  const order = byCreation(customers, input.sort === '-created_at');
  const position = positionOf(listing);
  const rows = await selectCustomers()
    .where(
      and(
        eq(customers.workspaceId, call.workspaceId),
        isNull(customers.mergedInto),
        isNull(customers.erasedAt),
        input.archived ? isNotNull(customers.archivedAt) : isNull(customers.archivedAt),
        input.query === undefined ? undefined : hasWords(call, 'customer', customers.id, input.query),
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
