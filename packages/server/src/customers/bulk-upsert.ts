import type { z } from 'zod';
import type { Job } from '../limits/contract.ts';
import { bulkOperation, startJob } from '../limits/index.ts';
import type { Call } from '../rpc/context.ts';
import type { bulkUpsertCustomers as contract } from './contract/bulk.ts';
import { upsertCustomer as upsertContract } from './contract.ts';
import { upsertCustomer } from './upsert.ts';

type Item = z.output<typeof upsertContract.input>;

export const customerBulkUpsert = bulkOperation<Item, unknown>({
  kind: 'customers.bulkUpsert',
  scope: 'customers:write',
  events: upsertContract.events ?? [],
  work: async (call, item) => {
    const { id, result } = await upsertCustomer(call, item);
    return { result, resource: { type: 'customer', id } };
  },
});

export const bulkUpsertCustomers = (
  call: Call,
  { items, dryRun }: z.output<typeof contract.input>,
): Promise<Job> =>
  startJob(call, customerBulkUpsert, {
    items: items.map((input) => ({ ref: input.externalId, input })),
    dryRun,
  });
