import type { LoggedEvent } from '../platform/events/read.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import type { Following } from './follow.ts';

const waitingMax = 1000;

/** A followed log as the iterable of a tRPC subscription. Whoever comes back says `afterSequence`. */
export async function* iterate<T>(services: Services, follow: Following<T>, signal: AbortSignal) {
  const waiting: LoggedEvent[] = [];
  let wake: () => void = () => undefined;
  let gap: number | null = null;
  const leave = services.tails.follow(follow.workspaceId, follow.after, {
    onEvents(events) {
      waiting.push(...events.filter((event) => follow.matches(event)));
      wake();
    },
    onGap(oldest) {
      gap = oldest;
      wake();
    },
  });
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (gap !== null)
        throw new ProblemError('sequence_expired', `Events up to ${gap - 1} are past retention.`, {
          metadata: { oldestAvailable: gap },
        });
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      // A reader this slow is let go; it comes back with the number of the last event it got.
      if (waiting.length > waitingMax) return;
      const event = waiting.shift()!;
      const shown = follow.present(event);
      if (shown) yield shown.data;
    }
  } finally {
    leave();
  }
}
