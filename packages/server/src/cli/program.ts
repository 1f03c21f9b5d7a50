import { Command } from 'commander';
import { importCommand } from './import.ts';
import { keyCommand } from './key.ts';
import { migrateCommand } from './migrate.ts';
import { openApiCommand } from './openapi.ts';
import type { Environment } from './run.ts';
import { serveCommand } from './serve.ts';
import { workspaceCommand } from './workspace.ts';

/** The command line `woes`. */
export function createProgram(env: Environment): Command {
  const program = new Command('woes')
    .description('Runs and operates a Woes installation.')
    .exitOverride()
    .showHelpAfterError('Run the command with --help to see how it is called.')
    .addHelpText(
      'after',
      `
Commands work on the database of this machine: the folder in WOES_DATA (.woes when unset), or DATABASE_URL.
Those that take --url work on a running server instead.

Exit codes: 0 done, 1 failed, 2 wrongly called, 3 refused or not found.

Examples:
  $ woes serve
  $ woes workspace create --name "Acme API" --slug acme
  $ woes key create --workspace acme --name "Billing sync" --scope customers:read customers:write
  $ woes import conversations tickets.ndjson --workspace acme --channel chn_01jd0000000000000000000001`,
    );
  for (const command of [
    serveCommand(env),
    migrateCommand(env),
    workspaceCommand(env),
    keyCommand(env),
    importCommand(env),
    openApiCommand(),
  ])
    program.addCommand(inherit(command, program));
  return program;
}

/** Commands that are added as a whole do not take over how their parent treats errors. */
function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
  return command;
}
