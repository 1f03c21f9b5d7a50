import { z } from 'zod';
import type { FilterFields } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import {
  customFieldChanges,
  customFieldValues,
  externalId,
  jsonMap,
  name,
  tag,
  text,
  timestamp,
  version,
} from '../../contract/shapes.ts';

export const email = () =>
  z
    .email('Must be an email address.')
    .max(320)
    .refine((address) => address.lastIndexOf('@') <= 64, 'Must have at most 64 characters before the @.')
    .meta({ examples: ['mariah@example.com'] });
export const phone = () => text(32, 3).regex(/^\+?[0-9 ().-]+$/, 'Must be a telephone number.');

/** Where an external id comes from: a name of the caller's for one of its systems. */
export const system = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'Must be lower-case letters, digits, `-` and `_`.')
    .meta({ description: 'Name of the system that the id belongs to.', examples: ['billing'] });

export const systemId = z
  .strictObject({ system: system(), id: externalId() })
  .meta({ id: 'ExternalId', examples: [{ system: 'billing', id: 'b_771' }] });

export const identityTypes = ['email', 'phone', 'discord', 'widget', 'external'] as const;

export const identity = z
  .strictObject({
    id: id('idn'),
    type: z.enum(identityTypes),
    system: system().nullable().meta({ description: 'For an external id, the system it belongs to.' }),
    value: text(320, 1),
    verified: z.boolean().meta({ description: 'Whether the person has proven that it is his or hers.' }),
    channelId: id('chn').nullable(),
    createdAt: timestamp(),
  })
  .meta({ id: 'CustomerIdentity' });
export type Identity = z.output<typeof identity>;

export const membershipRole = () => text(64, 1).meta({ examples: ['admin'] });

/** An account as its people show it. */
export const membership = z
  .strictObject({
    id: id('acc'),
    externalId: externalId(),
    name: name(),
    plan: text(100).nullable(),
    tier: text(100).nullable(),
    role: membershipRole(),
  })
  .meta({ id: 'CustomerAccount' });
export type Membership = z.output<typeof membership>;

const identitiesMax = 50;
const accountsMax = 100;

export const customerStats = z
  .strictObject({
    open: z.int().min(0).max(2_147_483_647).meta({ description: 'Conversations that are not resolved.' }),
    total: z.int().min(0).max(2_147_483_647),
    lastSeenAt: timestamp()
      .nullable()
      .meta({ description: 'The last message of the person or event that was tracked.' }),
  })
  .meta({ id: 'CustomerStats' });

export const customer = z
  .strictObject({
    id: id('cus'),
    externalId: externalId().nullable(),
    externalIds: z.array(systemId).max(identitiesMax).meta({ description: 'Further ids, by their system.' }),
    email: text(320).nullable(),
    name: text(200).nullable(),
    phone: text(32).nullable(),
    verified: z.boolean().meta({ description: 'Whether one of the identities is verified.' }),
    traits: jsonMap(64).meta({ description: 'Support-relevant attributes, kept as given.' }),
    customFields: customFieldValues(),
    tags: z.array(tag()).max(64),
    accounts: z.array(membership).max(accountsMax),
    identities: z.array(identity).max(identitiesMax),
    blocked: z.boolean(),
    archivedAt: timestamp().nullable(),
    erasedAt: timestamp().nullable().meta({ description: 'When the data of the person was erased.' }),
    mergedInto: id('cus').nullable().meta({ description: 'The customer that this one turned out to be.' }),
    stats: customerStats.optional().meta({ description: 'With `include=stats`.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Customer' });
export type Customer = z.output<typeof customer>;

export const sizesOfCustomer = { identities: identitiesMax, accounts: accountsMax };

export const at = new Date('2026-11-22T09:30:00.000Z');
export const identityExample: Identity = {
  id: exampleId('idn'),
  type: 'email',
  system: null,
  value: 'mariah@example.com',
  verified: true,
  channelId: null,
  createdAt: at,
};
export const customerExample: Customer = {
  id: exampleId('cus'),
  externalId: 'user_8841',
  externalIds: [],
  email: 'mariah@example.com',
  name: 'Mariah',
  phone: null,
  verified: true,
  traits: { plan: 'scale', seats: 12 },
  customFields: {},
  tags: [],
  accounts: [
    {
      id: exampleId('acc'),
      externalId: 'acme',
      name: 'Acme',
      plan: 'scale',
      tier: null,
      role: 'admin',
    },
  ],
  identities: [identityExample],
  blocked: false,
  archivedAt: null,
  erasedAt: null,
  mergedInto: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

/** What is sent to make an identity. */
export const newIdentity = {
  type: z.enum(identityTypes),
  value: text(320, 1).meta({
    description: 'Address, number, or id in the channel or system.',
    examples: ['mariah@example.com'],
  }),
  system: system().optional().meta({ description: 'For external ids; `default` when left out.' }),
  verified: z
    .boolean()
    .default(false)
    .meta({ description: 'Only what the person has proven is verified: people are merged by nothing else.' }),
  channelId: id('chn').optional(),
};

export const profile = {
  email: email().nullable().optional(),
  name: name().nullable().optional(),
  phone: phone().nullable().optional(),
  traits: jsonMap(64)
    .optional()
    .meta({ description: 'Merged into what is there: null removes a trait, what is left out stays.' }),
  customFields: customFieldChanges().optional(),
};

/** What comes with a person beside the profile; it is added to what is there. */
export const belongings = {
  externalIds: z.array(systemId).max(20).optional(),
  identities: z.array(z.strictObject(newIdentity)).max(20).optional(),
  accountIds: z
    .array(id('acc'))
    .max(20)
    .optional()
    .meta({ description: 'Accounts that the person becomes a member of.' }),
};

const keyForm = 'Must be an id, `ext:` and your own id, or `email:` and an address.';

export const customerKey = z
  .union([
    id('cus'),
    z
      .string()
      .max(326)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^(?:ext:[^\u0000]{1,255}|email:[^\u0000]{3,320})$/, keyForm)
      .refine((key) => key.isWellFormed(), 'Must be well-formed Unicode without NUL.'),
  ])
  .meta({ description: 'Id of the customer, `ext:` and your own id, or `email:` and an address.' });

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
  'customFields.*': { type: 'any', custom: true },
  verified: { type: 'boolean' },
  archivedAt: { type: 'time' },
  'accounts.id': { type: 'list', prefix: 'acc' },
  'accounts.externalId': { type: 'list' },
  'accounts.name': { type: 'list' },
  'accounts.plan': { type: 'list' },
  'accounts.tier': { type: 'list' },
  'accounts.role': { type: 'list' },
  'identities.type': { type: 'list' },
  'identities.value': { type: 'list' },
  'externalIds.id': { type: 'list' },
} satisfies FilterFields;
