interface Slot<T> {
  readonly item: T;
  /** Somebody has it to himself. */
  alone: boolean;
  sharing: number;
}

interface Waiter<T> {
  readonly alone: boolean;
  take(item: T): void;
}

/**
 * Hands out a fixed set of connections: each to one taker alone, or to any number who share it. Statements of a
 * connection run in the order in which they were sent, so who takes one alone need not wait for those who shared
 * it before. Who comes when all are taken waits, in order of arrival.
 */
export class Slots<T> {
  readonly #slots: Slot<T>[];
  readonly #slotOf: Map<T, Slot<T>>;
  readonly #queue: Waiter<T>[] = [];

  constructor(items: readonly T[]) {
    this.#slots = items.map((item) => ({ item, alone: false, sharing: 0 }));
    this.#slotOf = new Map(this.#slots.map((slot) => [slot.item, slot]));
  }

  takeAlone(): T | Promise<T> {
    return this.#take(true);
  }

  giveAlone(item: T): void {
    const slot = this.#slotOf.get(item)!;
    slot.alone = false;
    while (!slot.alone && this.#queue.length > 0) {
      const { alone, take } = this.#queue.shift()!;
      this.#mark(slot, alone);
      take(item);
    }
  }

  share(): T | Promise<T> {
    return this.#take(false);
  }

  unshare(item: T): void {
    this.#slotOf.get(item)!.sharing -= 1;
  }

  stats() {
    return {
      size: this.#slots.length,
      idle: this.#slots.filter(({ alone, sharing }) => !alone && sharing === 0).length,
      waiting: this.#queue.length,
    };
  }

  #take(alone: boolean): T | Promise<T> {
    const slot = this.#leastShared();
    if (!slot) return new Promise((take) => this.#queue.push({ alone, take }));
    this.#mark(slot, alone);
    return slot.item;
  }

  #mark(slot: Slot<T>, alone: boolean): void {
    if (alone) slot.alone = true;
    else slot.sharing += 1;
  }

  #leastShared(): Slot<T> | null {
    let best: Slot<T> | null = null;
    for (const slot of this.#slots) {
      if (slot.alone) continue;
      if (slot.sharing === 0) return slot;
      if (!best || slot.sharing < best.sharing) best = slot;
    }
    return best;
  }
}
