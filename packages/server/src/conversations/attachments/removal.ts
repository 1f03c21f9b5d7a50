import type { Id } from '../../contract/ids.ts';
import { jobQueue, type Worker } from '../../platform/jobs/index.ts';
import type { Services } from '../../platform/services.ts';
import { fileKey } from './file-key.ts';

/** Removes content whose attachment is gone. Outside of any transaction: it may be a bucket far away. */
export const removalQueue = jobQueue<{ attachmentId: Id<'att'> }>('conversations.remove-file');

export const fileRemover = ({ files }: Services): Worker<{ attachmentId: Id<'att'> }> => ({
  queue: removalQueue,
  handle: ({ workspaceId, data }) => files.delete(fileKey(workspaceId, data.attachmentId)),
});
