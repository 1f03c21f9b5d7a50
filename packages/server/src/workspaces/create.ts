import type { z } from 'zod';
import { issueCredential } from '../authentication/index.ts';
import { addChannel } from '../channels/index.ts';
import { scopes } from '../contract/scopes.ts';
import { constraintOf, db, pipe, transaction } from '../platform/db/index.ts';
import { eventHeads } from '../platform/events/tables.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { createWorkspace as contract } from './contract.ts';
import { presentWorkspace } from './present.ts';
import { addBuiltInRoles } from './roles/roles.ts';
import { workspaces } from './tables.ts';

/**
 * Creates a workspace and what it needs to be used. The call starts in the installation, which is no workspace,
 * and goes on inside the new one.
 */
export async function createWorkspace(
  call: Call,
  input: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const workspaceId = call.newId('ws');
  const inside: Call = { ...call, workspaceId };
  await transaction().enter(workspaceId);

  const [row] = await db
    .insert(workspaces)
    .values({
      ...input,
      workspaceId,
      reopenWindowDays: 7,
      defaultApiVersion: call.services.config.apiVersion,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning()
    .catch((error: unknown) => {
      if (constraintOf(error) !== 'workspaces_slug_key') throw error;
      throw new ProblemError('already_exists', `The slug ${input.slug} is taken.`, {
        metadata: { field: 'slug' },
      });
    });
  const workspace = presentWorkspace(row!);
  pipe(addBuiltInRoles(inside));
  pipe(db.insert(eventHeads).values({ workspaceId, seq: 0 }));
  call.audit({
    action: 'workspace.create',
    resource: { type: 'workspace', id: workspaceId },
    changes: { name: input.name, slug: input.slug },
  });
  call.emit({
    type: 'workspace.created',
    resource: { type: 'workspace', id: workspaceId, version: 1 },
    data: { workspace },
  });

  const channel = await addChannel(inside, { type: 'live_chat', name: 'Live chat' });
  const { credential, secret } = await issueCredential(inside, {
    name: 'First credential',
    scopes,
    ipAllowlist: [],
  });
  return { workspace, credential: { id: credential.id, secret }, channelId: channel.id };
}
