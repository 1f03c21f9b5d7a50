import { Command } from 'commander';
import { keyCreateCommand } from './key-create.ts';
import { keyRevokeCommand } from './key-revoke.ts';
import type { Environment } from './run.ts';

export const keyCommand = (env: Environment): Command =>
  new Command('key')
    .description('Credentials of workspaces.')
    .addCommand(keyCreateCommand(env))
    .addCommand(keyRevokeCommand(env));
