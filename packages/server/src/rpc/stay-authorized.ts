import { resolvePrincipal, watchKey } from '../authentication/index.ts';
import type { Context } from './context.ts';
import type { Following } from './follow.ts';
import { problemOf } from './problem-of.ts';
import { authorize } from './stages/authorize.ts';

export const defaultEveryMs = 60_000;
const retryMs = 1000;

interface Ends {
  /** The right to follow has ended. */
  refuse(error: unknown): void;
  /** The key has a successor, with which the follower is to come back. */
  renew(error: unknown): void;
}

/**
 * Asks whether a stream may still go on: at once, when its key changes in this process, and each minute for what
 * changes elsewhere. To be called when the stream follows already, so that no change falls between.
 */
export function stayAuthorized(
  { services, request }: Context,
  { principal, access, check }: Pick<Following<unknown>, 'principal' | 'access' | 'check'>,
  ends: Ends,
  everyMs = defaultEveryMs,
): { lookAgain(): void; stop(): void } {
  let stopped = false;
  let retry: NodeJS.Timeout | null = null;
  const lookAgain = () => {
    if (stopped) return;
    if (retry) clearTimeout(retry);
    retry = null;
    const looking = async () => {
      // What it may do may have become less than what this stream needs.
      authorize(services, access, await resolvePrincipal(services, request, services.clock.now()));
      await check?.();
    };
    looking().catch((error: unknown) => {
      if (stopped) return;
      const { code, status } = problemOf(error);
      if (principal.kind === 'widget_session' && code === 'invalid_credentials') ends.renew(error);
      else if (status < 500 && status !== 429) ends.refuse(error);
      // The question stays open while it cannot be answered.
      else retry ??= setTimeout(lookAgain, retryMs).unref();
    });
  };
  const looking = setInterval(lookAgain, everyMs).unref();
  const unwatch = 'id' in principal ? watchKey(services, principal.id, lookAgain) : () => undefined;
  lookAgain();
  return {
    lookAgain,
    stop() {
      stopped = true;
      unwatch();
      clearInterval(looking);
    },
  };
}
