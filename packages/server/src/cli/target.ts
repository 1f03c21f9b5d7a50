import { type Command, Option } from 'commander';
import { CommandError } from './command-error.ts';
import { RemoteServer } from './remote-server.ts';
import type { Environment } from './run.ts';

export interface TargetOptions {
  url?: string;
  token?: string;
}

/** Options of commands that can also be carried out by a running server. */
export const withTarget = (command: Command, token: string): Command =>
  command
    .addOption(new Option('--url <url>', 'let the server at this address do it').env('WOES_URL'))
    .addOption(new Option('--token <token>', `with --url: ${token}`).env('WOES_TOKEN'));

/** The server to ask; null when the database itself is to be used. */
export function remoteTarget(
  { url, token }: TargetOptions,
  env: Environment,
  needs: 'root' | 'credential',
): RemoteServer | null {
  if (!url) return null;
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new CommandError('--url: Must be an address such as http://localhost:4000.', 2);
  if (token) return new RemoteServer(url, token);
  throw new CommandError(
    needs === 'root'
      ? 'With --url this needs the root token of the installation, in --token or WOES_TOKEN.'
      : 'With --url this needs a credential of the workspace, in --token or WOES_TOKEN.',
    2,
    needs === 'root'
      ? `The server keeps it in ${env.WOES_DATA || '.woes'}/installation.json, or has it from WOES_ROOT_TOKEN.`
      : null,
  );
}
