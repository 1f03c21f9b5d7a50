import type { FilterColumns } from '../platform/filters/index.ts';
import type { customerFilterFields } from './contract.ts';

const ofAccounts = (column: string) => `array(select ${column} from account_members m
  join accounts a on a.workspace_id = m.workspace_id and a.id = m.account_id
  where m.workspace_id = customers.workspace_id and m.customer_id = customers.id and ${column} is not null)`;

const ofIdentities = (column: string, condition = '') => `array(select ${column} from customer_identities i
  where i.workspace_id = customers.workspace_id and i.customer_id = customers.id${condition})`;

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
  'customFields.*': 'customers.custom_fields',
  verified: `(true = any(${ofIdentities('i.verified')}))`,
  archivedAt: 'customers.archived_at',
  'accounts.id': ofAccounts('a.id'),
  'accounts.externalId': ofAccounts('a.external_id'),
  'accounts.name': ofAccounts('a.name'),
  'accounts.plan': ofAccounts('a.plan'),
  'accounts.tier': ofAccounts('a.tier'),
  'accounts.role': ofAccounts('m.role'),
  'identities.type': ofIdentities('i.type'),
  'identities.value': ofIdentities('i.value'),
  'externalIds.id': ofIdentities('i.value', " and i.type = 'external'"),
} satisfies FilterColumns & Record<keyof typeof customerFilterFields, string>;
