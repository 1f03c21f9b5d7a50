export { claimConversation } from './claim.ts';
export { startConversation } from './create.ts';
export { listConversations } from './list.ts';
export { addMessage, findByClientId, listMessages } from './messages.ts';
export { conversationCounts, conversationStats, conversationsOfCustomer } from './of-customer.ts';
export { lockConversation } from './rows.ts';
export {
  issueSecret,
  issueSecretFor,
  listSecrets,
  openedBy,
  requireConversation,
  revokeSecret,
} from './secrets.ts';
export { conversationForReply } from './send-message.ts';
export { conversations } from './tables.ts';
