import { uuidv7 } from '../../packages/server/src/platform/ids.ts';
import type { ConversationRow } from './present.ts';

export const author = {
  type: 'credential',
  id: '01935f00-0000-7000-8000-000000000000',
  name: 'First credential',
};

type Numbered = Pick<ConversationRow, 'id' | 'last_sequence' | 'last_timeline_sequence'>;

/** The next message of a conversation, as the contract has it. */
export function newMessage(row: Numbered, text: string, now: Date) {
  return {
    id: uuidv7(now.getTime()),
    conversationId: row.id,
    sequence: row.last_sequence + 1,
    timelineSequence: row.last_timeline_sequence + 1,
    clientMessageId: null,
    direction: 'outbound',
    author,
    body: { format: 'text', text },
    attachments: [],
    inReplyTo: null,
    delivery: { state: 'sent', attempts: 1, errorCode: null, at: null },
    redactions: [],
    movedFrom: null,
    sentAt: now,
    editedAt: null,
    deletedAt: null,
    version: 1,
    createdAt: now,
  };
}
export type Message = ReturnType<typeof newMessage>;

/** The event that tells of it, with all that the server's own envelope holds. */
export function eventOf(workspaceId: string, message: Message) {
  const id = uuidv7(message.createdAt.getTime());
  const conversationId = message.conversationId;
  return {
    id,
    type: 'message.sent',
    occurredAt: message.createdAt,
    resourceType: 'message',
    resourceId: message.id,
    conversationId,
    envelope: {
      id,
      type: 'message.sent',
      apiVersion: '2026-11-01',
      workspaceId,
      occurredAt: message.createdAt,
      actor: author,
      credentialId: author.id,
      resource: { type: 'message', id: message.id, version: 1 },
      conversationId,
      data: { message },
      changes: {},
      correlationId: id,
      causationId: null,
      redactions: [],
    },
  };
}
