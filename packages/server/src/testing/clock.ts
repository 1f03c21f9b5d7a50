import type { Clock } from '../platform/clock.ts';

/** A clock that stands still until it is moved, a millisecond on with each look so that order stays visible. */
export class TestClock implements Clock {
  #ms = Date.parse('2026-11-22T09:00:00.000Z');

  now(): Date {
    this.#ms += 1;
    return new Date(this.#ms);
  }

  advance(ms: number): void {
    this.#ms += ms;
  }
}
