import type { WidgetMessage } from './types.ts';

export type History = ReturnType<typeof createHistory>;

/** Which messages are known, so that each is told once and a missing one is noticed. */
export function createHistory(told: (message: WidgetMessage) => void) {
  const seen = new Set<string>();
  const complete = new Map<string, number>();

  const completeUpTo = (conversationId: string) => complete.get(conversationId) ?? 0;

  const advance = (conversationId: string, sequence: number) =>
    complete.set(conversationId, Math.max(completeUpTo(conversationId), sequence));

  return {
    /** Every message up to this number is known. */
    completeUpTo,

    /** A message on its own. False when others before it are missing. */
    one(message: WidgetMessage): boolean {
      const { id, conversationId, sequence } = message;
      const whole = sequence <= completeUpTo(conversationId) + 1;
      if (whole) advance(conversationId, sequence);
      if (!seen.has(id)) {
        seen.add(id);
        told(message);
      }
      return whole;
    },

    /** Every message after `afterSequence`; a number that is still missing is not there to be read. */
    all(conversationId: string, afterSequence: number, messages: WidgetMessage[]): void {
      const joins = afterSequence <= completeUpTo(conversationId);
      for (const message of messages) {
        if (joins) advance(conversationId, message.sequence);
        this.one(message);
      }
    },
  };
}
