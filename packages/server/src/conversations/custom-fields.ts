import { and, eq } from 'drizzle-orm';
import type { CustomFieldValue } from '../contract/shapes.ts';
import { db, inKeyOrder } from '../platform/db/index.ts';
import type { Call } from '../rpc/context.ts';
import { writeCustomFields } from '../workspaces/index.ts';
import type { Fields } from './change.ts';
import type { Conversation } from './contract.ts';
import { conversations } from './tables.ts';

interface Asked {
  readonly customFields?: Record<string, CustomFieldValue | null> | undefined;
  /** Whether what is asked for resolves the conversation, for which fields may be required. */
  readonly resolves: boolean;
}

/** The custom fields of a locked conversation after a change of them; where they come from is written here. */
export async function customFieldsAfter(
  call: Call,
  { id, customFields: values, state }: Conversation,
  { customFields: patch, resolves }: Asked,
): Promise<Fields> {
  const moment = resolves && state !== 'resolved' ? ('resolve' as const) : undefined;
  if (!patch && !moment) return {};
  const here = and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, id));
  const [row] = await db
    .select({ origins: conversations.customFieldOrigins })
    .from(conversations)
    .where(here);
  const after = await writeCustomFields(call, 'conversation', { values, origins: row!.origins }, patch, {
    by: 'manual',
    ...(moment ? { moment } : {}),
  });
  if (patch) await db.update(conversations).set({ customFieldOrigins: after.origins }).where(here);
  return { customFields: inKeyOrder(after.values) };
}
