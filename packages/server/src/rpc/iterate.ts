import type { LoggedEvent } from '../platform/events/read.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Context } from './context.ts';
import type { Following } from './follow.ts';
import { stayAuthorized } from './stay-authorized.ts';

const waitingMax = 1000;

/** A followed log as the iterable of a tRPC subscription. Whoever comes back says `afterSequence`. */
export async function* iterate<T>(context: Context, follow: Following<T>, signal: AbortSignal) {
  const waiting: LoggedEvent[] = [];
  let wake: () => void = () => undefined;
  let refusal: { error: unknown } | null = null;
  const refuse = (error: unknown) => {
    refusal ??= { error };
    wake();
  };
  const leave = context.services.tails.follow(follow.workspaceId, follow.after, {
    onEvents(events) {
      for (const event of events) {
        if (follow.isUnsettledBy?.(event)) authorized.lookAgain();
        if (follow.matches(event)) waiting.push(event);
      }
      wake();
    },
    onGap: (oldest) =>
      refuse(
        new ProblemError('sequence_expired', `Events up to ${oldest - 1} are past retention.`, {
          metadata: { oldestAvailable: oldest },
        }),
      ),
  });
  const authorized = stayAuthorized(context, follow, { refuse, renew: refuse });
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!signal.aborted) {
      if (refusal) throw (refusal as { error: unknown }).error;
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
    authorized.stop();
  }
}
