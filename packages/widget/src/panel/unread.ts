import type { Store } from '../store.ts';
import type { WidgetMessage } from '../types.ts';

/** Which messages of the team the visitor has not seen, over page loads. */
export function createUnread(store: Store) {
  const unread = new Map<string, WidgetMessage>();
  const read = () => store.read<Record<string, number>>('read', {});

  return {
    get count() {
      return unread.size;
    },

    arrived(message: WidgetMessage): void {
      if (message.from === 'team' && message.sequence > (read()[message.conversationId] ?? 0))
        unread.set(message.id, message);
    },

    seen(): void {
      if (unread.size === 0) return;
      const upTo = read();
      for (const { conversationId, sequence } of unread.values())
        upTo[conversationId] = Math.max(upTo[conversationId] ?? 0, sequence);
      unread.clear();
      store.write('read', upTo);
    },
  };
}
