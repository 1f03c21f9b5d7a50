import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { type ApiContext, apiContext } from '../contract/shapes.ts';
import { db, inOrderOf } from '../platform/db/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { changeConversation, openForChange } from './change.ts';
import {
  type ApiContextOrigin,
  type ApiContextOrigins,
  apiContextOrigin,
  type setApiContext as contract,
} from './contract.ts';
import { findMessage } from './messages.ts';
import { conversations } from './tables.ts';

const fields = apiContext.keyof().options;
const contextInOrder = inOrderOf<ApiContext>(fields);
const originsInOrder = inOrderOf<ApiContextOrigins>(fields);
const originInOrder = inOrderOf<ApiContextOrigin>(apiContextOrigin.keyof().options);

/** Merges what is said into what is known. A value that was said by hand is replaced by hand only. */
export async function setApiContext(
  call: Call,
  { id, expectedVersion, source, confidence, parsedFrom, ...said }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const loaded = await openForChange(call, { id, expectedVersion });
  if (parsedFrom && !(await findMessage(call, id, parsedFrom)))
    throw new ProblemError('reference_not_usable', 'parsedFrom must name a message of this conversation.', {
      metadata: { field: 'parsedFrom' },
    });
  const here = and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, id));
  const [row] = await db.select({ origins: conversations.apiContextOrigins }).from(conversations).where(here);
  const origins: ApiContextOrigins = { ...row?.origins };
  const context: Record<string, unknown> = { ...loaded.conversation.apiContext };
  for (const [field, value] of Object.entries(said) as [keyof ApiContext, unknown][]) {
    if (value === undefined) continue;
    // What was set with the conversation has no origin of its own: somebody said it.
    const byHand = context[field] !== undefined && (origins[field]?.source ?? 'manual') === 'manual';
    if (source !== 'manual' && byHand) continue;
    if (value === null) {
      delete context[field];
      delete origins[field];
    } else {
      context[field] = value;
      origins[field] = { source, confidence, parsedFrom: parsedFrom ?? null };
    }
  }
  const known = Object.keys(context).length > 0 ? contextInOrder(context as ApiContext) : null;
  const changed = await changeConversation(call, loaded, { apiContext: known });
  await db.update(conversations).set({ apiContextOrigins: origins }).where(here);
  return {
    conversationId: id,
    apiContext: changed.apiContext,
    origins: originsInOrder(
      Object.fromEntries(Object.entries(origins).map(([field, origin]) => [field, originInOrder(origin)])),
    ),
    version: changed.version,
  };
}
