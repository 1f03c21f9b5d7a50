import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { type Engine, openTransaction } from '../db/index.ts';

const schema = 'pgboss';
const connectionsMax = 4;

/** Seconds without a sign of life after which a job is given to another process. */
export const silentSecondsMax = 10;

/**
 * pg-boss on the database of the server. On PostgreSQL it has connections of its own; the embedded database has one
 * connection, which it takes in turn with everybody else.
 */
export function createBoss(engine: Engine): PgBoss {
  const { guests } = engine;
  const options: ConstructorOptions = {
    schema,
    // The tables come with the migrations.
    migrate: false,
    createSchema: false,
    // What comes again enqueues its next time itself, in its own transaction.
    schedule: false,
    superviseIntervalSeconds: silentSecondsMax,
    monitorIntervalSeconds: silentSecondsMax,
    // No job waits for another here: what resolves that need not look every five seconds.
    flowIntervalSeconds: 3600,
  };
  if ('url' in guests)
    return new PgBoss({
      ...options,
      connectionString: guests.url,
      max: connectionsMax,
      application_name: 'woes-jobs',
    });
  return new PgBoss({
    ...options,
    backend: 'pglite',
    db: { executeSql: (text, values = []) => inOpenTransaction(text, values) ?? guests.run(text, values) },
  } as ConstructorOptions);
}

/** A statement of pg-boss in the caller's transaction; null outside of one. */
function inOpenTransaction(text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }> | null {
  const tx = openTransaction();
  return tx ? tx.run(text, values.map(asParameter), 'rows').then((rows) => ({ rows })) : null;
}

/** The server's own statements have their lists as text. */
const asParameter = (value: unknown) =>
  Array.isArray(value) ? `{${value.map((each) => JSON.stringify(each)).join(',')}}` : value;

/**
 * A process alone on its database finds jobs begun that nobody works on: it gives them back at once. Others find out
 * by the silence of whoever began them.
 */
export async function giveBackOrphans({ guests }: Engine): Promise<void> {
  if ('url' in guests) return;
  await guests.run(
    "update pgboss.job_common set state = 'retry', started_on = null, heartbeat_on = null where state = 'active'",
    [],
  );
}

/** What makes a call to pg-boss part of the transaction that is open. */
export const inCallersTransaction = {
  executeSql(text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
    const running = inOpenTransaction(text, values);
    if (!running) throw new Error('A job was enqueued outside a transaction.');
    return running;
  },
};
