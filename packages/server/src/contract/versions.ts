/**
 * The one table of dated contracts, newest first. The server selects by it; `limits.versions.list`, the headers of
 * older contracts and docs/versions.md are made from it.
 */

export interface ApiVersion {
  readonly version: string;
  /** A retired contract is refused; one that is neither newest nor retired is served by transforms. */
  readonly status: 'current' | 'supported' | 'retired';
  /** When a newer contract took its place, and until when it is served: 24 months. */
  readonly deprecatedAt: string | null;
  readonly sunsetAt: string | null;
  /** What is other than in the contract before. */
  readonly changes: readonly VersionChange[];
}

export interface VersionChange {
  readonly kind: 'added' | 'changed' | 'removed';
  readonly operations: readonly string[];
  readonly description: string;
}

export const apiVersions = [
  {
    version: '2026-11-01',
    status: 'current',
    deprecatedAt: null,
    sunsetAt: null,
    changes: [
      {
        kind: 'changed',
        operations: [
          'conversations.create',
          'conversations.get',
          'conversations.list',
          'conversations.update',
          'conversations.resolve',
          'conversations.reopen',
          'webhooks.events.list',
          'webhooks.events.get',
          'webhooks.events.stream',
        ],
        description:
          'The counts of a conversation stand together: `counts.messages`, `counts.unreadMember` and `counts.unreadCustomer` were `messageCount`, `unreadMemberCount` and `unreadCustomerCount`.',
      },
      {
        kind: 'changed',
        operations: ['conversations.resolve'],
        description: 'The input `resolutionSummary` was `summary`.',
      },
    ],
  },
  {
    version: '2026-09-01',
    status: 'supported',
    deprecatedAt: '2026-11-01T00:00:00.000Z',
    sunsetAt: '2028-11-01T00:00:00.000Z',
    changes: [
      {
        kind: 'removed',
        operations: [],
        description: 'Contracts of the private preview are no longer served.',
      },
    ],
  },
  {
    version: '2026-06-01',
    status: 'retired',
    deprecatedAt: '2026-09-01T00:00:00.000Z',
    sunsetAt: '2026-09-01T00:00:00.000Z',
    changes: [{ kind: 'added', operations: [], description: 'The private preview.' }],
  },
] as const satisfies readonly ApiVersion[];

export const newestVersion: string = apiVersions[0].version;

/** A page that says what to change. */
export const changelogUrl = 'https://docs.woes.dev/versions';
