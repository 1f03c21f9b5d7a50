import type { Services } from '../../platform/services.ts';

const pingMs = 15_000;

interface Stream {
  ping(): void;
  reconnect(): void;
}

const registries = new WeakMap<Services, Streams>();

/** The open streams of one server: one timer pings them all, and a shutdown ends them by plan. */
export class Streams {
  readonly #open = new Set<Stream>();
  #timer: NodeJS.Timeout | null = null;

  static of(services: Services): Streams {
    const known = registries.get(services) ?? new Streams();
    registries.set(services, known);
    return known;
  }

  get size(): number {
    return this.#open.size;
  }

  add(stream: Stream): () => void {
    this.#open.add(stream);
    this.#timer ??= setInterval(() => {
      for (const each of this.#open) each.ping();
    }, pingMs).unref();
    return () => {
      this.#open.delete(stream);
      if (this.#open.size > 0 || !this.#timer) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  }

  reconnectAll(): void {
    for (const stream of this.#open) stream.reconnect();
  }
}
