import { Command } from 'commander';
import { note, type OutputOptions, withJson } from './output.ts';
import type { Environment } from './run.ts';

export const migrateCommand = (env: Environment): Command =>
  withJson(new Command('migrate').description('Bring the database to this release.'))
    .addHelpText(
      'after',
      `
Prints the migrations that were applied. Servers also do this when they start.

Examples:
  $ woes migrate
  $ DATABASE_URL=postgres://woes@db/woes woes migrate --json`,
    )
    .action(async ({ json }: OutputOptions) => {
      const { migrateDatabase } = await import('./installation.ts');
      const { applied } = await migrateDatabase(env);
      if (json) console.log(JSON.stringify({ applied }, null, 2));
      else for (const name of applied) console.log(name);
      if (applied.length === 0) note('Nothing to do: the database is at this release.');
    });
