import type { z } from 'zod';
import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { reopenWindowDays } from '../workspaces/index.ts';
import { addMessage } from './add-message.ts';
import { attach, attachable } from './attachments/attachments.ts';
import { assertNotMerged } from './change.ts';
import type { sendMessage as contract, Message } from './contract.ts';
import { startConversation } from './create.ts';
import { findByClientId, findMessage } from './messages.ts';
import { type Loaded, lockConversation } from './rows.ts';

export async function sendMessage(call: Call, input: z.output<typeof contract.input>): Promise<Message> {
  const loaded = await lockConversation(call, input.conversationId);
  const { conversation } = loaded;
  const { clientMessageId, inReplyTo, ifNoNewerThanSequence, direction, body } = input;
  if (direction === 'outbound') assertNotMerged(conversation);
  const sent = clientMessageId ? await findByClientId(call, conversation.id, clientMessageId) : null;
  if (sent) return sent;
  if (
    ifNoNewerThanSequence !== undefined &&
    (conversation.lastMessage?.sequence ?? 0) > ifNoNewerThanSequence
  )
    throw new ProblemError(
      'state_conflict',
      `The conversation has messages after ${ifNoNewerThanSequence}.`,
      {
        metadata: { lastSequence: conversation.lastMessage?.sequence ?? 0 },
      },
    );
  if (inReplyTo && !(await findMessage(call, conversation.id, inReplyTo)))
    throw new ProblemError('reference_not_usable', 'inReplyTo must name a message of this conversation.', {
      metadata: { field: 'inReplyTo' },
    });

  const { customer } = conversation;
  const author =
    direction === 'inbound'
      ? { type: 'customer' as const, id: customer.id, name: customer.name }
      : call.actor;
  const target = direction === 'inbound' ? await conversationForReply(call, loaded) : loaded;
  const sentThere =
    clientMessageId && target !== loaded
      ? await findByClientId(call, target.conversation.id, clientMessageId)
      : null;
  if (sentThere) return sentThere;
  const attachments = await attachable(call, input.attachmentIds);
  const { message } = await addMessage(call, target, {
    attachments,
    direction,
    author,
    body,
    sentAt: input.sentAt ?? call.now,
    clientMessageId,
    setState: input.setState,
    inReplyTo: target === loaded ? inReplyTo : undefined,
  });
  await attach(
    call,
    message.id,
    attachments.map(({ id }) => id),
  );
  return message;
}

const dayMs = 24 * 3600 * 1000;

const newestFollowUp = statement<[string, string]>(`
  select id from conversations where workspace_id = $1 and follow_up_of = $2 order by created_at desc, id desc limit 1`);

/**
 * Where a customer's reply belongs: in its conversation, or in the one that this was merged into, or, when it was
 * resolved longer ago than the reopen window, in the one that follows it, which is started when there is none yet.
 */
export async function conversationForReply(call: Call, loaded: Loaded): Promise<Loaded> {
  const { conversation } = loaded;
  if (conversation.mergedInto)
    return conversationForReply(call, await lockConversation(call, conversation.mergedInto));
  if (conversation.state !== 'resolved' || !conversation.resolvedAt) return loaded;
  const window = (await reopenWindowDays(call)) * dayMs;
  if (call.now.getTime() - conversation.resolvedAt.getTime() <= window) return loaded;
  const [next] = await newestFollowUp(decodeId(call.workspaceId), decodeId(conversation.id));
  if (next)
    return conversationForReply(call, await lockConversation(call, encodeId('conv', String(next[0]))));
  const { channel, customer, subject, apiContext } = conversation;
  const followUp = await startConversation(call, {
    channel,
    customer,
    subject,
    apiContext,
    followUpOf: conversation.id,
  });
  return { conversation: followUp, lastTimelineSequence: 0, lastSequence: 0 };
}
