import { Command } from 'commander';
import { importConversationsCommand } from './import-conversations.ts';
import type { Environment } from './run.ts';

export const importCommand = (env: Environment): Command =>
  new Command('import')
    .description('Take over what was kept elsewhere.')
    .addCommand(importConversationsCommand(env));
