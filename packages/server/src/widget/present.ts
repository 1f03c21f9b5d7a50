import type { Conversation, Message } from '../conversations/contract.ts';
import { visitorState, type WidgetConversation, type WidgetMessage } from './contract.ts';

/** What a visitor may see of a message: never who of the team wrote it. */
export const presentMessage = ({
  id,
  conversationId,
  sequence,
  clientMessageId,
  direction,
  body,
  sentAt,
}: Message): WidgetMessage => ({
  id,
  conversationId,
  sequence,
  clientMessageId: direction === 'inbound' ? clientMessageId : null,
  from: direction === 'inbound' ? 'visitor' : 'team',
  body,
  sentAt,
});

/** What a visitor may see of a conversation without its secret: that it is there. */
export const presentConversation = ({
  id,
  state,
  counts,
  lastMessage,
  createdAt,
}: Conversation): WidgetConversation => ({
  id,
  state: visitorState(state),
  messageCount: counts.messages,
  lastMessageAt: lastMessage?.at ?? null,
  createdAt,
});
