import type { Worker } from './platform/jobs/index.ts';
import type { Services } from './platform/services.ts';

/** Who does the jobs of a server, one line per kind. */
export const workersOf = (_services: Services): Worker[] => [];
