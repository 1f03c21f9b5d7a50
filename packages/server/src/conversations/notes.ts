import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, pipe } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import type { createNote as contract, Note } from './contract.ts';
import { lockConversation } from './rows.ts';
import { conversations, notes } from './tables.ts';

export const presentNote = ({ workspaceId: _, ...row }: typeof notes.$inferSelect): Note => row;

export async function createNote(call: Call, input: z.output<typeof contract.input>): Promise<Note> {
  const { conversation, lastTimelineSequence } = await lockConversation(call, input.conversationId);
  const timelineSequence = lastTimelineSequence + 1;
  const [row] = await db
    .insert(notes)
    .values({
      ...input,
      workspaceId: call.workspaceId,
      id: call.newId('note'),
      timelineSequence,
      author: call.actor,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  pipe(
    db
      .update(conversations)
      .set({ lastTimelineSequence: timelineSequence, updatedAt: call.now })
      .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id))),
  );
  const note = presentNote(row!);
  call.emit({
    type: 'note.created',
    resource: { type: 'note', id: note.id, version: 1 },
    conversationId: conversation.id,
    data: { note },
  });
  return note;
}
