export { claimConversation } from './claim.ts';
export { startConversation } from './create.ts';
export { listConversations } from './list.ts';
export { addMessage, findByClientId, listMessages } from './messages.ts';
export { lockConversation } from './rows.ts';
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
export { conversations } from './tables.ts';
