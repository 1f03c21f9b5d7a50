import { and, eq } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import type { Person } from '../customers/index.ts';
import { db } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { addEntries } from './change.ts';
import { lockConversation } from './rows.ts';
import { conversations } from './tables.ts';

/** Gives a conversation that belongs to nobody known to the person who has proven who he or she is. */
export async function claimConversation(
  call: Call,
  id: Id<'conv'>,
  customer: Pick<Person, 'id' | 'externalId' | 'name' | 'email'>,
): Promise<void> {
  const { conversation, lastTimelineSequence } = await lockConversation(call, id);
  const from = conversation.customer;
  if (from.id === customer.id) return;
  const { id: customerId, externalId, name, email } = customer;
  const claimed = {
    ...conversation,
    customer: { id: customerId, externalId, name, email },
    version: conversation.version + 1,
    updatedAt: call.now,
  };
  await db
    .update(conversations)
    .set({
      customerId,
      version: claimed.version,
      updatedAt: call.now,
      lastTimelineSequence: lastTimelineSequence + 1,
    })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, id)));
  const changes = { customerId: { from: from.id, to: customerId } };
  addEntries(call, claimed, lastTimelineSequence, new Map([['updated', changes]]));
}
