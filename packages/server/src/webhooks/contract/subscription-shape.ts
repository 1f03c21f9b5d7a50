import { z } from 'zod';
import { scope } from '../../authentication/contract.ts';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { actor, text, timestamp, version } from '../../contract/shapes.ts';
import { subscriptionFilterFields } from './event-filter.ts';

export const subscriptionsMax = 50;
const at = new Date('2026-11-22T09:30:00.000Z');

export const subscriptionStatus = z.enum(['active', 'paused', 'failing', 'disabled']);

export const eventPattern = () =>
  z
    .string()
    .min(1)
    .max(100)
    .regex(/^([a-z_]+(\.[a-z_]+)*(\.\*)?|\*)$/, 'Must be an event type, `conversation.*` or `*`.')
    .meta({
      description: 'Event type; `conversation.*` names all of a resource, `*` everything.',
      examples: ['message.received'],
    });

/** Names that HTTP or the signature need for themselves are refused where they are given. */
const headerName = () =>
  z
    .string()
    .min(1)
    .max(100)
    .regex(/^[A-Za-z0-9-]+$/, 'Must be letters, digits and `-`.');
const headerValue = () =>
  z
    .string()
    .min(1)
    .max(1000)
    .regex(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, 'Must be visible ASCII.');

export const headersInput = () =>
  z
    .record(headerName(), headerValue())
    .refine((map) => Object.keys(map).length <= 20, 'Must have at most 20 headers.')
    .meta({
      description: 'Sent with every request. Kept encrypted: afterwards only the names are shown.',
      maxProperties: 20,
    });

/** What a caller decides of a subscription. */
export const subscriptionFields = {
  url: text(2048, 1).meta({
    description: 'Where to send to: https, a public address, no user and no fragment.',
    examples: ['https://hooks.example.com/woes'],
  }),
  description: text(500).nullable(),
  eventTypes: z.array(eventPattern()).min(1).max(100),
  filter: filterOf(subscriptionFilterFields).nullable(),
  payload: z.enum(['full', 'thin']).meta({
    description: '`thin` leaves out `data` and `changes`: read the resource when it matters.',
  }),
  ordering: z.enum(['none', 'per_resource']).meta({
    description: 'With `per_resource` the next event of a resource waits until the one before is through.',
  }),
  ratePerSecond: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .meta({ description: 'At most so many requests a second.' }),
  maxInFlight: z.int().min(1).max(64).meta({ description: 'At most so many requests at a time.' }),
  apiVersion: text(10).meta({ description: 'Date of the contract that the events are in.' }),
};

export const subscriptionStats = z
  .strictObject({
    attempts: z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: 'Of the last 24 hours.' }),
    successRate: z.number().min(0).max(1).nullable(),
    p95Ms: z.int().min(0).max(2_147_483_647).nullable(),
    pending: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
    oldestPendingSeconds: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  })
  .meta({ id: 'WebhookSubscriptionStats' });

export const subscription = z
  .strictObject({
    id: id('whk'),
    ...subscriptionFields,
    filter: z.record(text(20), z.json()).nullable(),
    headerNames: z.array(text(100)).max(20),
    scopes: z.array(scope).max(100).meta({
      description: 'What of the log is told: the scopes of whoever last said what is told to whom.',
    }),
    status: subscriptionStatus.meta({
      description:
        '`failing` while requests keep failing; `disabled` after five days of nothing but failure, or by a 410.',
    }),
    statusReason: z.enum(['asked', 'failures', 'gone']).nullable(),
    hint: text(4).meta({ description: 'Last four characters of the secret.' }),
    previousExpiresAt: timestamp()
      .nullable()
      .meta({ description: 'Until when requests are signed with the secret before as well.' }),
    failingSince: timestamp().nullable(),
    lastSuccessAt: timestamp().nullable(),
    heldUntil: timestamp()
      .nullable()
      .meta({ description: 'So many requests fail that none goes out before this; then one, to see.' }),
    createdBy: actor,
    stats: subscriptionStats.optional().meta({ description: 'With `include=stats`.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'WebhookSubscription' });
export type Subscription = z.output<typeof subscription>;

export const subscriptionExample: Subscription = {
  id: exampleId('whk'),
  url: 'https://hooks.example.com/woes',
  description: 'Tickets to the data warehouse',
  eventTypes: ['conversation.*', 'message.received'],
  filter: null,
  payload: 'full',
  ordering: 'none',
  ratePerSecond: null,
  maxInFlight: 10,
  apiVersion: '2026-11-01',
  headerNames: ['x-team'],
  scopes: ['conversations:read', 'messages:read', 'webhooks:read', 'webhooks:write'],
  status: 'active',
  statusReason: null,
  hint: 'x4Tq',
  previousExpiresAt: null,
  failingSince: null,
  lastSuccessAt: null,
  heldUntil: null,
  createdBy: { type: 'credential', id: exampleId('key'), name: 'Backend' },
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const secretField = () =>
  text(80).meta({
    description: 'What requests are signed with (Standard Webhooks). Shown here and never again.',
  });
export const exampleSecret = 'whsec_<44 characters of base64>';
export const secretShownAt = at;
