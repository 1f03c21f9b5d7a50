import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { sequence, text, timestamp } from '../../contract/shapes.ts';
import { eventPattern } from './subscription-shape.ts';

const at = new Date('2026-11-22T09:30:00.000Z');
export const replayMax = 10_000;

export const deliveryStates = ['pending', 'delivered', 'failed', 'skipped', 'exhausted'] as const;

/** Why there was no good answer: what the way out says, and what an answer says. */
export const attemptErrors = [
  'url_not_allowed',
  'address_not_allowed',
  'name_not_found',
  'connection_failed',
  'tls_failed',
  'timeout',
  'too_many_redirects',
  'invalid_response',
  'redirected',
  'gone',
  'rate_limited',
  'client_error',
  'server_error',
] as const;

export const attempt = z
  .strictObject({
    number: z.int().min(1).max(2_147_483_647),
    at: timestamp(),
    status: z.int().min(100).max(999).nullable().meta({ description: 'Status of the answer.' }),
    durationMs: z.int().min(0).max(2_147_483_647),
    errorCode: z.enum(attemptErrors).nullable(),
    responseExcerpt: text(2000)
      .nullable()
      .meta({ description: 'The beginning of the answer, secrets masked.' }),
  })
  .meta({ id: 'WebhookAttempt' });
export type Attempt = z.output<typeof attempt>;

export const delivery = z
  .strictObject({
    id: id('dlv'),
    subscriptionId: id('whk'),
    eventId: id('evt').meta({
      description: '`webhook-id` of every request, by which receivers know repeats.',
    }),
    eventType: text(100),
    sequence: sequence('Number of the event in the log.').nullable(),
    isTest: z.boolean(),
    series: z.int().min(1).max(2_147_483_647).meta({ description: '2 and more for replays.' }),
    state: z.enum(deliveryStates).meta({
      description:
        '`failed` when trying again makes no sense, `exhausted` when every try of the schedule has failed.',
    }),
    skipReason: z
      .enum(['filtered', 'paused', 'scope'])
      .nullable()
      .meta({ description: 'Why it was not sent at all.' }),
    attempts: z.array(attempt).max(100).meta({ description: 'The last ones, oldest first.' }),
    nextAttemptAt: timestamp().nullable(),
    createdAt: timestamp(),
    finishedAt: timestamp().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type Delivery = z.output<typeof delivery>;

export const deliveryExample: Delivery = {
  id: exampleId('dlv'),
  subscriptionId: exampleId('whk'),
  eventId: exampleId('evt'),
  eventType: 'message.received',
  sequence: 42,
  isTest: false,
  series: 1,
  state: 'delivered',
  skipReason: null,
  attempts: [
    {
      number: 1,
      at,
      status: 200,
      durationMs: 38,
      errorCode: null,
      responseExcerpt: 'ok',
    },
  ],
  nextAttemptAt: null,
  createdAt: at,
  finishedAt: at,
};
const waiting: Delivery = {
  ...deliveryExample,
  series: 2,
  state: 'pending',
  attempts: [],
  nextAttemptAt: at,
  finishedAt: null,
};

export const listDeliveries = operation({
  summary: 'List webhook deliveries',
  description: 'What was sent, is to be sent, and was not sent and why. Finished ones are kept for 30 days.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /webhook-deliveries',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    subscriptionId: id('whk').optional(),
    eventId: id('evt').optional(),
    state: z.enum(deliveryStates).optional(),
    from: timestamp().optional().meta({ description: 'Only those made at or after this time.' }),
  }),
  output: page(delivery),
  errors: ['invalid_cursor'],
  example: {
    input: { state: 'delivered' },
    output: { object: 'list', data: [deliveryExample], hasMore: false, nextCursor: null },
  },
});

export const getDelivery = operation({
  summary: 'Get a webhook delivery',
  description: 'One delivery with its attempts.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /webhook-deliveries/{id}',
  input: z.strictObject({ id: id('dlv') }),
  output: delivery,
  example: { input: { id: exampleId('dlv') }, output: deliveryExample },
});

export const replayDelivery = operation({
  summary: 'Replay a webhook delivery',
  description:
    'Sends the event again to the subscription as it is now: a new series of attempts, under the same event id. When the event waits already, that delivery is brought forward instead.',
  access: { scope: 'webhooks:replay' },
  rest: 'POST /webhook-deliveries/{id}/replay',
  status: 202,
  input: z.strictObject({ id: id('dlv') }),
  output: delivery,
  errors: ['state_conflict', 'sequence_expired'],
  events: ['webhook.subscription.replayed'],
  example: { input: { id: exampleId('dlv') }, output: waiting },
});

export const testSubscription = operation({
  summary: 'Send a test to a webhook subscription',
  description:
    'Sends one event alone: the example of a type, or an event of the log. It goes out as every other; the delivery tells what came back.',
  access: { scope: 'webhooks:write' },
  rest: 'POST /webhooks/{id}/test',
  status: 202,
  input: z.strictObject({
    id: id('whk'),
    eventType: text(100, 1)
      .optional()
      .meta({ examples: ['message.received'] }),
    eventId: id('evt').optional(),
  }),
  output: delivery,
  errors: ['state_conflict'],
  events: ['webhook.subscription.test'],
  example: {
    input: { id: exampleId('whk'), eventType: 'message.received' },
    output: { ...waiting, series: 1, sequence: null, isTest: true },
  },
});

export const replayRange = operation({
  summary: 'Replay a range of events',
  description: `Sends events of the log again, or for the first time: all that the subscription wants by now, or, with \`onlyFailed\`, those whose last delivery failed or was used up. From a sequence or a time, up to one. At most ${replayMax} at once; \`dryRun\` only counts.`,
  access: { scope: 'webhooks:replay' },
  rest: 'POST /webhooks/{id}/replay',
  status: 202,
  input: z.strictObject({
    id: id('whk'),
    fromSequence: sequence('The first event.').optional(),
    fromTime: timestamp().optional(),
    toSequence: sequence('The last event.').optional(),
    toTime: timestamp().optional(),
    eventTypes: z.array(eventPattern()).min(1).max(100).optional(),
    onlyFailed: z.boolean().default(false),
    dryRun: z.boolean().default(false),
  }),
  output: z
    .strictObject({
      subscriptionId: id('whk'),
      dryRun: z.boolean(),
      count: z.int().min(0).max(replayMax).meta({ description: 'Deliveries that were made.' }),
      fromSequence: sequence('The first event of them.').nullable(),
      toSequence: sequence('The last event of them.').nullable(),
    })
    .meta({ id: 'WebhookReplay' }),
  errors: ['state_conflict', 'sequence_expired'],
  events: ['webhook.subscription.replayed'],
  example: {
    input: { id: exampleId('whk'), fromSequence: 1, onlyFailed: true, dryRun: true },
    output: { subscriptionId: exampleId('whk'), dryRun: true, count: 17, fromSequence: 4, toSequence: 88 },
  },
});
