import { expireKeys, flushUses, listWorkspaceIds } from './authentication/index.ts';
import type { Id } from './contract/ids.ts';
import { indexChanges, indexWritten, purgeDeleted, removeUnused } from './conversations/index.ts';
import { forgetMerges } from './customers/index.ts';
import { forgetJobs, resumeJobs } from './limits/index.ts';
import type { Chore } from './platform/housekeeping.ts';
import { forgetAnswers } from './platform/idempotency/forget.ts';
import { newId } from './platform/ids.ts';
import type { Services } from './platform/services.ts';
import type { Call } from './rpc/context.ts';
import { internalWork } from './rpc/internal-work.ts';
import { systemIn } from './rpc/jobs.ts';

import { forgetUsedTokens } from './widget/forget.ts';
import { forgetPastRetention } from './workspaces/index.ts';

const second = 1000;
const hour = 3600 * second;

/** The chores of a server. Until the database is reached there is nothing to keep. */
export const choresOf = (services: Services): Chore[] => {
  const chore = (name: string, everyMs: number, run: () => Promise<void>): Chore => ({
    name,
    everyMs,
    run: async () => {
      if (services.lifecycle.migrated) await run();
    },
  });
  const inEachWorkspace = (
    name: string,
    everyMs: number,
    run: (services: Services, workspaceId: Id<'ws'>) => Promise<unknown>,
  ): Chore =>
    chore(name, everyMs, async () => {
      for (const workspaceId of await listWorkspaceIds(services)) await run(services, workspaceId);
    });
  return [
    chore('last use of credentials', 30 * second, () => flushUses(services)),
    chore('expiry of keys', 30 * second, () => expireKeys(services)),
    chore('search index', 2 * second, () => indexWritten(services)),
    // What a process left that is no more.
    inEachWorkspace('search index of all workspaces', hour, indexChanges),
    inEachWorkspace('answers kept for replays', hour, forgetAnswers),
    inEachWorkspace('jobs past their end', hour, forgetJobs),
    inEachWorkspace('jobs that stand still', 300 * second, resumeJobs),
    inEachWorkspace('used tokens past their end', hour, forgetUsedTokens),
    inEachWorkspace('merges that can no longer be taken back', hour, forgetMerges),
    inEachWorkspace('conversations that can no longer be restored', hour, (_, workspaceId) =>
      asSystem(services, workspaceId, purgeDeleted),
    ),
    inEachWorkspace('attachments that no message has', hour, (_, workspaceId) =>
      asSystem(services, workspaceId, removeUnused),
    ),
    inEachWorkspace('logs past retention', hour, forgetPastRetention),
  ];
};

/** A chore that is a write like any other, of nobody in particular. */
const asSystem = (services: Services, workspaceId: Id<'ws'>, work: (call: Call) => Promise<unknown>) =>
  internalWork(
    services,
    {
      ...systemIn({ workspaceId, requestId: newId('req', services.clock.now()) }),
      name: 'housekeeping',
      events: [],
    },
    work,
  );
