import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, externalId, tag, tagChanges, text, timestamp } from '../../contract/shapes.ts';
import {
  at,
  belongings,
  customer,
  customerExample,
  customerFilterFields,
  customerKey,
  profile,
} from './customer.ts';

export const createCustomer = operation({
  summary: 'Create a customer',
  description:
    'Makes a customer that is not there yet. When another one has the external id, an identity or the address, `already_exists` names the field; which customer it is, is told to credentials that may read customers.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers',
  status: 201,
  input: z.strictObject({
    externalId: externalId().optional(),
    ...profile,
    tags: z.array(tag()).max(64).optional(),
    ...belongings,
  }),
  output: customer,
  errors: ['already_exists', 'reference_not_usable'],
  events: ['customer.created'],
  example: {
    input: {
      externalId: 'user_9001',
      email: 'ada@example.com',
      name: 'Ada',
      identities: [{ type: 'discord', value: '80351110224678912', verified: true }],
    },
    output: {
      ...customerExample,
      id: exampleId('cus', 4),
      externalId: 'user_9001',
      email: 'ada@example.com',
      name: 'Ada',
      traits: {},
      accounts: [],
      identities: [
        {
          id: exampleId('idn', 2),
          type: 'discord',
          system: null,
          value: '80351110224678912',
          verified: true,
          channelId: null,
          createdAt: at,
        },
      ],
    },
  },
});

export const upsertCustomer = operation({
  summary: 'Create or update a customer',
  description:
    'Finds the customer by your own id, creates it when there is none, changes what differs otherwise. `result` says which; `noop` emits nothing. Two parallel calls give one `created`. An archived customer comes back. With an expected version nothing is created: `not_found` when there is none.',
  access: { scope: 'customers:write' },
  rest: 'PUT /customers/by-external-id/{externalId}',
  input: z.strictObject({
    externalId: externalId(),
    ...profile,
    ...belongings,
    onIdentityConflict: z.enum(['error', 'attach', 'merge']).default('error').meta({
      description:
        'What to do when another customer has one of `identities` or `externalIds`. `error` answers `already_exists`. `attach` gives your id to that customer when you name none that exists and it has no id of yours; `merge` also merges it into the customer that you name. Both only go by identities that are verified there and here.',
    }),
    expectedVersion: expectedVersion(),
  }),
  output: customer
    .extend({ result: z.enum(['created', 'updated', 'noop']) })
    .meta({ id: 'UpsertedCustomer' }),
  errors: ['version_conflict', 'already_exists', 'reference_not_usable', 'state_conflict'],
  events: [
    'customer.created',
    'customer.updated',
    'customer.merged',
    'conversation.updated',
    'issue.updated',
  ],
  example: {
    input: {
      externalId: 'user_8841',
      email: 'mariah@example.com',
      name: 'Mariah',
      traits: { plan: 'scale', seats: 12 },
    },
    output: { ...customerExample, result: 'created' },
  },
});

export const getCustomer = operation({
  summary: 'Get a customer',
  description:
    'One customer, by id, by your own id as `ext:user_8841`, or by address as `email:mariah@example.com`. The id of a customer that was merged answers with `mergedInto`; your own ids and addresses lead to the customer it was merged into. An address that several customers have without an identity is a `state_conflict`.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers/{id}',
  input: z.strictObject({
    id: customerKey,
    include: z
      .array(z.enum(['stats']))
      .max(1)
      .optional()
      .meta({ description: 'What is told only when asked for.' }),
  }),
  output: customer,
  errors: ['state_conflict'],
  example: { input: { id: exampleId('cus') }, output: customerExample },
});

export const listCustomers = operation({
  summary: 'List customers',
  description:
    'Customers of the workspace in order of creation, without those that were merged into others or erased.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    email: text(320)
      .optional()
      .meta({ description: 'Only customers with exactly this address, in any case.' }),
    accountId: id('acc').optional(),
    archived: z
      .boolean()
      .default(false)
      .meta({ description: 'The archived customers in place of the others.' }),
    updatedSince: timestamp().optional(),
    filter: filterOf(customerFilterFields).optional(),
  }),
  output: page(customer),
  errors: ['invalid_cursor'],
  example: {
    input: { limit: 25, filter: { field: 'traits.plan', op: 'eq', value: 'scale' } },
    output: { object: 'list', data: [customerExample], hasMore: false, nextCursor: null },
  },
});

export const updateCustomer = operation({
  summary: 'Update a customer',
  description:
    'Changes the fields that are given; null clears one. A call that changes nothing emits nothing.',
  access: { scope: 'customers:write' },
  rest: 'PATCH /customers/{id}',
  input: z.strictObject({
    id: id('cus'),
    externalId: externalId().nullable().optional(),
    ...profile,
    tags: tagChanges().optional(),
    blocked: z
      .boolean()
      .optional()
      .meta({ description: 'A blocked customer cannot write through the widget.' }),
    archived: z.boolean().optional().meta({ description: 'An archived customer is left out of lists.' }),
    expectedVersion: expectedVersion(),
  }),
  output: customer,
  errors: ['version_conflict', 'already_exists', 'state_conflict'],
  events: ['customer.updated'],
  example: {
    input: { id: exampleId('cus'), traits: { seats: 13 } },
    output: { ...customerExample, traits: { plan: 'scale', seats: 13 }, version: 2 },
  },
});
