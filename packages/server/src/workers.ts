import {
  assignWaiting,
  conversationBulkUpdate,
  conversationImport,
  fileRemover,
  waitingQueue,
  wakeConversation,
  wakeQueue,
} from './conversations/index.ts';
import { customerBulkUpsert } from './customers/index.ts';
import { bulkWorker } from './limits/index.ts';
import type { Worker } from './platform/jobs/index.ts';
import type { Services } from './platform/services.ts';
import { worker } from './rpc/jobs.ts';
import { retagEvents, retagQueue, retagRecords } from './workspaces/index.ts';

/** Who does the jobs of a server, one line per kind. */
export const workersOf = (services: Services): Worker[] => [
  fileRemover(services) as Worker,
  worker(services, waitingQueue, ['conversation.assigned'], assignWaiting),
  worker(services, wakeQueue, ['conversation.unsnoozed'], wakeConversation),
  bulkWorker(services, [conversationBulkUpdate, conversationImport, customerBulkUpsert]),
  worker(services, retagQueue, retagEvents, retagRecords),
];
