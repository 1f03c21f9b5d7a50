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
  /**
   * Runs a command that settles whose session it is, and one statement in it, beside those of others on one
   * connection. Null where connections cannot be shared so.
   */
  readonly runShared:
    | ((session: string, text: string, params: readonly unknown[]) => Promise<unknown[][]>)
    | null;
  /** Called by `notify` of any process on the same database; null where the process is alone. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  stats(): { size: number; idle: number; waiting: number };
  /** Where a library that brings its own driver finds the same database. */
  readonly guests: Guests;
  close(): Promise<void>;
}

/** By an address, or, where there is one connection only, over that one and in the driver's own form of values. */
export type Guests =
  | { readonly url: string }
  | { run(text: string, params: readonly unknown[]): Promise<{ rows: unknown[] }> };
