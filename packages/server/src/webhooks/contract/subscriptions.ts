import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion } from '../../contract/shapes.ts';
import {
  exampleSecret,
  headersInput,
  secretField,
  secretShownAt,
  subscription,
  subscriptionExample,
  subscriptionFields,
  subscriptionStatus,
} from './subscription-shape.ts';

const fields = subscriptionFields;

export const listSubscriptions = operation({
  summary: 'List webhook subscriptions',
  description: 'The subscriptions of the workspace, without what they are signed with.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /webhooks',
  input: z.strictObject({ ...pageInput, sort: order(), status: subscriptionStatus.optional() }),
  output: page(subscription),
  errors: ['invalid_cursor'],
  example: {
    input: { status: 'active' },
    output: { object: 'list', data: [subscriptionExample], hasMore: false, nextCursor: null },
  },
});

export const createSubscription = operation({
  summary: 'Create a webhook subscription',
  description:
    'From now on events of these types are sent to the URL, each as one signed request (Standard Webhooks), at least once, and tried again for a day when it fails. What is told is what the scopes of the credential allow: a type that they do not is refused, of a pattern it is left out. A workspace has up to 50.',
  access: { scope: 'webhooks:write' },
  rest: 'POST /webhooks',
  status: 201,
  input: z.strictObject({
    url: fields.url,
    eventTypes: fields.eventTypes,
    description: fields.description.optional(),
    filter: fields.filter.optional(),
    payload: fields.payload.default('full'),
    ordering: fields.ordering.default('none'),
    ratePerSecond: fields.ratePerSecond.optional(),
    maxInFlight: fields.maxInFlight.default(10),
    headers: headersInput().optional(),
    apiVersion: fields.apiVersion.optional().meta({ description: 'The newest when left out.' }),
  }),
  output: subscription.extend({ secret: secretField() }).meta({ id: 'CreatedWebhookSubscription' }),
  errors: ['state_conflict', 'unsupported_api_version', 'api_version_retired'],
  events: ['webhook.subscription.created'],
  revealsSecret: true,
  example: {
    input: {
      url: 'https://hooks.example.com/woes',
      eventTypes: ['conversation.*', 'message.received'],
      description: 'Tickets to the data warehouse',
      headers: { 'x-team': 'data' },
    },
    output: { ...subscriptionExample, secret: exampleSecret },
  },
});

export const getSubscription = operation({
  summary: 'Get a webhook subscription',
  description: 'One subscription; with `include=stats` how its requests of the last 24 hours went.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /webhooks/{id}',
  input: z.strictObject({
    id: id('whk'),
    include: z
      .array(z.enum(['stats']))
      .max(1)
      .optional()
      .meta({ description: 'What is told only when asked for.' }),
  }),
  output: subscription,
  example: { input: { id: exampleId('whk') }, output: subscriptionExample },
});

export const updateSubscription = operation({
  summary: 'Update a webhook subscription',
  description:
    'Changes the fields that are given; null clears one. `status` pauses it, or brings it back from being paused, failing or disabled. Whoever changes the URL, the types, the filter, the payload or the headers gives the subscription their own scopes.',
  access: { scope: 'webhooks:write' },
  rest: 'PATCH /webhooks/{id}',
  input: z.strictObject({
    id: id('whk'),
    url: fields.url.optional(),
    eventTypes: fields.eventTypes.optional(),
    description: fields.description.optional(),
    filter: fields.filter.optional(),
    payload: fields.payload.optional(),
    ordering: fields.ordering.optional(),
    ratePerSecond: fields.ratePerSecond.optional(),
    maxInFlight: fields.maxInFlight.optional(),
    headers: headersInput().optional().meta({ description: 'Takes the place of all headers.' }),
    apiVersion: fields.apiVersion.optional(),
    status: z.enum(['active', 'paused']).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: subscription,
  errors: ['version_conflict', 'unsupported_api_version', 'api_version_retired'],
  events: ['webhook.subscription.updated'],
  example: {
    input: { id: exampleId('whk'), description: 'Tickets to the lake' },
    output: { ...subscriptionExample, description: 'Tickets to the lake', version: 2 },
  },
});

export const deleteSubscription = operation({
  summary: 'Delete a webhook subscription',
  description:
    'Ends a subscription, with its deliveries and their log. `dryRun` tells the effects and does nothing.',
  access: { scope: 'webhooks:write' },
  rest: 'DELETE /webhooks/{id}',
  input: z.strictObject({
    id: id('whk'),
    dryRun: z.boolean().default(false),
    expectedVersion: expectedVersion(),
  }),
  output: z.strictObject({
    id: id('whk'),
    dryRun: z.boolean(),
    effects: z.strictObject({
      pending: z
        .int()
        .min(0)
        .max(Number.MAX_SAFE_INTEGER)
        .meta({ description: 'Deliveries that will not be made any more.' }),
    }),
  }),
  errors: ['version_conflict'],
  events: ['webhook.subscription.deleted'],
  example: {
    input: { id: exampleId('whk', 9) },
    output: { id: exampleId('whk', 9), dryRun: false, effects: { pending: 3 } },
  },
});

export const rotateSubscriptionSecret = operation({
  summary: 'Rotate the secret of a webhook subscription',
  description:
    'Makes a new secret. Until `previousExpiresAt` requests carry a signature of each, so that receivers can change over at leisure; attempts of older deliveries alike.',
  access: { scope: 'webhooks:write' },
  rest: 'POST /webhooks/{id}/rotate-secret',
  input: z.strictObject({
    id: id('whk'),
    graceSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(86_400)
      .meta({ description: 'How long both sign; 0 ends the old one at once.' }),
    expectedVersion: expectedVersion(),
  }),
  output: subscription.extend({ secret: secretField() }).meta({ id: 'RotatedWebhookSubscription' }),
  errors: ['version_conflict'],
  events: ['webhook.subscription.secret_rotated'],
  revealsSecret: true,
  example: {
    input: { id: exampleId('whk'), graceSeconds: 3600 },
    output: {
      ...subscriptionExample,
      previousExpiresAt: new Date(secretShownAt.getTime() + 3_600_000),
      version: 2,
      secret: exampleSecret,
    },
  },
});
