import type { Runtime } from '../runtime.ts';

interface Timer {
  readonly ms: number;
  run(): void;
}

/**
 * Time that passes when a test says so. Waits up to ten seconds pass by themselves, at once, and are noted;
 * longer timers are limits, and run out only when told.
 */
export class TestRuntime implements Runtime {
  time = 0;
  chance = 0.5;
  /** Whether waits pass by themselves. */
  hurries = true;
  /** Milliseconds of the waits that have passed by themselves. */
  readonly waits: number[] = [];
  readonly #timers = new Set<Timer>();

  /** What the clock of the machine showed when time began. */
  began = Date.parse('2026-11-22T09:30:00Z');

  now = () => this.time;
  today = () => this.began + this.time;
  random = () => this.chance;

  after(ms: number, run: () => void): () => void {
    const timer = { ms, run };
    this.#timers.add(timer);
    if (this.hurries && ms <= 10_000)
      setImmediate(() => {
        if (this.#timers.has(timer)) this.#pass(timer, true);
      });
    return () => void this.#timers.delete(timer);
  }

  /** Milliseconds of the timers that are set. */
  get set(): number[] {
    return [...this.#timers].map(({ ms }) => ms);
  }

  /** Lets the time of a timer pass, as soon as there is one. */
  async elapse(ms: number): Promise<void> {
    await until(() => this.set.includes(ms));
    this.#pass([...this.#timers].find((timer) => timer.ms === ms)!, false);
  }

  #pass(timer: Timer, noted: boolean): void {
    this.#timers.delete(timer);
    if (noted) this.waits.push(timer.ms);
    this.time += timer.ms;
    timer.run();
  }
}

/** Waits for something that the network is about to bring. */
export async function until(condition: () => boolean): Promise<void> {
  const patience = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > patience) throw new Error('It did not come about.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
