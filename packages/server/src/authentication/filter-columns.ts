import type { FilterColumns } from '../platform/filters/index.ts';
import type { credentialFilterFields } from './contract.ts';

/** Where each field of a filter stands in the table. */
export const credentialColumns = {
  id: 'credentials.id',
  name: 'credentials.name',
  scopes: 'credentials.scopes',
  hint: 'credentials.hint',
  ipAllowlist: 'credentials.ip_allowlist',
  apiVersion: 'credentials.api_version',
  ownerMemberId: 'credentials.owner_member_id',
  'createdBy.type': "(credentials.created_by ->> 'type')",
  'createdBy.id': "(credentials.created_by ->> 'id')",
  expiresAt: 'credentials.expires_at',
  lastUsedAt: 'credentials.last_used_at',
  revokedAt: 'credentials.revoked_at',
  version: 'credentials.version',
  createdAt: 'credentials.created_at',
  updatedAt: 'credentials.updated_at',
} satisfies FilterColumns & Record<keyof typeof credentialFilterFields, string>;
