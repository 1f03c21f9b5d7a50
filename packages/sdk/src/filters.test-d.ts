import type { AuditLogFilter, CustomerFilter, EventFilter, Woes } from './index.ts';

/** What a filter may say is known when it is written. */
declare const woes: Woes;

// Fields and the operators of their type, alone and joined.
void woes.customers.list({ filter: { field: 'email', op: 'contains', value: '@example.com' } });
void woes.customers.list({
  filter: {
    and: [
      { field: 'traits.plan', op: 'in', value: ['scale', 3, true] },
      {
        or: [
          { field: 'blocked', op: 'eq', value: false },
          { not: { field: 'tags', op: 'contains', value: 'vip' } },
        ],
      },
      { field: 'createdAt', op: 'within_last', value: 'P7D' },
      { field: 'version', op: 'between', value: [1, 3] },
      { field: 'id', op: 'eq', value: 'cus_01jd0000000000000000000001' },
    ],
  },
});
void woes.conversations.list({ filter: { field: 'priority', op: 'in', value: ['high', 'urgent'] } });
void woes.webhooks.events.list({ filter: { field: 'changes.state', op: 'changed_to', value: 'resolved' } });
void woes.webhooks.events.list({ filter: { field: 'changes.priority', op: 'changed' } });
void woes.webhooks.events.stream({ filter: { field: 'resource.type', op: 'eq', value: 'customer' } });
void woes.authentication.credentials.list({
  filter: { field: 'scopes', op: 'contains', value: 'members:write' },
});

const audit: AuditLogFilter = { field: 'actor.id', op: 'eq', value: 'key_1' };
const events: EventFilter = { not: { and: [{ field: 'changes.tags', op: 'changed_from', value: 'vip' }] } };
void [audit, events];

// @ts-expect-error There is no such field.
const field: CustomerFilter = { field: 'mail', op: 'eq', value: 'a' };
// @ts-expect-error Texts are not asked what they were before: lists know no change.
const operator: CustomerFilter = { field: 'email', op: 'changed', value: 'a' };
// @ts-expect-error A number is no text.
const value: CustomerFilter = { field: 'email', op: 'eq', value: 1 };
// @ts-expect-error One of several is a list.
const list: CustomerFilter = { field: 'email', op: 'in', value: 'a' };
// @ts-expect-error The id of another kind of record.
const id: CustomerFilter = { field: 'id', op: 'eq', value: 'conv_01jd0000000000000000000001' };
// @ts-expect-error Between two, not three.
const ends: CustomerFilter = { field: 'version', op: 'between', value: [1, 2, 3] };
// @ts-expect-error Not one of the priorities.
void woes.conversations.list({ filter: { field: 'priority', op: 'eq', value: 'highest' } });
// @ts-expect-error What has changed is asked of events as `changes.…`.
const changed: EventFilter = { field: 'state', op: 'changed_to', value: 'resolved' };
// @ts-expect-error What a field was and is now cannot be equal to one value.
const equal: EventFilter = { field: 'changes.state', op: 'eq', value: 'resolved' };
void [field, operator, value, list, id, ends, changed, equal];
