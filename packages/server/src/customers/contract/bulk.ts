import { z } from 'zod';
import { operation } from '../../contract/operation.ts';
import { sizes } from '../../contract/sizes.ts';
import { job, jobEvents, jobExample } from '../../limits/contract.ts';
import { upsertCustomer } from '../contract.ts';

export const bulkUpsertCustomers = operation({
  summary: 'Create or update many customers',
  description:
    'What `customers.upsert` does, for up to 1000 customers, in their order, as a job. The answer comes at once; the job says how far it is, and what came of each item: `created`, `updated`, `noop`, or why it was refused. An item that is not of the right form refuses the whole request. With `dryRun` the job changes nothing and says what it would.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers/bulk',
  status: 202,
  input: z.strictObject({
    items: z.array(upsertCustomer.input).min(1).max(sizes.bulkItems),
    dryRun: z.boolean().default(false),
  }),
  output: job,
  cost: 10,
  events: [...upsertCustomer.events!, ...jobEvents],
  example: {
    input: {
      items: [
        { externalId: 'user_8841', email: 'mariah@example.com', traits: { plan: 'scale' } },
        { externalId: 'user_8842', name: 'Dana' },
      ],
    },
    output: jobExample,
  },
});
