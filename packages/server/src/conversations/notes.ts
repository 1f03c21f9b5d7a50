import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { type Actor, actor } from '../contract/shapes.ts';
import { db, inOrderOf, pipe } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { assertMember } from '../workspaces/index.ts';
import { assertNotMerged } from './change.ts';
import type * as contract from './contract.ts';
import type { Note } from './contract.ts';
import { lockConversation } from './rows.ts';
import { conversations, notes } from './tables.ts';

const presentActor = inOrderOf<Actor>(actor.keyof().options);

export const presentNote = ({
  workspaceId: _,
  movedFrom: __,
  author,
  ...row
}: typeof notes.$inferSelect): Note => ({
  id: row.id,
  conversationId: row.conversationId,
  timelineSequence: row.timelineSequence,
  author: presentActor(author),
  body: row.body,
  mentions: row.mentions,
  pinned: row.pinned,
  copiedFrom: row.copiedFrom,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export async function createNote(
  call: Call,
  input: z.output<typeof contract.createNote.input>,
): Promise<Note> {
  const { conversation, lastTimelineSequence } = await lockConversation(call, input.conversationId);
  assertNotMerged(conversation);
  const mentions = [...new Set(input.mentions)];
  for (const member of mentions) await assertMember(call, member, 'mentions');
  const timelineSequence = lastTimelineSequence + 1;
  const [row] = await db
    .insert(notes)
    .values({
      ...input,
      mentions,
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
  tellMentioned(call, note, mentions);
  return note;
}

/** A note that may be changed now: its conversation is locked before it, as by everyone who writes in it. */
async function openNote(
  call: Call,
  { id, expectedVersion }: { id: Id<'note'>; expectedVersion?: number | undefined },
): Promise<Note> {
  const here = and(eq(notes.workspaceId, call.workspaceId), eq(notes.id, id));
  const [found] = await db.select({ conversationId: notes.conversationId }).from(notes).where(here);
  if (!found) throw notFound('note');
  await lockConversation(call, found.conversationId).catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'not_found') throw notFound('note');
    throw error;
  });
  const [row] = await db.select().from(notes).where(here).for('update');
  if (!row) throw notFound('note');
  if (row.conversationId !== found.conversationId) return openNote(call, { id, expectedVersion });
  await assertVersion(call, row, expectedVersion);
  return presentNote(row);
}

export async function updateNote(
  call: Call,
  { id, expectedVersion, mentions, ...wanted }: z.output<typeof contract.updateNote.input>,
): Promise<Note> {
  const note = await openNote(call, { id, expectedVersion });
  const named = mentions && [...new Set(mentions)];
  for (const member of named ?? [])
    if (!note.mentions.includes(member)) await assertMember(call, member, 'mentions');
  const { changes, values } = differences(note, { ...wanted, ...(named ? { mentions: named } : {}) });
  if (!values) return note;
  const changed: Note = { ...note, ...values, version: note.version + 1, updatedAt: call.now };
  await db
    .update(notes)
    .set({ ...values, version: changed.version, updatedAt: call.now })
    .where(and(eq(notes.workspaceId, call.workspaceId), eq(notes.id, id)));
  call.emit({
    type: 'note.updated',
    resource: { type: 'note', id, version: changed.version },
    conversationId: note.conversationId,
    data: { note: changed },
    changes,
  });
  tellMentioned(
    call,
    changed,
    changed.mentions.filter((member) => !note.mentions.includes(member)),
  );
  return changed;
}

export async function deleteNote(
  call: Call,
  asked: z.output<typeof contract.deleteNote.input>,
): Promise<void> {
  const note = await openNote(call, asked);
  if (note.author.type === 'system')
    throw new ProblemError(
      'state_conflict',
      'A note of automation says how something came about: it stays.',
      {
        metadata: { author: note.author.type },
      },
    );
  await db.delete(notes).where(and(eq(notes.workspaceId, call.workspaceId), eq(notes.id, note.id)));
  call.emit({
    type: 'note.deleted',
    resource: { type: 'note', id: note.id, version: note.version },
    conversationId: note.conversationId,
    data: { noteId: note.id },
  });
}

function tellMentioned(call: Call, note: Note, members: readonly Id<'mem'>[]): void {
  for (const id of members)
    call.emit({
      type: 'member.mentioned',
      resource: { type: 'member', id, version: null },
      conversationId: note.conversationId,
      data: { note },
    });
}
