import type { z } from 'zod';
import { createCredential, revokeCredential as revokeContract } from '../authentication/contract.ts';
import { revokeCredential } from '../authentication/credentials.ts';
import { issueCredential } from '../authentication/index.ts';
import { directCaller } from '../demo.ts';
import type { RunningServer } from '../server.ts';
import type { createWorkspace as workspaceContract } from '../workspaces/contract.ts';
import { findWorkspace, workspaceOfCredential } from './find-workspace.ts';
import { onInstallation } from './installation.ts';
import { operatorCall } from './operator-call.ts';
import type { Environment } from './run.ts';

/** What the operator does on the database itself. Loaded when it is needed: it brings the whole server along. */
export const createWorkspace = (env: Environment, input: z.input<typeof workspaceContract.input>) =>
  onInstallation(env, ({ services, rootToken }) =>
    directCaller({ services } as RunningServer, rootToken).workspaces.create(input),
  );

export const createKey = (
  env: Environment,
  workspace: string,
  input: z.output<typeof createCredential.input>,
) =>
  onInstallation(env, async ({ services }) => {
    const { id } = await findWorkspace(services, workspace);
    const { credential, secret } = await operatorCall(services, id, createCredential, (call) =>
      issueCredential(call, input),
    );
    return { ...credential, secret };
  });

export const revokeKey = (env: Environment, input: Parameters<typeof revokeCredential>[1]) =>
  onInstallation(env, async ({ services }) => {
    const workspaceId = await workspaceOfCredential(services, input.id);
    return operatorCall(services, workspaceId, revokeContract, (call) => revokeCredential(call, input));
  });
