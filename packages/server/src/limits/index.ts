export { type BulkOperation, bulkOperation, type ItemOutcome } from './bulk/operation.ts';
export { bulkWorker } from './bulk/run-job.ts';
export { startJob } from './bulk/start-job.ts';
export { eraseFromJobs } from './erase-person.ts';
export { forgetJobs, resumeJobs } from './forget-jobs.ts';
