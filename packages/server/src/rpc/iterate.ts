import { tracked } from '@trpc/server';
import type { LoggedEvent } from '../platform/events/read.ts';
import type { Services } from '../platform/services.ts';
import type { Follow } from './follow.ts';

const waitingMax = 1000;

/** A followed log as the iterable of a tRPC subscription; ids are sequences, so that clients resume. */
export async function* iterate<T>(services: Services, follow: Follow<T>, signal: AbortSignal) {
  const waiting: LoggedEvent[] = [];
  let wake: () => void = () => undefined;
  const leave = services.tails.follow(follow.workspaceId, follow.after, {
    onEvents(events) {
      waiting.push(...events.filter((event) => follow.matches(event)));
      wake();
    },
    onGap: () => undefined,
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      // A reader this slow is let go; it comes back with the id of the last event it got.
      if (waiting.length > waitingMax) return;
      const event = waiting.shift()!;
      const shown = follow.present(event);
      if (shown) yield tracked(String(event.sequence), shown.data);
    }
  } finally {
    leave();
  }
}
