export { Jobs, type QueueStats } from './jobs.ts';
export {
  type EnqueueOptions,
  type JobData,
  type JobOrigin,
  jobQueue,
  type Queue,
  type RunningJob,
  type Worker,
} from './queue.ts';
