import type { Id } from '../contract/ids.ts';
import { importConversations as contract } from '../conversations/contract.ts';
import { importConversation } from '../conversations/index.ts';
import type { ItemOutcome } from '../limits/index.ts';
import { problemOf } from '../rpc/problem-of.ts';
import { findWorkspace } from './find-workspace.ts';
import type { ImportPart } from './import-lines.ts';
import type { ImportGoal, ImportOutcome, SendParts } from './import-senders.ts';
import { onInstallation } from './installation.ts';
import { operatorCall } from './operator-call.ts';
import type { Environment } from './run.ts';

/** What is thrown so that nothing of a dry run stays. */
class Tried extends Error {
  readonly outcome: ItemOutcome;
  constructor(outcome: ItemOutcome) {
    super();
    this.outcome = outcome;
  }
}

/** On the database of this machine there is no server to make a job: each part is a write of the operator. */
export const importHere = <T>(
  env: Environment,
  workspace: string,
  { channelId, dryRun }: ImportGoal,
  work: (send: SendParts) => Promise<T>,
): Promise<T> =>
  onInstallation(env, async ({ services }) => {
    const { id } = await findWorkspace(services, workspace);
    const args = { channelId: channelId as Id<'chn'> };
    const take = async ({ item }: ImportPart): Promise<ImportOutcome> => {
      try {
        const { result } = await operatorCall(services, id, contract, async (call) => {
          const outcome = await importConversation(call, item, args);
          if (dryRun) throw new Tried(outcome);
          return outcome;
        });
        return { result, error: null };
      } catch (error) {
        if (error instanceof Tried) return { result: error.outcome.result, error: null };
        const problem = problemOf(error);
        // What is wrong with everything is no fault of this line.
        if (problem.status >= 500 || problem.metadata.field === 'channelId') throw error;
        const { code, status, title, detail, errors } = problem.toProblem('');
        return { result: null, error: { code, status, title, detail, metadata: {}, errors } };
      }
    };
    return work(async (parts) => {
      const outcomes: ImportOutcome[] = [];
      for (const part of parts) outcomes.push(await take(part));
      return outcomes;
    });
  });
