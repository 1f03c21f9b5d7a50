import type { FilterFields } from '../../contract/filters.ts';

/** What a subscription can be narrowed by. A field that an event does not have equals nothing. */
export const eventFilterFields = {
  type: { type: 'text' },
  'actor.type': {
    type: 'enum',
    enum: ['credential', 'customer', 'visitor', 'installation', 'system', 'member'],
  },
  'actor.id': { type: 'text' },
  'resource.type': { type: 'text' },
  'resource.id': { type: 'text' },
  conversationId: { type: 'id', prefix: 'conv' },
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
