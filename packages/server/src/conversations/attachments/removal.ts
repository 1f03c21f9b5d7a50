import { jobQueue, type Worker } from '../../platform/jobs/index.ts';
import type { Services } from '../../platform/services.ts';

/** Removes content whose attachment is gone. Outside of any transaction: it may be a bucket far away. */
export const removalQueue = jobQueue<{ contentKey: string }>('conversations.remove-file');

export const fileRemover = ({ files }: Services): Worker<{ contentKey: string }> => ({
  queue: removalQueue,
  handle: ({ data }) => files.delete(data.contentKey),
});
