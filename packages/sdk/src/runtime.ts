/**
 * Time and chance, as far as the SDK uses them. Tests put their own in its place.
 *
 * @example
 * const runtime: Runtime = {
 *   now: () => performance.now(),
 *   today: () => Date.now(),
 *   random: () => 0.5,
 *   after: (_ms, run) => {
 *     queueMicrotask(run);
 *     return () => undefined;
 *   },
 * };
 * const impatient = new Woes({}, runtime);
 */
export interface Runtime {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Milliseconds since 1970, for dates in headers. */
  today(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Runs once after so many milliseconds. Returns what cancels it. */
  after(ms: number, run: () => void): () => void;
}

/** The clock and timers of the process. */
export const systemRuntime: Runtime = {
  now: () => performance.now(),
  today: () => Date.now(),
  random: () => Math.random(),
  after(ms, run) {
    // A timer takes no more than this and fires at once when asked to; 24 days are as good as for ever.
    const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** Waits; rejects with the signal's reason when it is aborted first. */
export function pause(runtime: Runtime, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = runtime.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
