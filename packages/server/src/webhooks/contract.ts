import { z } from 'zod';
import { type FilterFields, filterOf } from '../contract/filters.ts';
import { exampleId, id } from '../contract/ids.ts';
import { limitMax, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { actor, sequence, text, timestamp } from '../contract/shapes.ts';
import { customerExample } from '../customers/contract.ts';

const changes = z
  .record(text(100), z.strictObject({ from: z.json(), to: z.json() }))
  .meta({ description: 'Fields that changed.' });

const eventType = () =>
  z
    .string()
    .min(3)
    .max(100)
    .regex(
      /^[a-z_]+(\.[a-z_]+)*(\.\*)?$/,
      'Must be an event type such as message.received, or conversation.*',
    )
    .meta({
      description: 'Event type; `conversation.*` names all of a resource.',
      examples: ['message.received'],
    });

export const event = z
  .strictObject({
    id: id('evt'),
    type: text(100).meta({ description: 'What has happened: resource and verb in the past tense.' }),
    sequence: sequence('Number in the log of the workspace, without gaps.'),
    apiVersion: text(10),
    workspaceId: id('ws'),
    occurredAt: timestamp(),
    actor,
    credentialId: id('key').nullable(),
    resource: z.strictObject({
      type: text(50),
      id: text(64),
      version: z.int().min(1).max(2_147_483_647).nullable(),
    }),
    conversationId: id('conv').nullable().meta({ description: 'The conversation the event belongs to.' }),
    data: z
      .record(text(64), z.json())
      .meta({ description: 'The resource as it was after the event. Times are RFC 3339 text here.' }),
    changes,
    correlationId: text(64).meta({ description: 'Id of the request that caused the event.' }),
    causationId: id('evt').nullable().meta({ description: 'The event that caused this one.' }),
    redactions: z.array(text(100)).max(100),
  })
  .meta({ id: 'Event' });
export type Event = z.output<typeof event>;

export const eventExample: Event = {
  id: exampleId('evt'),
  type: 'customer.updated',
  sequence: 42,
  apiVersion: '2026-11-01',
  workspaceId: exampleId('ws'),
  occurredAt: new Date('2026-11-22T09:30:00.000Z'),
  actor: { type: 'credential', id: exampleId('key'), name: 'Billing sync' },
  credentialId: exampleId('key'),
  resource: { type: 'customer', id: exampleId('cus'), version: 2 },
  conversationId: null,
  data: { customer: JSON.parse(JSON.stringify({ ...customerExample, version: 2 })) },
  changes: { name: { from: 'M.', to: 'Mariah' } },
  correlationId: exampleId('req'),
  causationId: null,
  redactions: [],
};

export const eventFilterFields = {
  type: { type: 'text' },
  occurredAt: { type: 'time' },
  conversationId: { type: 'id', prefix: 'conv' },
  'resource.type': { type: 'text' },
  'resource.id': { type: 'text' },
  'actor.type': { type: 'text' },
  'actor.id': { type: 'text' },
  credentialId: { type: 'text' },
  correlationId: { type: 'text' },
  'changes.*': { type: 'change', custom: true },
} satisfies FilterFields;

const filter = () =>
  filterOf(eventFilterFields).optional().meta({
    description:
      'Only events for which this filter holds. `changes.state` with `changed`, `changed_from` or `changed_to` asks what of the resource has changed.',
  });

const types = () =>
  z.array(eventType()).min(1).max(50).optional().meta({ description: 'Only events of these types.' });

export const listEvents = operation({
  summary: 'List events',
  description:
    "The workspace's log in order. Keep `nextSequence` and ask again with it as `afterSequence`: no event is missed or seen twice. Events older than retention answer `sequence_expired`.",
  access: { scope: 'webhooks:read' },
  rest: 'GET /events',
  input: z.strictObject({
    limit: pageInput.limit,
    afterSequence: sequence('Only events after this one.').default(0),
    types: types(),
    conversationId: id('conv').optional().meta({ description: 'Only events of this conversation.' }),
    filter: filter(),
  }),
  output: z.strictObject({
    object: z.literal('list'),
    data: z.array(event).max(limitMax),
    hasMore: z.boolean(),
    nextSequence: sequence('What to give as `afterSequence` next.'),
    oldestAvailable: sequence('The oldest event that is still kept; 0 for an empty log.'),
  }),
  errors: ['sequence_expired'],
  example: {
    input: {
      afterSequence: 41,
      types: ['customer.*'],
      filter: { field: 'changes.name', op: 'changed_to', value: 'Mariah' },
    },
    output: { object: 'list', data: [eventExample], hasMore: false, nextSequence: 42, oldestAvailable: 1 },
  },
});

export const getEvent = operation({
  summary: 'Get an event',
  description: 'One event of the log.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /events/{id}',
  input: z.strictObject({ id: id('evt') }),
  output: event,
  example: { input: { id: exampleId('evt') }, output: eventExample },
});

export const streamEvents = operation({
  summary: 'Follow events',
  description:
    'Server-sent events: each is one event of the log with its sequence as `id`. Resume with `Last-Event-ID` or `afterSequence`; `gap` says that events were past retention, `reconnect` that the connection ends by plan. Without either it starts with what happens next.',
  access: { scope: 'webhooks:read' },
  rest: 'GET /events/stream',
  input: z.strictObject({
    afterSequence: sequence('Start after this event.').optional(),
    types: types(),
    conversationId: id('conv').optional(),
    filter: filter(),
  }),
  output: event,
  errors: ['sequence_expired', 'concurrency_limited'],
  example: { input: { afterSequence: 41 }, output: eventExample },
});
