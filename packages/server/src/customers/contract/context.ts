import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';
import { at, system } from './customer.ts';

export const factTypes = ['text', 'number', 'boolean', 'date', 'url'] as const;

const factKey = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/, 'Must be lower-case letters, digits and `_`, beginning with a letter.')
    .meta({ examples: ['monthly_spend'] });

export const factDefinition = z
  .strictObject({
    key: factKey(),
    label: name(),
    type: z.enum(factTypes),
    sensitive: z
      .boolean()
      .default(false)
      .meta({ description: 'Shown to credentials with the scope `redactions:reveal` only.' }),
  })
  .meta({ id: 'ContextFactDefinition' });
export type FactDefinition = z.output<typeof factDefinition>;

/** What can be wrong with a provider: the faults of the outgoing request, and of what it answered. */
export const contextFaults = [
  'url_not_allowed',
  'address_not_allowed',
  'name_not_found',
  'connection_failed',
  'tls_failed',
  'timeout',
  'too_many_redirects',
  'invalid_response',
  'refused',
  'invalid_value',
] as const;
export type ContextFault = (typeof contextFaults)[number];

const seconds = (max: number) => z.int().min(0).max(max);
const day = 86_400;

export const contextProvider = z
  .strictObject({
    id: id('ctx'),
    key: system(),
    url: text(2048),
    hint: text(4).meta({ description: 'Last four characters of the signing secret.' }),
    timeoutMs: z.int().min(100).max(10_000),
    ttlSeconds: seconds(7 * day),
    facts: z.array(factDefinition).max(50),
    enabled: z.boolean(),
    health: z.enum(['unknown', 'healthy', 'failing']),
    lastSuccessAt: timestamp().nullable(),
    lastError: z.enum(contextFaults).nullable(),
    lastErrorAt: timestamp().nullable(),
    p95Ms: z.int().min(0).max(60_000).nullable().meta({ description: 'Of the last 50 answers.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'ContextProvider' });
export type ContextProvider = z.output<typeof contextProvider>;

const providerExample: ContextProvider = {
  id: exampleId('ctx'),
  key: 'billing',
  url: 'https://api.acme.example/woes/context',
  hint: 'x7Qa',
  timeoutMs: 2000,
  ttlSeconds: 300,
  facts: [
    { key: 'monthly_spend', label: 'Monthly spend', type: 'number', sensitive: false },
    { key: 'account_manager', label: 'Account manager', type: 'text', sensitive: true },
  ],
  enabled: true,
  health: 'healthy',
  lastSuccessAt: at,
  lastError: null,
  lastErrorAt: null,
  p95Ms: 84,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listContextProviders = operation({
  summary: 'List context providers',
  description: 'Endpoints of your own that tell facts about a customer, with their health.',
  access: { scope: 'workspace:read' },
  rest: 'GET /context-providers',
  input: z.strictObject(pageInput),
  output: page(contextProvider),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [providerExample], hasMore: false, nextCursor: null },
  },
});

export const upsertContextProvider = operation({
  summary: 'Create or update a context provider',
  description:
    'Names an endpoint of your own that is asked for facts about a customer. Requests are signed as Standard Webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with a secret that is made here and shown once: when the provider is created, and when `rotateSecret` asks for a new one. The body names the customer and the facts that are wanted; the answer is `{"facts": {"<key>": <value>}}`. At most 20 in a workspace.',
  access: { scope: 'workspace:write' },
  rest: 'PUT /context-providers/{key}',
  input: z.strictObject({
    key: system(),
    url: text(2048, 1).optional().meta({ description: 'An https URL. Needed for a new provider.' }),
    timeoutMs: z.int().min(100).max(10_000).optional().meta({ description: '2000 when left out.' }),
    ttlSeconds: seconds(7 * day)
      .optional()
      .meta({ description: 'How long facts are fresh; 300 when left out.' }),
    facts: z.array(factDefinition).min(1).max(50).optional().meta({
      description: 'What the endpoint knows, each key once. Needed for a new provider.',
    }),
    enabled: z.boolean().optional(),
    rotateSecret: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: contextProvider
    .extend({
      secret: text(100).nullable().meta({ description: 'Shown once; null when it is not new.' }),
      result: z.enum(['created', 'updated', 'noop']),
    })
    .meta({ id: 'UpsertedContextProvider' }),
  revealsSecret: true,
  errors: ['version_conflict', 'state_conflict'],
  events: ['context_provider.updated'],
  example: {
    input: {
      key: 'billing',
      url: 'https://api.acme.example/woes/context',
      facts: [
        { key: 'monthly_spend', label: 'Monthly spend', type: 'number' },
        { key: 'account_manager', label: 'Account manager', type: 'text', sensitive: true },
      ],
    },
    output: {
      ...providerExample,
      health: 'unknown',
      lastSuccessAt: null,
      p95Ms: null,
      secret: 'whsec_<32 bytes in base64>',
      result: 'created',
    },
  },
});

export const contextFact = z
  .strictObject({
    key: factKey(),
    label: name(),
    type: z.enum(factTypes),
    value: z
      .union([text(2000), z.number().min(-1e15).max(1e15), z.boolean()])
      .nullable()
      .meta({ description: 'Null when it is not known, or not to be shown.' }),
    source: system().meta({ description: 'Key of the provider.' }),
    fetchedAt: timestamp().nullable(),
    expiresAt: timestamp().nullable(),
    stale: z.boolean().meta({ description: 'Past its time, and the provider could not be asked again.' }),
    redactions: z.array(text(100)).max(20).meta({ description: 'What was masked in the value.' }),
    error: z
      .strictObject({ code: z.enum(contextFaults), detail: text(300) })
      .nullable()
      .meta({ description: 'Why the provider could not be asked, or its value not be used.' }),
  })
  .meta({ id: 'ContextFact' });
export type ContextFact = z.output<typeof contextFact>;

export const getCustomerContext = operation({
  summary: 'Get the context of a customer',
  description:
    'Facts about a customer from your own endpoints, fetched when they are not fresh. A provider that fails does not fail the call: its facts keep their last values, marked stale, and say what is wrong.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers/{id}/context',
  cost: 5,
  input: z.strictObject({
    id: id('cus'),
    keys: z.array(factKey()).max(50).optional().meta({ description: 'Only these facts; all when left out.' }),
    maxAgeSeconds: seconds(7 * day)
      .optional()
      .meta({ description: 'Facts that are older are fetched anew, fresh or not.' }),
    conversationId: id('conv')
      .optional()
      .meta({ description: 'The conversation that they are wanted for, told to the endpoints.' }),
  }),
  output: z.strictObject({ customerId: id('cus'), facts: z.array(contextFact).max(1000) }),
  errors: ['reference_not_usable', 'state_conflict'],
  example: {
    input: { id: exampleId('cus') },
    output: {
      customerId: exampleId('cus'),
      facts: [
        {
          key: 'monthly_spend',
          label: 'Monthly spend',
          type: 'number',
          value: 1840.5,
          source: 'billing',
          fetchedAt: at,
          expiresAt: new Date('2026-11-22T09:35:00.000Z'),
          stale: false,
          redactions: [],
          error: null,
        },
      ],
    },
  },
});
