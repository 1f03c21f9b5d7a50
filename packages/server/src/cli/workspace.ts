import { Command } from 'commander';
import type { z } from 'zod';
import type { createWorkspace } from '../workspaces/contract.ts';
import { note, type OutputOptions, printResult, withJson } from './output.ts';
import type { Environment } from './run.ts';
import { remoteTarget, type TargetOptions, withTarget } from './target.ts';

interface Options extends TargetOptions, OutputOptions {
  name: string;
  slug: string;
  timezone?: string;
}

export const workspaceCommand = (env: Environment): Command =>
  new Command('workspace').description('Workspaces of the installation.').addCommand(createCommand(env));

const createCommand = (env: Environment): Command =>
  withJson(
    withTarget(
      new Command('create')
        .description('Create a workspace with its first credential, which holds every scope.')
        .requiredOption('--name <name>', 'name for people')
        .requiredOption('--slug <slug>', 'short name, unique in the installation')
        .option('--timezone <zone>', 'IANA time zone (default: UTC)'),
      'the root token of the installation',
    ),
  )
    .addHelpText(
      'after',
      `
The secret of the credential is printed here and never again.

Examples:
  $ woes workspace create --name "Acme API" --slug acme --timezone Europe/Berlin
  $ woes workspace create --name "Acme API" --slug acme --json | jq -r .credential.secret
  $ woes workspace create --name "Acme API" --slug acme --url http://localhost:4000 --token "$ROOT_TOKEN"`,
    )
    .action(async ({ name, slug, timezone, ...options }: Options) => {
      const input = { name, slug, ...(timezone ? { timezone } : {}) };
      const created = await create(env, input, options);
      const { workspace, credential, channelId } = created;
      printResult(
        created,
        [
          ['workspace', workspace.id],
          ['slug', workspace.slug],
          ['channel', channelId],
          ['credential', credential.id],
          ['secret', credential.secret],
        ],
        options,
      );
      note('Keep the secret: it is not shown again.');
    });

type Created = z.output<typeof createWorkspace.output>;

async function create(
  env: Environment,
  input: z.input<typeof createWorkspace.input>,
  options: TargetOptions,
): Promise<Created> {
  const remote = remoteTarget(options, env, 'root');
  if (remote) return remote.call('POST', 'workspaces', input);
  const { createWorkspace } = await import('./operator.ts');
  return createWorkspace(env, input);
}
