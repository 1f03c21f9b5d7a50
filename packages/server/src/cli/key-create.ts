import { Command } from 'commander';
import type { z } from 'zod';
import { createCredential, type getMe } from '../authentication/contract.ts';
import { scopes as allScopes } from '../contract/scopes.ts';
import { CommandError } from './command-error.ts';
import { note, type OutputOptions, printResult, withJson } from './output.ts';
import type { RemoteServer } from './remote-server.ts';
import type { Environment } from './run.ts';
import { remoteTarget, type TargetOptions, withTarget } from './target.ts';

interface Options extends TargetOptions, OutputOptions {
  workspace?: string;
  name: string;
  scope: string[];
  expires?: string;
}

type Input = z.output<typeof createCredential.input>;
type Created = z.output<typeof createCredential.output>;

export const keyCreateCommand = (env: Environment): Command =>
  withJson(
    withTarget(
      new Command('create')
        .description('Create a credential.')
        .option('--workspace <id|slug>', 'workspace of the credential; with --url that of the token')
        .requiredOption('--name <name>', 'what it is for')
        .requiredOption('--scope <scope...>', 'what it may do, or `all`')
        .option('--expires <time>', 'when it stops working, as RFC 3339 time (default: never)'),
      'a credential that holds credentials:write and the scopes to be given',
    ),
  )
    .addHelpText(
      'after',
      `
The secret is printed here and never again.

Scopes:
  ${allScopes.join('\n  ')}

Examples:
  $ woes key create --workspace acme --name "Billing sync" --scope customers:read customers:write
  $ woes key create --workspace acme --name Nightly --scope all --expires 2027-01-01T00:00:00Z --json
  $ woes key create --name "Billing sync" --scope customers:read --url http://localhost:4000 --token "$WOES_KEY"`,
    )
    .action(async ({ workspace, name, scope, expires, ...options }: Options) => {
      const input = inputOf(name, scope, expires);
      const remote = remoteTarget(options, env, 'credential');
      const created = remote
        ? await createRemotely(remote, workspace, input)
        : await createLocally(env, workspace, input);
      printResult(
        created,
        [
          ['credential', created.id],
          ['name', created.name],
          ['scopes', created.scopes.join(' ')],
          ['expires', expires ? new Date(created.expiresAt!).toISOString() : 'never'],
          ['secret', created.secret],
        ],
        options,
      );
      note('Keep the secret: it is not shown again.');
    });

/** What the contract takes, checked before a database is opened for it. */
function inputOf(name: string, scope: string[], expires: string | undefined): Input {
  const given = scope.flatMap((each) => each.split(',')).filter((each) => each !== '');
  return createCredential.input.parse({
    name,
    scopes: given.includes('all') ? allScopes : given,
    ...(expires === undefined ? {} : { expiresAt: timeOf(expires) }),
  });
}

function timeOf(text: string): Date {
  const time = new Date(/^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? text : Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new CommandError('--expires: Must be an RFC 3339 time such as 2027-01-01T00:00:00Z.', 2);
  if (time <= new Date()) throw new CommandError('--expires: Must be in the future.', 2);
  return time;
}

async function createLocally(
  env: Environment,
  workspace: string | undefined,
  input: Input,
): Promise<Created> {
  if (!workspace) throw new CommandError('--workspace: Give the id or the slug of the workspace.', 2);
  const { createKey } = await import('./operator.ts');
  return createKey(env, workspace, input);
}

async function createRemotely(
  remote: RemoteServer,
  workspace: string | undefined,
  input: Input,
): Promise<Created> {
  if (workspace) {
    const me = await remote.call<z.output<typeof getMe.output>>('GET', 'auth/me');
    if (workspace !== me.workspace.id && workspace !== me.workspace.slug)
      throw new CommandError(
        `The token belongs to the workspace ${me.workspace.slug}, not to ${workspace}.`,
        3,
      );
  }
  return remote.call('POST', 'auth/credentials', input);
}
