import type { Clock } from './types.ts';

export type Pauses = ReturnType<typeof createPauses>;

/** Waits that end at once when the network or the visitor comes back. */
export function createPauses(clock: Clock, signals: EventTarget | undefined) {
  const waiting = new Map<() => void, boolean>();
  const end = (all: boolean) => {
    for (const [resume, early] of [...waiting]) if (all || early) resume();
  };
  const wake = () => {
    if (!globalThis.document?.hidden) end(false);
  };
  for (const name of ['online', 'visibilitychange']) signals?.addEventListener?.(name, wake);

  return {
    /** `early` is false for a wait that the server asked for. */
    wait: (ms: number, early = true) =>
      new Promise<void>((resolve) => {
        const resume = () => {
          cancel();
          waiting.delete(resume);
          resolve();
        };
        const cancel = clock.schedule(resume, ms);
        waiting.set(resume, early);
      }),

    /** Ends the waits that nobody asked for. */
    wake: () => end(false),

    /** Wait before attempt `attempt + 1`: 1 s, doubling to 30 s, and up to half of that as jitter. */
    backoff: (attempt: number) => Math.min(30_000, 1000 * 2 ** attempt) * (1 + clock.random() / 2),

    /** Ends every wait. */
    stop() {
      for (const name of ['online', 'visibilitychange']) signals?.removeEventListener?.(name, wake);
      end(true);
    },
  };
}
