import { Command } from 'commander';
import type { z } from 'zod';
import { type Credential, revokeCredential } from '../authentication/contract.ts';
import { type OutputOptions, printResult, withJson } from './output.ts';
import type { Environment } from './run.ts';
import { remoteTarget, type TargetOptions, withTarget } from './target.ts';

interface Options extends TargetOptions, OutputOptions {
  reason?: string;
}

type Input = z.output<typeof revokeCredential.input>;

export const keyRevokeCommand = (env: Environment): Command =>
  withJson(
    withTarget(
      new Command('revoke')
        .description('Revoke a credential, for good.')
        .argument('<id>', 'id of the credential, key_…')
        .option('--reason <text>', 'kept in the audit log'),
      'a credential of the same workspace that holds credentials:write',
    ),
  )
    .addHelpText(
      'after',
      `
Running servers follow within 30 seconds. Revoking again changes nothing.

Examples:
  $ woes key revoke key_01jd0000000000000000000001 --reason "left the company"
  $ woes key revoke key_01jd0000000000000000000001 --url http://localhost:4000 --token "$WOES_KEY"`,
    )
    .action(async (id: string, { reason, ...options }: Options) => {
      const input = revokeCredential.input.parse({ id, reason });
      const credential = await revoke(env, input, options);
      printResult(
        credential,
        [
          ['credential', credential.id],
          ['name', credential.name],
          ['status', credential.status],
        ],
        options,
      );
    });

async function revoke(env: Environment, input: Input, options: TargetOptions): Promise<Credential> {
  const remote = remoteTarget(options, env, 'credential');
  if (remote) {
    const query = input.reason ? `?${new URLSearchParams({ reason: input.reason })}` : '';
    return remote.call('DELETE', `auth/credentials/${input.id}${query}`);
  }
  const { revokeKey } = await import('./operator.ts');
  return revokeKey(env, input);
}
