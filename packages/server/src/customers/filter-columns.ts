import type { FilterColumns } from '../platform/filters/index.ts';
import type { customerFilterFields } from './contract.ts';

/** Where each field of a filter stands in the table. */
export const customerColumns = {
  id: 'customers.id',
  externalId: 'customers.external_id',
  email: 'customers.email',
  name: 'customers.name',
  phone: 'customers.phone',
  tags: 'customers.tags',
  blocked: 'customers.blocked',
  version: 'customers.version',
  createdAt: 'customers.created_at',
  updatedAt: 'customers.updated_at',
  'traits.*': 'customers.traits',
} satisfies FilterColumns & Record<keyof typeof customerFilterFields, string>;
