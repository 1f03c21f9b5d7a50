import type { Log } from './log.ts';

/** What has to be done now and then, and does no harm when another process does it too. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<void>;
}

/**
 * Does each chore at its pace, one at a time with itself; one that fails is logged and comes again. Returns what
 * ends it.
 */
export function keepHouse(chores: readonly Chore[], log: Log): () => void {
  const timers = chores.map(({ name, everyMs, run }) => {
    let running = false;
    const timer = setInterval(async () => {
      if (running) return;
      running = true;
      await run().catch((error: unknown) => log.warn({ err: error, chore: name }, 'a chore was not done'));
      running = false;
    }, everyMs);
    return timer.unref();
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
