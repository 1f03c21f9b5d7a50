import type { Clock } from '../types.ts';

/** A clock that moves when the test says so. Chance is always zero. */
export class ManualClock implements Clock {
  private time = Date.now();
  private timers = new Set<{ at: number; run: () => void }>();

  now(): number {
    return this.time;
  }

  random(): number {
    return 0;
  }

  schedule(run: () => void, ms: number): () => void {
    const timer = { at: this.time + ms, run };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Milliseconds until each timer, soonest first. */
  get pending(): number[] {
    return [...this.timers].map(({ at }) => at - this.time).sort((a, b) => a - b);
  }

  advance(ms: number): void {
    this.time += ms;
    for (const timer of [...this.timers].sort((a, b) => a.at - b.at))
      if (timer.at <= this.time && this.timers.delete(timer)) timer.run();
  }
}
