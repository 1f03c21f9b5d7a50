import { actor } from '../contract/shapes.ts';
import { inOrderOf } from '../platform/db/index.ts';
import { type Job, type JobResult, jobProblem } from './contract.ts';
import type { jobItems, jobs } from './tables.ts';

const actorInOrder = inOrderOf<Job['createdBy']>(actor.keyof().options);
const problemInOrder = inOrderOf<NonNullable<JobResult['error']>>(jobProblem.keyof().options);

export const presentJob = (row: typeof jobs.$inferSelect): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  dryRun: row.dryRun,
  progress: { done: row.done, failed: row.failed, total: row.total },
  createdBy: actorInOrder(row.createdBy),
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  expiresAt: row.expiresAt,
});

export const presentResult = ({
  position,
  ref,
  status,
  result,
  resource,
  error,
}: Omit<typeof jobItems.$inferSelect, 'input'>): JobResult => ({
  position,
  ref,
  status,
  result,
  resource: resource && { type: resource.type, id: resource.id },
  error:
    error &&
    problemInOrder({
      ...error,
      errors: error.errors.map(({ pointer, code, detail }) => ({ pointer, code, detail })),
    }),
});
