import { and, eq, lte } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { Conversation } from './contract.ts';
import { countTraces, eraseConversation } from './erase.ts';
import { type Loaded, lockConversation, lockDeleted } from './rows.ts';
import { conversations } from './tables.ts';

const restorableMs = 30 * 24 * 3_600_000;

export async function deleteConversation(
  call: Call,
  { id, mode, dryRun, expectedVersion }: z.output<typeof contract.deleteConversation.input>,
): Promise<z.input<typeof contract.deleteConversation.output>> {
  // What was deleted for a time can be erased for good.
  const loaded =
    (mode === 'erase' ? await lockDeleted(call, id) : null) ?? (await lockConversation(call, id));
  const { conversation } = loaded;
  await assertVersion(call, conversation, expectedVersion);
  const restorableUntil = mode === 'soft' ? new Date(call.now.getTime() + restorableMs) : null;
  if (dryRun)
    return { conversationId: id, mode, dryRun, effects: await countTraces(call, id), restorableUntil };
  const effects = mode === 'erase' ? await eraseConversation(call, id) : await countTraces(call, id);
  if (mode === 'soft') await write(call, loaded, { deletedAt: call.now, externalId: null });
  call.audit({ action: 'conversation.delete', resource: { type: 'conversation', id }, changes: { mode } });
  call.emit({
    type: 'conversation.deleted',
    resource: { type: 'conversation', id, version: conversation.version + 1 },
    conversationId: id,
    data: { conversationId: id, mode },
  });
  return { conversationId: id, mode, dryRun, effects, restorableUntil };
}

export async function restoreConversation(
  call: Call,
  { id, expectedVersion }: z.output<typeof contract.restoreConversation.input>,
): Promise<Conversation> {
  const loaded = await lockDeleted(call, id);
  const { conversation } = loaded ?? (await lockConversation(call, id));
  await assertVersion(call, conversation, expectedVersion);
  if (!loaded) return conversation;
  const restored = { ...conversation, version: conversation.version + 1, updatedAt: call.now };
  await write(call, loaded, { deletedAt: null });
  call.audit({ action: 'conversation.restore', resource: { type: 'conversation', id } });
  call.emit({
    type: 'conversation.restored',
    resource: { type: 'conversation', id, version: restored.version },
    conversationId: id,
    data: { conversation: restored },
  });
  return restored;
}

async function write(
  call: Call,
  { conversation }: Loaded,
  values: { deletedAt: Date | null; externalId?: null },
): Promise<void> {
  await db
    .update(conversations)
    .set({ ...values, version: conversation.version + 1, updatedAt: call.now })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
}

/** Erases what was deleted so long ago that it cannot be restored any more. */
export async function purgeDeleted(call: Call): Promise<void> {
  const before = new Date(call.now.getTime() - restorableMs);
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, call.workspaceId), lte(conversations.deletedAt, before)))
    .limit(100)
    .for('update', { skipLocked: true });
  for (const { id } of rows) await eraseConversation(call, id);
}
