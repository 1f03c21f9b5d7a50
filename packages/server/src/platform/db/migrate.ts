import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Engine, Lease } from './connection.ts';

const folder = new URL('../../../../../drizzle/', import.meta.url);

export interface Migration {
  name: string;
  hash: string;
  sql: string;
}

/** The migrations of this release, in the order of the journal, each checked against its recorded hash. */
export async function readMigrations(from: URL = folder): Promise<Migration[]> {
  const journal = JSON.parse(await readFile(new URL('journal.json', from), 'utf8')) as {
    name: string;
    sha256: string;
  }[];
  return Promise.all(
    journal.map(async ({ name, sha256 }) => {
      const sql = await readFile(new URL(`${name}.sql`, from), 'utf8');
      const hash = createHash('sha256').update(sql).digest('hex');
      if (hash !== sha256)
        throw new MigrationError(`Migration ${name} was changed after it was recorded in the journal.`);
      return { name, hash, sql };
    }),
  );
}

export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** Name of the lock that keeps two processes from migrating at once: any number, the same for all. */
const lockNumber = 7_305_101_119;

/** Brings the database to this release. Refuses a history that differs from the journal instead of skipping. */
export async function migrate(engine: Engine, migrations: Migration[]): Promise<{ applied: string[] }> {
  const lease = await engine.acquire();
  try {
    // A session that reads have shared acts for a tenant.
    await lease.command('reset role; set statement_timeout = 0; set lock_timeout = 0');
    // On PGlite the folder lock has already made this process the only one.
    if (engine.kind === 'postgres') await lease.command(`select pg_advisory_lock(${lockNumber})`);
    await lease.command(`create table if not exists woes_migrations (
      position integer primary key, name text not null, hash text not null, applied_at timestamptz not null default now()
    )`);
    const pending = await findPending(lease, migrations);
    for (const migration of pending) await apply(lease, migration, migrations.indexOf(migration));
    await grantToTenantRole(lease);
    return { applied: pending.map((migration) => migration.name) };
  } finally {
    if (engine.kind === 'postgres')
      await lease.command(`select pg_advisory_unlock_all()`).catch(() => undefined);
    await lease.command('reset statement_timeout; reset lock_timeout').catch(() => undefined);
    lease.release();
  }
}

/** What has not been applied yet; throws when what was applied is not how the journal begins. */
async function findPending(lease: Lease, migrations: Migration[]): Promise<Migration[]> {
  const applied = await lease.rows('select position, name, hash from woes_migrations order by position', []);
  for (const [position, row] of applied.entries()) {
    const known = migrations[position];
    if (!known)
      throw new MigrationError(`The database is newer than this release: it knows migration ${row.name}.`);
    if (known.name !== row.name || known.hash !== row.hash || row.position !== position)
      throw new MigrationError(
        `Migration ${position} of the database is ${row.name}; this release has ${known.name} there, or changed it.`,
      );
  }
  return migrations.slice(applied.length);
}

/** True when nothing is pending. */
export async function isMigrated(engine: Engine, migrations: Migration[]): Promise<boolean> {
  const lease = await engine.acquire();
  try {
    await lease.command('reset role');
    const exists = await lease.rows("select to_regclass('woes_migrations') is not null as found", []);
    return exists[0]?.found === true && (await findPending(lease, migrations)).length === 0;
  } finally {
    lease.release();
  }
}

async function apply(lease: Lease, migration: Migration, position: number): Promise<void> {
  try {
    await lease.command(
      `begin; ${migration.sql}; insert into woes_migrations (position, name, hash) values (${position}, '${migration.name}', '${migration.hash}'); commit`,
    );
  } catch (error) {
    await lease.command('rollback').catch(() => undefined);
    // The statements are ours and hold nothing of anybody: the operator may read why.
    const why = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${migration.name} failed and was rolled back: ${why}`, {
      cause: error,
    });
  }
}

/**
 * Where the login role could bypass row-level security, transactions change to this one. A login role that may
 * not create roles cannot bypass either, and needs none.
 */
async function grantToTenantRole(lease: Lease): Promise<void> {
  await lease.command(`do $$
  begin
    begin
      if not exists (select from pg_roles where rolname = 'woes_tenant') then
        create role woes_tenant nologin nosuperuser nobypassrls;
      end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end;
    if exists (select from pg_roles where rolname = 'woes_tenant') then
      grant usage on schema public to woes_tenant;
      grant select, insert, update, delete on all tables in schema public to woes_tenant;
      revoke all on woes_migrations from woes_tenant;
      if to_regclass('pgboss.job_common') is not null then
        grant usage on schema pgboss to woes_tenant;
        grant select on pgboss.queue to woes_tenant;
        grant select, insert, update on pgboss.job_common to woes_tenant;
      end if;
    end if;
  end $$`);
}
