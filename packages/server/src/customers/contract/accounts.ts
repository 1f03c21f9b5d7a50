import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import {
  customFieldChanges,
  customFieldValues,
  expectedVersion,
  externalId,
  jsonMap,
  name,
  text,
  timestamp,
  version,
} from '../../contract/shapes.ts';
import { at, membershipRole } from './customer.ts';

const domain = () =>
  z
    .string()
    .min(3)
    .max(253)
    .regex(
      /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/,
      'Must be a domain name in lower case.',
    )
    .meta({ examples: ['acme.com'] });

const countOf = (description: string) => z.int().min(0).max(2_147_483_647).meta({ description });

export const accountStats = z
  .strictObject({
    customers: countOf('Customers who are members.'),
    open: countOf('Conversations of the members that are not resolved.'),
    total: countOf('Conversations of the members.'),
  })
  .meta({ id: 'AccountStats' });

export const account = z
  .strictObject({
    id: id('acc'),
    externalId: externalId(),
    name: name(),
    domains: z.array(domain()).max(50),
    plan: text(100).nullable(),
    tier: text(100).nullable(),
    apiEnvironments: z
      .array(text(50, 1))
      .max(20)
      .meta({ description: 'Environments of your API that the account uses.' }),
    traits: jsonMap(64),
    customFields: customFieldValues(),
    ownerMemberId: id('mem').nullable().meta({ description: 'The member who looks after the account.' }),
    stats: accountStats.optional().meta({ description: 'With `include=stats`.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Account' });
export type Account = z.output<typeof account>;

export const accountExample: Account = {
  id: exampleId('acc'),
  externalId: 'acme',
  name: 'Acme',
  domains: ['acme.com'],
  plan: 'scale',
  tier: null,
  apiEnvironments: ['production'],
  traits: { region: 'eu' },
  customFields: {},
  ownerMemberId: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const accountKey = z
  .union([
    id('acc'),
    z
      .string()
      .max(259)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^ext:[^\u0000]{1,255}$/, 'Must be an id or `ext:` and your own id.')
      .refine((key) => key.isWellFormed(), 'Must be well-formed Unicode without NUL.'),
  ])
  .meta({ description: 'Id of the account, or `ext:` and your own id.' });

export const listAccounts = operation({
  summary: 'List accounts',
  description:
    'Accounts of the workspace in order of creation. `query` finds by the beginnings of words of name, domains and external id.',
  access: { scope: 'customers:read' },
  rest: 'GET /accounts',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    query: text(200, 1).optional(),
    plan: text(100).optional(),
  }),
  output: page(account),
  errors: ['invalid_cursor'],
  example: {
    input: { plan: 'scale' },
    output: { object: 'list', data: [accountExample], hasMore: false, nextCursor: null },
  },
});

export const getAccount = operation({
  summary: 'Get an account',
  description: 'One account, by id or by your own id as `ext:acme`.',
  access: { scope: 'customers:read' },
  rest: 'GET /accounts/{id}',
  input: z.strictObject({
    id: accountKey,
    include: z
      .array(z.enum(['stats']))
      .max(1)
      .optional()
      .meta({ description: 'What is told only when asked for.' }),
  }),
  output: account,
  example: { input: { id: exampleId('acc') }, output: accountExample },
});

export const upsertAccount = operation({
  summary: 'Create or update an account',
  description:
    'Finds the account by your own id, creates it when there is none, changes what differs otherwise. `result` says which; `noop` emits nothing. Members who come, go or change their role are told as changed customers. With an expected version nothing is created.',
  access: { scope: 'customers:write' },
  rest: 'PUT /accounts/by-external-id/{externalId}',
  input: z.strictObject({
    externalId: externalId(),
    name: name().optional().meta({ description: 'The external id when a new account has none.' }),
    domains: z.array(domain()).max(50).optional(),
    plan: text(100, 1).nullable().optional(),
    tier: text(100, 1).nullable().optional(),
    apiEnvironments: z.array(text(50, 1)).max(20).optional(),
    traits: jsonMap(64)
      .optional()
      .meta({ description: 'Merged into what is there: null removes a trait, what is left out stays.' }),
    customFields: customFieldChanges().optional(),
    ownerMemberId: id('mem').nullable().optional(),
    members: z
      .strictObject({
        add: z
          .array(z.strictObject({ customerId: id('cus'), role: membershipRole().default('member') }))
          .max(100)
          .optional(),
        remove: z.array(id('cus')).max(100).optional(),
      })
      .optional(),
    expectedVersion: expectedVersion(),
  }),
  output: account.extend({ result: z.enum(['created', 'updated', 'noop']) }).meta({ id: 'UpsertedAccount' }),
  errors: ['version_conflict', 'reference_not_usable'],
  events: ['account.created', 'account.updated', 'customer.updated'],
  example: {
    input: {
      externalId: 'acme',
      name: 'Acme',
      domains: ['acme.com'],
      plan: 'scale',
      apiEnvironments: ['production'],
      traits: { region: 'eu' },
      members: { add: [{ customerId: exampleId('cus'), role: 'admin' }] },
    },
    output: { ...accountExample, result: 'created' },
  },
});

export const deleteAccount = operation({
  summary: 'Delete an account',
  description:
    'Removes an account. One that has members is deleted only with `detachCustomers`, which leaves the customers as they are but for the account. `dryRun` tells the effects and does nothing.',
  access: { scope: 'customers:write' },
  rest: 'DELETE /accounts/{id}',
  input: z.strictObject({
    id: id('acc'),
    detachCustomers: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: z.strictObject({
    id: id('acc'),
    dryRun: z.boolean(),
    effects: z.strictObject({ customers: countOf('Customers who are no longer members.') }),
  }),
  errors: ['version_conflict', 'state_conflict'],
  events: ['account.deleted', 'customer.updated'],
  example: {
    input: { id: exampleId('acc'), detachCustomers: true, dryRun: true },
    output: { id: exampleId('acc'), dryRun: true, effects: { customers: 3 } },
  },
});
