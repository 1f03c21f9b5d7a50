import type { FilterColumns } from '../../platform/filters/index.ts';
import type { issueFilterFields } from '../contract.ts';

/** Where each field of a filter stands in the statement that reads issues. */
export const issueColumns = {
  id: 'i.id',
  ref: 'i.ref',
  title: 'i.title',
  description: 'i.description',
  state: 'i.state',
  priority: 'i.priority',
  tags: 'i.tags',
  'customFields.*': 'i.custom_fields',
  'customer.id': 'i.customer_id',
  'customer.externalId': 'u.external_id',
  'customer.name': 'u.name',
  'customer.email': 'u.email',
  'external.provider': 'i.external_provider',
  'external.externalId': 'i.external_id',
  'external.url': 'i.external_url',
  resolvedAt: 'i.resolved_at',
  closedAt: 'i.closed_at',
  reopenCount: 'i.reopen_count',
  version: 'i.version',
  createdAt: 'i.created_at',
  updatedAt: 'i.updated_at',
} satisfies FilterColumns & Record<keyof typeof issueFilterFields, string>;
