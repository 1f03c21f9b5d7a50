import { Command } from 'commander';
import type { Environment } from './run.ts';

export const serveCommand = (env: Environment): Command =>
  new Command('serve')
    .description('Run the server until it is told to stop.')
    .option('--port <port>', 'port to listen on (PORT, else 4000)')
    .option('--host <host>', 'address to listen on (HOST, else 127.0.0.1)')
    .option('--demo', 'make a workspace to try things in, and print its keys')
    .addHelpText(
      'after',
      `
Examples:
  $ woes serve --demo
  $ DATABASE_URL=postgres://woes@db/woes woes serve --host 0.0.0.0 --port 8080`,
    )
    .action(async ({ port, host, demo = false }: { port?: string; host?: string; demo?: boolean }) => {
      const given = { ...env, ...(port ? { PORT: port } : {}), ...(host ? { HOST: host } : {}) };
      const { serve } = await import('../main.ts');
      await serve(given, { demo });
      // The process goes on for the server's sake; a signal ends it.
      await new Promise(() => undefined);
    });
