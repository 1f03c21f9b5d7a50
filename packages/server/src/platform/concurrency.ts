/** Counts what is under way for each subject, up to a maximum. */
export class Concurrency {
  readonly max: number;
  readonly #running = new Map<string, number>();

  constructor(max: number) {
    this.max = max;
  }

  used(subject: string): number {
    return this.#running.get(subject) ?? 0;
  }

  get total(): number {
    let total = 0;
    for (const count of this.#running.values()) total += count;
    return total;
  }

  /** Takes a place; false when there is none. */
  enter(subject: string): boolean {
    const count = this.used(subject);
    if (count >= this.max) return false;
    this.#running.set(subject, count + 1);
    return true;
  }

  leave(subject: string): void {
    const count = this.used(subject) - 1;
    if (count > 0) this.#running.set(subject, count);
    else this.#running.delete(subject);
  }
}
