import type { Store } from './store.ts';

export type Secrets = ReturnType<typeof createSecrets>;

/**
 * Conversation secrets by conversation, oldest first. They outlive sessions: a secret still reads its
 * conversation from a new one.
 */
export function createSecrets(store: Store) {
  const refused = new Set<string>();
  const all = () => store.read<Record<string, string>>('secrets', {});

  return {
    ids: () => Object.keys(all()),
    of: (conversationId: string): string | undefined => all()[conversationId],
    keep: (conversationId: string, secret: string) =>
      store.write('secrets', { ...all(), [conversationId]: secret }),

    /** Whether another tab has kept one. */
    isTold: ({ key }: StorageEvent) => key === store.address('secrets'),

    /** The server did not take it. It stays stored, and is not tried again on this page. */
    refuse: (conversationId: string) => refused.add(conversationId),
    usable: () => Object.entries(all()).filter(([conversationId]) => !refused.has(conversationId)),
  };
}
