/** What a credential may be allowed to do. Everything else is refused. */
export const scopeTable = {
  'workspace:read': { category: 'workspaces', sensitive: false, description: 'Read the workspace profile.' },
  'workspace:write': {
    category: 'workspaces',
    sensitive: false,
    description: 'Change the workspace profile.',
  },
  'credentials:read': {
    category: 'authentication',
    sensitive: false,
    description: 'List credentials, widget keys and identity secrets, never what they hold.',
  },
  'credentials:write': {
    category: 'authentication',
    sensitive: true,
    description: 'Create and revoke credentials, widget keys and identity secrets.',
  },
  'conversations:read': {
    category: 'conversations',
    sensitive: false,
    description: 'Read conversations and their timelines.',
  },
  'conversations:write': {
    category: 'conversations',
    sensitive: false,
    description: 'Create and change conversations, write notes.',
  },
  'messages:read': { category: 'conversations', sensitive: false, description: 'Read messages.' },
  'messages:write': { category: 'conversations', sensitive: false, description: 'Send messages.' },
  'customers:read': { category: 'customers', sensitive: false, description: 'Read customers.' },
  'customers:write': { category: 'customers', sensitive: false, description: 'Create and change customers.' },
  'sources:read': {
    category: 'knowledge',
    sensitive: false,
    description: 'Read API Context sources, endpoints and evidence.',
  },
  'sources:write': {
    category: 'knowledge',
    sensitive: false,
    description: 'Add and change API Context sources.',
  },
  'agent:read': { category: 'agent', sensitive: false, description: 'Read agents, drafts and traces.' },
  'agent:write': { category: 'agent', sensitive: false, description: 'Change agents and work on drafts.' },
  'channels:read': { category: 'channels', sensitive: false, description: 'Read channels.' },
  'channels:write': { category: 'channels', sensitive: false, description: 'Create and change channels.' },
  'webhooks:read': {
    category: 'webhooks',
    sensitive: false,
    description: 'Read the event feed and follow the event stream.',
  },
  'webhooks:write': {
    category: 'webhooks',
    sensitive: false,
    description: 'Create and change webhook subscriptions.',
  },
  'audit:read': { category: 'workspaces', sensitive: true, description: 'Read the audit log.' },
  'customers:erase': {
    category: 'customers',
    sensitive: true,
    description: 'Erase the data of a person for good.',
  },
  'conversations:delete': {
    category: 'conversations',
    sensitive: true,
    description: 'Delete conversations, for a time or for good.',
  },
  'members:write': {
    category: 'workspaces',
    sensitive: true,
    description: 'Invite, change and remove members, and change roles.',
  },
  'owners:write': {
    category: 'workspaces',
    sensitive: true,
    description: 'Beside members:write: make owners, and change or remove one.',
  },
  'privacy:write': {
    category: 'workspaces',
    sensitive: true,
    description: 'Change which personal data is masked and how long logs are kept.',
  },
  'redactions:reveal': {
    category: 'customers',
    sensitive: true,
    description: 'Read what is masked for others.',
  },
} as const satisfies Record<string, { category: string; sensitive: boolean; description: string }>;

export type Scope = keyof typeof scopeTable;
export const scopes = Object.keys(scopeTable) as Scope[];
