/** An abort that follows others, and lets go of them when the work is done. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Rejects with the reason when aborted; never resolves. */
  readonly aborted: Promise<never>;
  release(): void;
}

export function linkAbort(...others: readonly (AbortSignal | null | undefined)[]): LinkedAbort {
  const controller = new AbortController();
  const followed = others.filter((other) => other != null);
  const listeners = followed.map((other) => {
    const follow = () => controller.abort(other.reason);
    if (other.aborted) follow();
    else other.addEventListener('abort', follow, { once: true });
    return () => other.removeEventListener('abort', follow);
  });
  const aborted = new Promise<never>((_, reject) => {
    const { signal } = controller;
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  return {
    signal: controller.signal,
    aborted,
    abort: (reason) => controller.abort(reason),
    release() {
      for (const unfollow of listeners) unfollow();
    },
  };
}
