import { expect, test } from 'vitest';
import { type Engine, migrate, openPglite, openPostgres, readMigrations } from '../../platform/db/index.ts';
import { createDatabase, database, findPostgres } from '../../testing/index.ts';

const open = async (): Promise<Engine> =>
  database === 'pglite'
    ? openPglite({})
    : openPostgres({
        url: await createDatabase(),
        connectionsMax: 2,
        prepare: true,
        statementTimeoutMs: 10_000,
        lockTimeoutMs: 3000,
        idleTransactionTimeoutMs: 30_000,
      });

test.runIf(database === 'pglite' || findPostgres())(
  'a workspace of before gets the built-in roles, and its credentials stay nobody’s',
  async () => {
    const engine = await open();
    await engine.connect();
    const migrations = await readMigrations();
    const at = migrations.findIndex(({ name }) => name === '0006_workspaces');
    await migrate(engine, migrations.slice(0, at));
    const lease = await engine.acquire();
    const id = '01920000-0000-7000-8000-000000000001';
    await lease.command(`begin; set local app.workspace_id = '${id}';
      insert into workspaces (workspace_id, name, slug, timezone, locale, reopen_window_days, default_api_version, created_at, updated_at)
      values ('${id}', 'Old', 'old', 'UTC', 'en', 7, '2026-11-01', now(), now()); commit`);
    lease.release();
    await migrate(engine, migrations);
    const after = await engine.acquire();
    await after.command(`set app.workspace_id = '${id}'`);
    const roles = await after.values('select key, system from roles where workspace_id = $1 order by key', [
      id,
    ]);
    expect(roles.map(([key, system]) => [key, String(system).startsWith('t')])).toEqual([
      ['admin', true],
      ['member', true],
      ['owner', true],
      ['viewer', true],
    ]);
    await after.command('reset app.workspace_id');
    after.release();
    await engine.close();
  },
);
