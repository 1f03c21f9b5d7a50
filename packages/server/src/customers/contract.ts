import { z } from 'zod';
import { type FilterFields, filterOf } from '../contract/filters.ts';
import { exampleId, id } from '../contract/ids.ts';
import { order, page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import {
  expectedVersion,
  externalId,
  jsonMap,
  name,
  tag,
  tagChanges,
  text,
  timestamp,
  version,
} from '../contract/shapes.ts';

const email = () =>
  z
    .email('Must be an email address.')
    .max(320)
    .refine((address) => address.lastIndexOf('@') <= 64, 'Must have at most 64 characters before the @.')
    .meta({ examples: ['mariah@example.com'] });
const phone = () => text(32, 3).regex(/^\+?[0-9 ().-]+$/, 'Must be a telephone number.');

export const customer = z
  .strictObject({
    id: id('cus'),
    externalId: externalId().nullable(),
    email: text(320).nullable(),
    name: text(200).nullable(),
    phone: text(32).nullable(),
    traits: jsonMap(64).meta({ description: 'Support-relevant attributes, kept as given.' }),
    tags: z.array(tag()).max(64),
    blocked: z.boolean(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Customer' });
export type Customer = z.output<typeof customer>;

const at = new Date('2026-11-22T09:30:00.000Z');
export const customerExample: Customer = {
  id: exampleId('cus'),
  externalId: 'user_8841',
  email: 'mariah@example.com',
  name: 'Mariah',
  phone: null,
  traits: { plan: 'scale', seats: 12 },
  tags: [],
  blocked: false,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

const profile = {
  email: email().nullable().optional(),
  name: name().nullable().optional(),
  phone: phone().nullable().optional(),
  traits: jsonMap(64)
    .optional()
    .meta({ description: 'Merged into what is there: null removes a trait, what is left out stays.' }),
};

export const upsertCustomer = operation({
  summary: 'Create or update a customer',
  description:
    'Finds the customer by your own id, creates it when there is none, changes what differs otherwise. `result` says which; `noop` emits nothing. Two parallel calls give one `created`. With an expected version nothing is created: `not_found` when there is none.',
  access: { scope: 'customers:write' },
  rest: 'PUT /customers/by-external-id/{externalId}',
  input: z.strictObject({ externalId: externalId(), ...profile, expectedVersion: expectedVersion() }),
  output: customer
    .extend({ result: z.enum(['created', 'updated', 'noop']) })
    .meta({ id: 'UpsertedCustomer' }),
  errors: ['version_conflict'],
  events: ['customer.created', 'customer.updated'],
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

export const customerKey = z
  .union([
    id('cus'),
    z
      .string()
      .max(259)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^ext:[^\u0000]+$/, 'Must be an id or `ext:` and your own id.'),
  ])
  .meta({ description: 'Id of the customer, or `ext:` and your own id.' });

export const getCustomer = operation({
  summary: 'Get a customer',
  description: 'One customer, by id or by your own id as `ext:user_8841`.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers/{id}',
  input: z.strictObject({ id: customerKey }),
  output: customer,
  example: { input: { id: exampleId('cus') }, output: customerExample },
});

export const customerFilterFields = {
  id: { type: 'id', prefix: 'cus' },
  externalId: { type: 'text' },
  email: { type: 'text' },
  name: { type: 'text' },
  phone: { type: 'text' },
  tags: { type: 'list' },
  blocked: { type: 'boolean' },
  version: { type: 'number' },
  createdAt: { type: 'time', sortable: true },
  updatedAt: { type: 'time' },
  'traits.*': { type: 'any', custom: true },
} satisfies FilterFields;

export const listCustomers = operation({
  summary: 'List customers',
  description: 'Customers of the workspace in order of creation.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    email: text(320)
      .optional()
      .meta({ description: 'Only customers with exactly this address, in any case.' }),
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
    expectedVersion: expectedVersion(),
  }),
  output: customer,
  errors: ['version_conflict', 'already_exists'],
  events: ['customer.updated'],
  example: {
    input: { id: exampleId('cus'), traits: { seats: 13 } },
    output: { ...customerExample, traits: { plan: 'scale', seats: 13 }, version: 2 },
  },
});
