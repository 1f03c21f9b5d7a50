import type { FilterColumns } from '../platform/filters/index.ts';
import type { eventFilterFields } from './contract.ts';

/** Where each field of a filter stands in the log. */
export const eventColumns = {
  type: 'type',
  occurredAt: 'occurred_at',
  conversationId: 'conversation_id',
  'resource.type': "(envelope -> 'resource' ->> 'type')",
  'resource.id': "(envelope -> 'resource' ->> 'id')",
  'actor.type': "(envelope -> 'actor' ->> 'type')",
  'actor.id': "(envelope -> 'actor' ->> 'id')",
  credentialId: "(envelope ->> 'credentialId')",
  correlationId: "(envelope ->> 'correlationId')",
  'changes.*': "(envelope -> 'changes')",
} satisfies FilterColumns & Record<keyof typeof eventFilterFields, string>;
