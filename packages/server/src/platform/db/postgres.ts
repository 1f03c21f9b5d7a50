import postgres from 'postgres';
import type { Connection, Engine, Lease } from './connection.ts';
import { Slots } from './slots.ts';

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
 * A transaction has its connection alone; reads of one statement share what transactions leave.
 */
export function openPostgres(options: PostgresOptions): Engine {
  const connections = Array.from({ length: options.connectionsMax }, () => new PooledConnection(options));
  const slots = new Slots(connections);
  const control = client(options, () => undefined);
  let tenantRole: string | null = null;
  let isDirect = false;

  const runShared = (session: string, text: string, params: readonly unknown[]) => {
    const shared = slots.share();
    const run = (connection: PooledConnection) =>
      connection.runShared(session, text, params, () => slots.unshare(connection));
    return shared instanceof Promise ? shared.then(run) : run(shared);
  };

  return {
    kind: 'postgres',
    get tenantRole() {
      return tenantRole;
    },
    async connect() {
      const answer = await control.unsafe<{ bypass: boolean; pid: number }[]>(
        'select (rolsuper or rolbypassrls) as bypass, pg_backend_pid() as pid from pg_roles where rolname = current_user',
      );
      tenantRole = answer[0]?.bypass ? 'woes_tenant' : null;
      // A pooler answers with a number of its own, and may give each statement another session.
      isDirect =
        options.prepare && answer[0]?.pid === (answer as unknown as { state: { pid: number } }).state.pid;
    },
    acquire() {
      const taken = slots.takeAlone();
      const lease = (free: PooledConnection) => free.lease(() => slots.giveAlone(free));
      return taken instanceof Promise ? taken.then(lease) : lease(taken);
    },
    get runShared() {
      return isDirect ? runShared : null;
    },
    async listen(channel, onPayload) {
      const { unlisten } = await control.listen(channel, onPayload);
      return unlisten;
    },
    async notify(channel, payload) {
      await control.notify(channel, payload);
    },
    stats: () => slots.stats(),
    guests: { url: options.url },
    async close() {
      await Promise.all(
        [control, ...connections.map(({ sql }) => sql)].map((sql) => sql.end({ timeout: 5 })),
      );
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

const preparedMax = 500;
const kept = { prepare: true };
const once = { prepare: false };

class PooledConnection {
  readonly sql: postgres.Sql;
  readonly #prepare: boolean;
  readonly #prepared = new Set<string>();
  #current: { broken: boolean } | null = null;

  constructor(options: PostgresOptions) {
    this.#prepare = options.prepare;
    this.sql = client(options, () => {
      if (this.#current) this.#current.broken = true;
    });
  }

  /** A prepared statement is kept by both sides for good, and callers' filters make statements without end. */
  #preparing(text: string): { prepare: boolean } {
    if (!this.#prepare) return once;
    if (this.#prepared.has(text)) return kept;
    if (this.#prepared.size >= preparedMax) return once;
    this.#prepared.add(text);
    return kept;
  }

  /** Both are handed over in one turn, so nothing of others comes between; without the first the second is void. */
  runShared(
    session: string,
    text: string,
    params: readonly unknown[],
    done: () => void,
  ): Promise<unknown[][]> {
    const settled = this.sql.unsafe(session).simple().execute();
    const answer = this.sql
      .unsafe(text, params as never[], this.#preparing(text))
      .values()
      .execute();
    return Promise.all([answer, settled]).then(
      ([rows]) => {
        done();
        return rows as unknown as unknown[][];
      },
      (error: unknown) => {
        done();
        throw error;
      },
    );
  }

  lease(giveBack: () => void): Lease {
    const { sql } = this;
    const lease: Lease & { broken: boolean } = {
      broken: false,
      rows: (text, params) =>
        sql.unsafe(text, params as never[], this.#preparing(text)) as unknown as ReturnType<
          Connection['rows']
        >,
      values: (text, params) =>
        sql.unsafe(text, params as never[], this.#preparing(text)).values() as unknown as ReturnType<
          Connection['values']
        >,
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
