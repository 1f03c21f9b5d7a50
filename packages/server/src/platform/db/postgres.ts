import postgres from 'postgres';
import { type Connection, type Engine, type Lease, Waiting } from './connection.ts';

export interface PostgresOptions {
  url: string;
  connectionsMax: number;
  /** False behind a pooler that cannot keep prepared statements. */
  prepare: boolean;
  statementTimeoutMs: number;
  lockTimeoutMs: number;
  idleTransactionTimeoutMs: number;
}

const keepText = { parse: (text: string) => text, serialize: (value: unknown) => value as string };

/**
 * A pool of single connections. Each is a client of its own with room for one, because that keeps statements
 * in order, lets them be piped without waiting, and reconnects by itself, which a reserved connection does not.
 */
export function openPostgres(options: PostgresOptions): Engine {
  const slots = Array.from({ length: options.connectionsMax }, () => new Slot(options));
  const pool = new Waiting(slots);
  const control = client(options, () => undefined);
  let tenantRole: string | null = null;

  return {
    kind: 'postgres',
    get tenantRole() {
      return tenantRole;
    },
    async connect() {
      const [role] = await control.unsafe<{ bypass: boolean }[]>(
        'select (rolsuper or rolbypassrls) as bypass from pg_roles where rolname = current_user',
      );
      tenantRole = role?.bypass ? 'woes_tenant' : null;
    },
    acquire() {
      const slot = pool.take();
      const lease = (free: Slot) => free.lease(() => pool.give(free));
      return slot instanceof Promise ? slot.then(lease) : lease(slot);
    },
    async listen(channel, onPayload) {
      const { unlisten } = await control.listen(channel, onPayload);
      return unlisten;
    },
    async notify(channel, payload) {
      await control.notify(channel, payload);
    },
    stats: () => pool.stats(),
    async close() {
      await Promise.all([control, ...slots.map((slot) => slot.sql)].map((sql) => sql.end({ timeout: 5 })));
    },
  };
}

function client(options: PostgresOptions, onclose: () => void) {
  return postgres(options.url, {
    max: 1,
    prepare: options.prepare,
    fetch_types: false,
    max_lifetime: null,
    connect_timeout: 5,
    backoff: (attempt) => Math.min(2, 0.1 * 2 ** attempt),
    onclose,
    onnotice: () => undefined,
    connection: {
      application_name: 'woes',
      TimeZone: 'UTC',
      statement_timeout: options.statementTimeoutMs,
      lock_timeout: options.lockTimeoutMs,
      idle_in_transaction_session_timeout: options.idleTransactionTimeoutMs,
    },
    // Times and numbers stay text here; the columns of the schema give them their type.
    types: {
      times: { to: 1184, from: [1082, 1083, 1114, 1184], ...keepText },
      json: {
        to: 3802,
        from: [114, 3802],
        serialize: (value: unknown) => value as string,
        parse: JSON.parse,
      },
    },
  });
}

class Slot {
  readonly sql: postgres.Sql;
  readonly #prepare: boolean;
  #current: { broken: boolean } | null = null;

  constructor(options: PostgresOptions) {
    this.#prepare = options.prepare;
    this.sql = client(options, () => {
      if (this.#current) this.#current.broken = true;
    });
  }

  lease(giveBack: () => void): Lease {
    const { sql } = this;
    const prepared = { prepare: this.#prepare };
    const lease: Lease & { broken: boolean } = {
      broken: false,
      rows: (text, params) =>
        sql.unsafe(text, params as never[], prepared) as unknown as ReturnType<Connection['rows']>,
      values: (text, params) =>
        sql.unsafe(text, params as never[], prepared).values() as unknown as ReturnType<Connection['values']>,
      command: (text) =>
        sql
          .unsafe(text)
          .simple()
          .then(() => undefined),
      release: () => {
        this.#current = null;
        giveBack();
      },
    };
    this.#current = lease;
    return lease;
  }
}
