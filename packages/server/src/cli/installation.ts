import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig } from '../platform/config.ts';
import { type Engine, isMigrated, migrate, readMigrations } from '../platform/db/index.ts';
import { readInstallation } from '../platform/installation-secret.ts';
import { createLog } from '../platform/log.ts';
import { createServices, type Services } from '../platform/services.ts';
import { openEngine } from '../server.ts';
import { workersOf } from '../workers.ts';
import { CommandError } from './command-error.ts';
import type { Environment } from './run.ts';

export interface LocalInstallation {
  readonly services: Services;
  readonly rootToken: string;
}

/** Runs `work` on the configured database, in this process, and closes it again. */
export async function onDatabase<T>(env: Environment, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine(readConfig(env));
  try {
    await engine.connect();
    return await work(engine);
  } finally {
    await engine.close();
  }
}

export const migrateDatabase = (env: Environment): Promise<{ applied: string[] }> =>
  onDatabase(env, async (engine) => migrate(engine, await readMigrations()));

/** The same with all that procedures need. */
export function onInstallation<T>(
  env: Environment,
  work: (installation: LocalInstallation) => Promise<T>,
): Promise<T> {
  const given = readConfig(env);
  mustKnowSecret(given);
  return onDatabase(env, async (engine) => {
    await mustBeMigrated(engine);
    const { secret, rootToken } = await readInstallation(given.dataFolder, given);
    const log = createLog(env.WOES_LOG ? given.logLevel : 'silent');
    const services = createServices({ ...given, redisUrl: null, secret, rootToken }, secret, engine, {
      log,
      migrated: true,
    });
    try {
      // What is done here may leave work for the server.
      await services.jobs.start(workersOf(services), { work: false });
      return await work({ services, rootToken });
    } finally {
      await services.jobs.stop();
      await services.outgoing.close();
      await services.bus.stop();
    }
  });
}

/** Keys are hashed with the installation's secret: one made with another secret would open nothing. */
function mustKnowSecret({ databaseUrl, secret, dataFolder }: Config): void {
  if (!databaseUrl || secret || existsSync(join(dataFolder, 'installation.json'))) return;
  throw new CommandError(
    'The secret of the installation is not known here, so no key made here would work.',
    1,
    'Set WOES_SECRET to the secret of the server, or WOES_DATA to its folder.',
  );
}

/** An embedded database belongs to this process alone; a shared one is changed when its operator says so. */
async function mustBeMigrated(engine: Engine): Promise<void> {
  const migrations = await readMigrations();
  if (engine.kind === 'pglite') await migrate(engine, migrations);
  else if (!(await isMigrated(engine, migrations)))
    throw new CommandError('The database is not at this release.', 1, 'Run: woes migrate');
}
