import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { db, transaction } from '../../platform/db/index.ts';
import { notFound, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { enqueue } from '../../rpc/jobs.ts';
import type * as contract from '../contract.ts';
import type { Attachment, MessageAttachment } from '../contract.ts';
import { attachments } from '../tables.ts';
import { removalQueue } from './removal.ts';
import { linkTo } from './signed-links.ts';

type Row = typeof attachments.$inferSelect;

export function presentAttachment(call: Call, row: Row): Attachment {
  const link = (purpose: 'upload' | 'download') => linkTo(call.services, purpose, row, call.now);
  const [upload, download] = [
    row.state === 'pending' ? link('upload') : null,
    row.state === 'ready' ? link('download') : null,
  ];
  return {
    id: row.id,
    filename: row.filename,
    contentType: row.contentType,
    size: row.size,
    sha256: row.sha256,
    state: row.state,
    rejectedFor: row.rejectedFor,
    messageId: row.messageId,
    uploadUrl: upload?.url ?? null,
    downloadUrl: download?.url ?? null,
    urlExpiresAt: (upload ?? download)?.expiresAt ?? null,
    createdAt: row.createdAt,
  };
}

export async function createAttachment(
  call: Call,
  { sha256, ...input }: z.output<typeof contract.createAttachment.input>,
): Promise<Attachment> {
  const [row] = await db
    .insert(attachments)
    .values({
      ...input,
      workspaceId: call.workspaceId,
      id: call.newId('att'),
      expectedSha256: sha256 ?? null,
      state: 'pending',
      createdBy: call.actor,
      createdAt: call.now,
    })
    .returning();
  const { filename, contentType, size, state } = row!;
  call.emit({
    type: 'attachment.created',
    resource: { type: 'attachment', id: row!.id, version: null },
    data: { attachment: { id: row!.id, filename, contentType, size, state, rejectedFor: null } },
  });
  return presentAttachment(call, row!);
}

export async function getAttachment(call: Call, { id }: { id: Id<'att'> }): Promise<Attachment> {
  transaction().lastStatement();
  const [row] = await db
    .select()
    .from(attachments)
    .where(and(eq(attachments.workspaceId, call.workspaceId), eq(attachments.id, id)));
  if (!row) throw notFound('attachment');
  return presentAttachment(call, row);
}

/** Gives files that are here and belong to no message yet to one. */
export async function attach(call: Call, messageId: Id<'msg'>, ids: readonly Id<'att'>[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(attachments)
    .set({ messageId })
    .where(and(eq(attachments.workspaceId, call.workspaceId), inArray(attachments.id, [...ids])));
}

/** The files that a new message is to have, in the order in which it names them. */
export async function attachable(call: Call, ids: readonly Id<'att'>[]): Promise<MessageAttachment[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.workspaceId, call.workspaceId),
        inArray(attachments.id, wanted),
        eq(attachments.state, 'ready'),
        isNull(attachments.messageId),
      ),
    )
    .orderBy(attachments.id)
    .for('update');
  if (rows.length < wanted.length)
    throw new ProblemError(
      'reference_not_usable',
      'attachmentIds must name uploaded attachments that no other message has.',
      { metadata: { field: 'attachmentIds' } },
    );
  const found = new Map(rows.map((row) => [row.id, row]));
  return wanted.map((id) => {
    const { filename, contentType, size } = found.get(id)!;
    return { id, filename, contentType, size };
  });
}

/** Removes attachments with their content, which goes when this is committed. */
export async function removeAttachments(call: Call, condition: Parameters<typeof and>[0]): Promise<number> {
  const gone = await db
    .delete(attachments)
    .where(and(eq(attachments.workspaceId, call.workspaceId), condition))
    .returning({ contentKey: attachments.contentKey });
  for (const { contentKey } of gone) if (contentKey) await enqueue(call, removalQueue, { contentKey });
  return gone.length;
}

const unusedMs = 24 * 3_600_000;

/** Removes what was announced or uploaded and never sent. */
export const removeUnused = (call: Call): Promise<number> =>
  removeAttachments(
    call,
    and(isNull(attachments.messageId), lte(attachments.createdAt, new Date(call.now.getTime() - unusedMs))),
  );
