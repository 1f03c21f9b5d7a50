import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Id } from '../../contract/ids.ts';
import { decodeId } from '../ids.ts';
import type { Engine, Lease } from './connection.ts';

/**
 * A transaction inside one workspace. It takes a connection with its first statement, never before, and pipes
 * `begin` and the tenant setting in front of it: one trip to the database, not three.
 */
export class Transaction {
  readonly #engine: Engine;
  readonly #readOnly: boolean;
  #workspaceId: Id<'ws'>;
  #lease: Lease | null = null;
  #leasing: Promise<Lease> | null = null;
  #state: 'open' | 'last' | 'ended' = 'open';
  #last = false;
  #closed = false;
  readonly #piped: Promise<unknown>[] = [];

  constructor(engine: Engine, workspaceId: Id<'ws'>, readOnly: boolean) {
    this.#engine = engine;
    this.#workspaceId = workspaceId;
    this.#readOnly = readOnly;
  }

  get workspaceId(): Id<'ws'> {
    return this.#workspaceId;
  }

  get isOpen(): boolean {
    return this.#state !== 'ended';
  }

  /**
   * Says that the next statement is the last of a read: `commit` is piped right behind it, and the caller's
   * answer does not wait for it. When it is the only one, it needs no transaction and shares a connection. A
   * statement after it is refused.
   */
  lastStatement(): void {
    if (this.#readOnly) this.#state = 'last';
  }

  /** Says that what follows writes. A read is done again then, in a transaction that can. */
  requireWrites(): void {
    if (this.#readOnly) throw new WritesRequired();
  }

  /** Goes on in another workspace; only the installation itself may cross that border. */
  async enter(workspaceId: Id<'ws'>): Promise<void> {
    this.#workspaceId = workspaceId;
    const lease = this.#lease ?? (await this.#begin());
    await lease.command(tenantSetting(workspaceId));
  }

  /**
   * Hands over statements whose answers nobody needs: `commit` follows them in the same flush, and fails when
   * one of them does.
   */
  pipe(statement: PromiseLike<unknown>): void {
    const settled = Promise.resolve(statement);
    settled.catch(() => undefined);
    this.#piped.push(settled);
  }

  async command(text: string): Promise<void> {
    const lease = this.#lease ?? (await this.#begin());
    this.#check(lease);
    await lease.command(text);
  }

  run(text: string, params: readonly unknown[], mode: 'rows' | 'values'): Promise<never> {
    if (this.#state === 'ended') throw new Error('A statement was issued after its transaction had ended.');
    if (this.#lease) return this.#send(this.#lease, text, params, mode);
    if (this.#state === 'last' && mode === 'values' && !this.#leasing && this.#engine.runShared) {
      this.#state = 'ended';
      this.#last = true;
      return this.#engine.runShared(this.#session(), text, params) as Promise<never>;
    }
    const begun = this.#begin();
    return begun instanceof Promise
      ? begun.then((lease) => this.#send(lease, text, params, mode))
      : this.#send(begun, text, params, mode);
  }

  #send(lease: Lease, text: string, params: readonly unknown[], mode: 'rows' | 'values'): Promise<never> {
    this.#check(lease);
    const last = this.#state === 'last';
    // `then` is what makes the driver send: both statements must be handed over, in this order, in one turn.
    const answer = lease[mode](text, params).then((rows) => rows);
    if (last) {
      this.#state = 'ended';
      this.#last = true;
      lease.command('commit').then(
        () => lease.release(),
        () => lease.release(),
      );
    }
    return answer as Promise<never>;
  }

  #check(lease: Lease): void {
    if (lease.broken) throw connectionLost();
  }

  /** Without a tenant role the login role is bound by row-level security itself. */
  #session(): string {
    const role = this.#engine.tenantRole ? `set role ${this.#engine.tenantRole}; ` : '';
    return `${role}set app.workspace_id = '${decodeId(this.#workspaceId)}'`;
  }

  #begin(): Lease | Promise<Lease> {
    if (this.#leasing) return this.#leasing;
    const acquired = this.#engine.acquire();
    const begin = (lease: Lease) => {
      this.#lease = lease;
      const role = this.#engine.tenantRole ? `set local role ${this.#engine.tenantRole}; ` : '';
      // Its failure is the failure of the statement behind it.
      lease
        .command(`begin${this.#readOnly ? ' read only' : ''}; ${role}${tenantSetting(this.#workspaceId)}`)
        .catch(() => undefined);
      return lease;
    };
    if (!(acquired instanceof Promise)) return begin(acquired);
    this.#leasing = acquired.then(begin);
    return this.#leasing;
  }

  async commit(): Promise<void> {
    if (this.#last) return;
    const lease = await this.#close();
    if (!lease) return;
    if (lease.broken) {
      lease.release();
      throw connectionLost();
    }
    // What was piped first failed first. The commit of a failed transaction is its rollback, and only when all
    // has been answered is the connection free for the next.
    const done = Promise.allSettled([...this.#piped, lease.command('commit')]).then((outcomes) => {
      lease.release();
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    });
    if (this.#readOnly) done.catch(() => undefined);
    else await done;
  }

  async rollback(): Promise<void> {
    if (this.#last) return;
    const lease = await this.#close();
    if (!lease) return;
    if (!lease.broken) await lease.command('rollback').catch(() => undefined);
    lease.release();
  }

  /** Ends the transaction once: who comes second, a rollback after a failed commit, finds nothing to do. */
  async #close(): Promise<Lease | null> {
    this.#state = 'ended';
    if (this.#closed) return null;
    this.#closed = true;
    return this.#lease ?? (await this.#leasing);
  }
}

// A lost connection comes back as a new one, outside the transaction and outside the tenant.
const connectionLost = () =>
  Object.assign(new Error('The connection was lost.'), { code: 'CONNECTION_CLOSED' });

const tenantSetting = (workspaceId: Id<'ws'>) => `set local app.workspace_id = '${decodeId(workspaceId)}'`;

const current = new AsyncLocalStorage<Transaction>();

/** The transaction that the running code is in. Outside of one there is no database. */
export function transaction(): Transaction {
  const found = current.getStore();
  if (!found) throw new Error('A statement was issued outside a transaction.');
  return found;
}

/** The transaction that the running code is in, if it is in one that takes statements. */
export function openTransaction(): Transaction | null {
  const found = current.getStore();
  // Timers that were set inside go on after its end.
  return found?.isOpen ? found : null;
}

/** Runs `work` in a transaction of its own: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(
  engine: Engine,
  workspaceId: Id<'ws'>,
  mode: 'read' | 'write',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (current.getStore())
    throw new Error('A transaction was opened inside a transaction: on PGlite it would wait for itself.');
  const tx = new Transaction(engine, workspaceId, mode === 'read');
  try {
    // Awaited inside: a query builder is sent by whoever awaits it, in the transaction that one is in.
    const result = await current.run(tx, async () => await work(tx));
    await tx.commit();
    return result;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

class WritesRequired extends Error {}

/**
 * Runs `work` in a transaction that reads, and again in one that writes when it asks for that. For what seldom
 * leaves a trace, so that all other reads stay as cheap as they are.
 */
export const inReadingTransaction = <T>(
  engine: Engine,
  workspaceId: Id<'ws'>,
  work: () => Promise<T>,
): Promise<T> =>
  inTransaction(engine, workspaceId, 'read', work).catch((error: unknown) => {
    if (error instanceof WritesRequired) return inTransaction(engine, workspaceId, 'write', work);
    throw error;
  });

/** What drizzle takes for a postgres.js client: it sends each statement to the transaction it is issued in. */
const routed = {
  options: { parsers: {}, serializers: {} },
  unsafe(text: string, params: readonly unknown[] = []) {
    const tx = transaction();
    return {
      // biome-ignore lint/suspicious/noThenProperty: drizzle awaits the statement itself, or its `values()`.
      then: (resolve: (rows: unknown) => unknown, reject: (error: unknown) => unknown) =>
        tx.run(text, params, 'rows').then(resolve, reject),
      values: () => tx.run(text, params, 'values'),
    };
  },
};

/** The one query builder. It serves queries prepared once at module level, and fails closed without a transaction. */
export const db = drizzle(routed as never);
