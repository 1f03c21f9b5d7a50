import type { z } from 'zod';
import type { ConversationSecret } from '../authentication/contract.ts';
import type { Id } from '../contract/ids.ts';
import type { Conversation, Message } from '../conversations/contract.ts';
import { liveSecrets, type Opened, openedBy } from '../conversations/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { LoggedEvent } from '../platform/events/read.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Follow } from '../rpc/follow.ts';
import type { stream as contract, WidgetEvent } from './contract.ts';
import { presentConversation, presentMessage } from './present.ts';

const secretsMax = 20;

/** A visitor follows the conversations whose secrets he or she holds, and sees of them what the routes show. */
export async function stream(
  call: Call,
  { conversationSecrets, afterSequence }: z.output<typeof contract.input>,
): Promise<Follow<WidgetEvent>> {
  const secrets = (conversationSecrets ?? '').split(',').map((secret) => secret.trim());
  if (secrets.length > secretsMax)
    throw new ProblemError('state_conflict', `A stream follows ${secretsMax} conversations at most.`, {
      metadata: { max: secretsMax },
    });
  const opened = await openedBy(call, secrets);
  if (opened.size === 0) throw new ProblemError('conversation_secret_required');
  return {
    workspaceId: call.workspaceId,
    after: afterSequence ?? null,
    matches: (event) => event.conversationId !== null && opened.has(event.conversationId),
    audience: 'widget',
    present,
    // That somebody of the team is typing, never who.
    signal: ({ from, conversationId, state, expiresAt }) =>
      from === 'team' && opened.has(conversationId) ? { conversationId, state, expiresAt } : null,
    isUnsettledBy: ({ type, envelope }) =>
      type === 'conversation_secret.revoked' &&
      close(opened, [(envelope.data.conversationSecret as ConversationSecret).id]),
    check: () => closeWhatEnded(call, opened),
  };
}

/** Takes secrets away, and the conversations that no other opens. True when there was one. */
function close(opened: Opened, ended: readonly Id<'csec'>[]): boolean {
  let closed = false;
  for (const [conversationId, ids] of opened) {
    for (const id of ended) closed = ids.delete(id) || closed;
    if (ids.size === 0) opened.delete(conversationId);
  }
  return closed;
}

/** Secrets end by the clock too, and are revoked by other processes. */
async function closeWhatEnded({ services, workspaceId }: Call, opened: Opened): Promise<void> {
  const ids = [...opened.values()].flatMap((each) => [...each]);
  if (ids.length > 0) {
    const live = await inTransaction(services.engine, workspaceId, 'read', () =>
      liveSecrets(workspaceId, ids, services.clock.now()),
    );
    close(
      opened,
      ids.filter((id) => !live.has(id)),
    );
  }
  if (opened.size === 0) throw new ProblemError('conversation_secret_required');
}

const states = new Set(['conversation.state_changed', 'conversation.resolved', 'conversation.reopened']);

function present({ type, sequence, envelope }: LoggedEvent): { name: string; data: WidgetEvent } | null {
  if (type === 'message.sent' || type === 'message.received') {
    const message = presentMessage(envelope.data.message as Message);
    return { name: 'message', data: { type: 'message', sequence, message } };
  }
  if (states.has(type)) {
    const conversation = presentConversation(envelope.data.conversation as Conversation);
    return { name: 'state', data: { type: 'state', sequence, conversation } };
  }
  return null;
}
