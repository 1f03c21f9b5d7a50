import { customerBulkUpsert } from './customers/index.ts';
import { bulkWorker } from './limits/index.ts';
import type { Worker } from './platform/jobs/index.ts';
import type { Services } from './platform/services.ts';

/** Who does the jobs of a server, one line per kind. */
export const workersOf = (services: Services): Worker[] => [bulkWorker(services, [customerBulkUpsert])];
