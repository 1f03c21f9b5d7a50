import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { text } from '../../contract/shapes.ts';
import { customer, customerExample, customerFilterFields } from './customer.ts';

export const searchCustomers = operation({
  summary: 'Search customers',
  description:
    'Finds customers by the beginnings of words, all of which must be there, in name, address, telephone number, external ids and identities, and by a filter over their fields. A change is found as soon as its call has answered. Without a query it is a filtered list.',
  access: { scope: 'customers:read' },
  rest: 'POST /customers/search',
  cost: 5,
  changesNothing: true,
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    query: text(200, 1)
      .optional()
      .meta({ examples: ['mariah@exam'] }),
    filter: filterOf(customerFilterFields).optional(),
    archived: z
      .boolean()
      .default(false)
      .meta({ description: 'The archived customers in place of the others.' }),
  }),
  output: page(customer),
  errors: ['invalid_cursor'],
  example: {
    input: { query: 'mari', filter: { field: 'accounts.plan', op: 'contains', value: 'scale' } },
    output: { object: 'list', data: [customerExample], hasMore: false, nextCursor: null },
  },
});
