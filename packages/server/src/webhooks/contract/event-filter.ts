import type { FilterFields } from '../../contract/filters.ts';

/** What events can be narrowed by. */
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
} as const satisfies FilterFields;

/** What a subscription can be narrowed by: that, and what the record says that the event is about. */
export const subscriptionFilterFields = {
  ...eventFilterFields,
  'data.conversation.state': {
    type: 'enum',
    enum: ['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved'],
  },
  'data.conversation.priority': { type: 'enum', enum: ['low', 'normal', 'high', 'urgent'] },
  'data.conversation.tags': { type: 'list' },
  'data.conversation.channel.id': { type: 'id', prefix: 'chn' },
  'data.conversation.teamId': { type: 'id', prefix: 'team' },
  'data.message.direction': { type: 'enum', enum: ['inbound', 'outbound'] },
  'data.customer.tags': { type: 'list' },
  'data.issue.state': { type: 'enum', enum: ['open', 'in_progress', 'resolved', 'closed'] },
} as const satisfies FilterFields;
