import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { getMe } from '../authentication/contract.ts';
import type { Job, JobResult } from '../limits/contract.ts';
import { CommandError } from './command-error.ts';
import type { ImportPart } from './import-lines.ts';
import type { RemoteServer } from './remote-server.ts';

export interface ImportGoal {
  readonly channelId: string;
  readonly dryRun: boolean;
}

/** What came of a part: what was done, or why it was refused. */
export type ImportOutcome = Pick<JobResult, 'result' | 'error'>;

export type SendParts = (parts: readonly ImportPart[]) => Promise<ImportOutcome[]>;

/** Lets a running server do it, a batch at a time, as a job. */
export const sendToServer =
  (remote: RemoteServer, goal: ImportGoal): SendParts =>
  async (parts) => {
    const { id } = await remote.call<Job>('POST', 'conversations/import', {
      ...goal,
      items: parts.map(({ item }) => item),
    });
    for (let pauseMs = 50; ; pauseMs = Math.min(1000, pauseMs * 1.5)) {
      const job = await remote.call<Job>('GET', `jobs/${id}`);
      if (job.finishedAt) break;
      await wait(pauseMs);
    }
    const { results = [], state } = await remote.call<Job & { results?: JobResult[] }>(
      'GET',
      `jobs/${id}?include=results`,
    );
    if (state === 'cancelled') throw new CommandError('The import was cancelled at the server.', 1);
    return results;
  };

/** Nobody means one workspace and has the token of another. */
export async function mustBeOf(remote: RemoteServer, workspace: string | undefined): Promise<void> {
  if (!workspace) return;
  const me = await remote.call<z.output<typeof getMe.output>>('GET', 'auth/me');
  if (workspace !== me.workspace.id && workspace !== me.workspace.slug)
    throw new CommandError(
      `The token belongs to the workspace ${me.workspace.slug}, not to ${workspace}.`,
      3,
    );
}
