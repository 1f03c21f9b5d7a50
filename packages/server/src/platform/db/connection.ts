/** One statement's way to a database, the same over both engines. Values come back as the wire has them. */
export interface Connection {
  /** Rows as objects. */
  rows(text: string, params: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** Rows as arrays in column order. */
  values(text: string, params: readonly unknown[]): Promise<unknown[][]>;
  /** A command, or several, without parameters and without an answer. */
  command(text: string): Promise<void>;
}

/** A connection that one transaction holds alone. */
export interface Lease extends Connection {
  /** True once the connection was lost: what follows would run outside the transaction. */
  readonly broken: boolean;
  release(): void;
}

/** An engine that hands out connections. */
export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  /** Set before each tenant transaction where the login role could bypass row-level security. */
  readonly tenantRole: string | null;
  /** Makes the first contact; throws while the database is out of reach. */
  connect(): Promise<void>;
  acquire(): Lease | Promise<Lease>;
  /** Called by `notify` of any process on the same database; null where the process is alone. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  stats(): { size: number; idle: number; waiting: number };
  close(): Promise<void>;
}

/** A hand-out in order of arrival, over a fixed set of things to hand out. */
export class Waiting<T> {
  readonly #idle: T[];
  readonly #queue: ((item: T) => void)[] = [];
  readonly size: number;

  constructor(items: T[]) {
    this.#idle = [...items];
    this.size = items.length;
  }

  take(): T | Promise<T> {
    return this.#idle.shift() ?? new Promise<T>((resolve) => this.#queue.push(resolve));
  }

  give(item: T): void {
    const next = this.#queue.shift();
    if (next) next(item);
    else this.#idle.push(item);
  }

  stats() {
    return { size: this.size, idle: this.#idle.length, waiting: this.#queue.length };
  }
}
