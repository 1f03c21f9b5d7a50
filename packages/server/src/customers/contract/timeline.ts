import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { actor, jsonMap, text, timestamp } from '../../contract/shapes.ts';
import { at, identityTypes, system } from './customer.ts';

const eventName = () =>
  z
    .string()
    .min(1)
    .max(100)
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9 ._:/-]*$/, 'Must be letters, digits, spaces and `._:/-`.')
    .meta({ examples: ['api_key.rotated'] });

export const trackedApi = z
  .strictObject({
    method: text(10, 1).optional(),
    path: text(2048).optional(),
    statusCode: z.int().min(100).max(599).optional(),
    errorCode: text(200).optional(),
    requestId: text(200).optional(),
  })
  .meta({ id: 'TrackedApiCall', description: 'The API call that the event is about.' });

export const trackedEvent = z
  .strictObject({
    id: id('cevt'),
    customerId: id('cus'),
    name: eventName(),
    occurredAt: timestamp(),
    properties: jsonMap(64),
    api: trackedApi.nullable(),
    dedupeKey: text(255).nullable(),
    createdAt: timestamp(),
  })
  .meta({ id: 'TrackedEvent' });
export type TrackedEvent = z.output<typeof trackedEvent>;

const trackedEventExample: TrackedEvent = {
  id: exampleId('cevt'),
  customerId: exampleId('cus'),
  name: 'api_key.rotated',
  occurredAt: at,
  properties: { environment: 'production' },
  api: { statusCode: 201, requestId: 'req_8f2' },
  dedupeKey: 'rotation-771',
  createdAt: at,
};

export const trackEvent = operation({
  summary: 'Track an event of a customer',
  description:
    'Puts on the timeline of a customer what happened in your own product. A `dedupeKey` that the customer has had already answers with the event it made, as a `noop`.',
  access: { scope: 'customers:write' },
  rest: 'POST /customers/{id}/events',
  input: z.strictObject({
    id: id('cus'),
    name: eventName(),
    occurredAt: timestamp()
      .optional()
      .meta({ description: 'Now when left out; at most a day in the future.' }),
    properties: jsonMap(64).optional(),
    api: trackedApi.optional(),
    dedupeKey: text(255, 1).optional(),
  }),
  output: trackedEvent.extend({ result: z.enum(['created', 'noop']) }).meta({ id: 'TrackedEventResult' }),
  errors: ['state_conflict'],
  events: ['customer.event_tracked'],
  example: {
    input: {
      id: exampleId('cus'),
      name: 'api_key.rotated',
      properties: { environment: 'production' },
      api: { statusCode: 201, requestId: 'req_8f2' },
      dedupeKey: 'rotation-771',
    },
    output: { ...trackedEventExample, result: 'created' },
  },
});

const conversationItem = z
  .strictObject({
    kind: z.literal('conversation'),
    at: timestamp(),
    conversation: z.strictObject({
      id: id('conv'),
      ref: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
      subject: text(300).nullable(),
      state: z.enum(['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved']),
      channelType: text(20),
    }),
  })
  .meta({ id: 'CustomerTimelineConversation' });

const eventItem = z
  .strictObject({ kind: z.literal('event'), at: timestamp(), event: trackedEvent })
  .meta({ id: 'CustomerTimelineEvent' });

const identityItem = z
  .strictObject({
    kind: z.literal('identity'),
    at: timestamp(),
    change: z.strictObject({
      id: id('chs'),
      type: z.enum(['identity_linked', 'identity_unlinked']),
      actor,
      identity: z.strictObject({
        type: z.enum(identityTypes),
        system: system().nullable(),
        value: text(320),
        verified: z.boolean(),
      }),
    }),
  })
  .meta({ id: 'CustomerTimelineIdentity' });

const mergeItem = z
  .strictObject({
    kind: z.literal('merge'),
    at: timestamp(),
    change: z.strictObject({
      id: id('chs'),
      type: z.enum(['merged', 'unmerged']),
      actor,
      customerId: id('cus').meta({ description: 'The customer that came, or went again.' }),
    }),
  })
  .meta({ id: 'CustomerTimelineMerge' });

export const customerTimelineItem = z
  .union([conversationItem, eventItem, identityItem, mergeItem])
  .meta({ id: 'CustomerTimelineItem' });
export type CustomerTimelineItem = z.output<typeof customerTimelineItem>;

export const timelineKinds = ['conversation', 'event', 'identity', 'merge'] as const;

export const customerTimeline = operation({
  summary: 'List the timeline of a customer',
  description:
    'Conversations, tracked events, and what happened to the identities and the record, newest first. A customer that was merged answers with the timeline of the one it was merged into.',
  access: { scope: 'customers:read' },
  rest: 'GET /customers/{id}/timeline',
  input: z.strictObject({
    id: id('cus'),
    ...pageInput,
    types: z
      .array(z.enum(timelineKinds))
      .min(1)
      .max(4)
      .optional()
      .meta({ description: 'Only these kinds; all when left out.' }),
    from: timestamp().optional(),
    to: timestamp().optional().meta({ description: 'Not included.' }),
  }),
  output: page(customerTimelineItem),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('cus') },
    output: {
      object: 'list',
      data: [{ kind: 'event', at, event: trackedEventExample }],
      hasMore: false,
      nextCursor: null,
    },
  },
});
