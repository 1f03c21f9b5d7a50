import { expireKeys, flushUses, listWorkspaceIds } from './authentication/index.ts';
import { forgetJobs, resumeJobs } from './limits/index.ts';
import type { Chore } from './platform/housekeeping.ts';
import { forgetAnswers } from './platform/idempotency/forget.ts';
import type { Services } from './platform/services.ts';
import { forgetDeliveries } from './webhooks/index.ts';
import { forgetUsedTokens } from './widget/forget.ts';

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
  return [
    chore('last use of credentials', 30 * second, () => flushUses(services)),
    chore('expiry of keys', 30 * second, () => expireKeys(services)),
    chore('answers kept for replays', hour, async () => {
      for (const workspaceId of await listWorkspaceIds(services)) await forgetAnswers(services, workspaceId);
    }),
    chore('jobs past their end', hour, async () => {
      for (const workspaceId of await listWorkspaceIds(services)) await forgetJobs(services, workspaceId);
    }),
    chore('jobs that stand still', 300 * second, async () => {
      for (const workspaceId of await listWorkspaceIds(services)) await resumeJobs(services, workspaceId);
    }),
    chore('deliveries past their end', hour, async () => {
      for (const workspaceId of await listWorkspaceIds(services))
        await forgetDeliveries(services, workspaceId);
    }),
    chore('used tokens past their end', hour, async () => {
      for (const workspaceId of await listWorkspaceIds(services))
        await forgetUsedTokens(services, workspaceId);
    }),
  ];
};
