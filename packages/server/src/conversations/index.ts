export { addMessage } from './add-message.ts';
export { assignWaiting, assignWaitingLater, waitingQueue } from './assignment/waiting.ts';
export { handOverConversations, heldConversations, openCounts } from './assignment/workload.ts';
export { removeUnused } from './attachments/attachments.ts';
export { readContent, storeContent } from './attachments/content.ts';
export { fileRemover } from './attachments/removal.ts';
export { conversationBulkUpdate } from './bulk-update.ts';
export { claimConversation } from './claim.ts';
export { startConversation } from './create.ts';
export { eraseConversation } from './erase.ts';
export { erasePerson, indexErased, tellErased } from './erase-person.ts';
export { conversationImport, importConversation } from './import.ts';
export { listConversations } from './list.ts';
export { findByClientId, listMessages } from './messages.ts';
export {
  conversationCounts,
  conversationStats,
  conversationsOfCustomer,
  countConversations,
  moveConversations,
} from './of-customer.ts';
export { purgeDeleted } from './remove.ts';
export { retag, tagUses } from './retag.ts';
export { lockConversation, mergedIntoOf } from './rows.ts';
export { indexChanges, indexConversations, indexWritten } from './search/index-changes.ts';
export {
  issueSecret,
  issueSecretFor,
  listSecrets,
  liveSecrets,
  type Opened,
  openedBy,
  requireConversation,
  revokeSecret,
} from './secrets.ts';
export { conversationForReply } from './send-message.ts';
export { wakeConversation, wakeQueue } from './snooze.ts';
export { conversations } from './tables.ts';
