import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { forgetKey, widgetSessions } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import {
  addMessage,
  conversationForReply,
  findByClientId,
  issueSecret,
  listConversations as listAll,
  listMessages as listAllMessages,
  lockConversation,
  mergedIntoOf,
  openedBy,
  startConversation,
} from '../conversations/index.ts';
import { createAnonymous, holdCustomer, requireCustomer } from '../customers/index.ts';
import { db } from '../platform/db/index.ts';
import { type Page, toPage } from '../platform/page.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { WidgetSessionPrincipal } from '../rpc/principal.ts';
import type * as contract from './contract.ts';
import type { WidgetConversation, WidgetMessage } from './contract.ts';
import { presentConversation, presentMessage } from './present.ts';

const sessionOf = (call: Call) => call.principal as WidgetSessionPrincipal;

export async function createConversation(
  call: Call,
  { body, clientMessageId, page, apiContext }: z.output<typeof contract.createConversation.input>,
): Promise<z.input<typeof contract.createConversation.output>> {
  const customer = await customerOfSession(call);
  const channel = { id: sessionOf(call).channelId, type: 'live_chat' as const };
  const started = await startConversation(call, {
    channel,
    customer,
    subject: page?.title,
    apiContext,
    followUpOf: null,
  });
  const { conversation, message } = await addMessage(
    call,
    { conversation: started, lastTimelineSequence: 0, lastSequence: 0 },
    {
      direction: 'inbound',
      author: { type: 'customer', id: customer.id, name: customer.name },
      body,
      sentAt: call.now,
      clientMessageId,
    },
  );
  const secret = issueSecret(call, conversation.id);
  return { conversation: presentConversation(conversation), message: presentMessage(message), secret };
}

/** The person behind the session. One that has never written is nobody yet; the first message makes a customer. */
async function customerOfSession(call: Call) {
  const { id } = sessionOf(call);
  const here = and(eq(widgetSessions.workspaceId, call.workspaceId), eq(widgetSessions.id, id));
  const [session] = await db
    .select({ customerId: widgetSessions.customerId })
    .from(widgetSessions)
    .where(here)
    .for('update');
  if (session?.customerId) {
    const customer = await holdCustomer(call, session.customerId);
    if (customer.blocked) throw blocked();
    return customer;
  }
  const customer = await createAnonymous(call);
  await db.update(widgetSessions).set({ customerId: customer.id }).where(here);
  call.afterCommit(() => forgetKey(call.services, id));
  return customer;
}

const blocked = () => new ProblemError('state_conflict', 'This conversation cannot be continued.');

/** The conversations that the session's own person has started. */
export async function listConversations(
  call: Call,
  input: z.output<typeof contract.listConversations.input>,
): Promise<Page<WidgetConversation>> {
  const { customerId } = sessionOf(call);
  if (!customerId) {
    const listing = {
      workspaceId: call.workspaceId,
      keys: call.services.keys,
      resource: 'widget_conversations',
      input,
    };
    return toPage<never, never>(
      listing,
      [],
      () => [],
      (row) => row,
    );
  }
  const list = await listAll(call, { ...input, customerId, sort: '-created_at', withArchived: true });
  return { ...list, data: list.data.map(presentConversation) };
}

/** Identity says who asks; only the conversation's own secret says what may be read. */
async function requireSecret(
  call: Call,
  conversationId: Id<'conv'>,
  secret: string | undefined,
): Promise<Id<'conv'>> {
  const opened = await openedBy(call, secret ? [secret] : []);
  if (opened.has(conversationId)) return conversationId;
  // One that was merged goes on in another, which its secret opens now.
  const mergedInto = opened.size > 0 ? await mergedIntoOf(call, conversationId) : null;
  if (mergedInto && opened.has(mergedInto)) return mergedInto;
  throw new ProblemError('conversation_secret_required');
}

export async function listMessages(
  call: Call,
  { conversationSecret, ...input }: z.output<typeof contract.listMessages.input>,
): Promise<Page<WidgetMessage>> {
  const conversationId = await requireSecret(call, input.conversationId, conversationSecret);
  const list = await listAllMessages(call, { ...input, conversationId });
  return { ...list, data: list.data.map(presentMessage) };
}

export async function sendMessage(
  call: Call,
  { conversationId, conversationSecret, body, clientMessageId }: z.output<typeof contract.sendMessage.input>,
): Promise<z.input<typeof contract.sendMessage.output>> {
  await requireSecret(call, conversationId, conversationSecret);
  const loaded = await lockConversation(call, conversationId);
  const sent = await findByClientId(call, conversationId, clientMessageId);
  if (sent) return { message: presentMessage(sent), followUpSecret: null };
  const customer = await requireCustomer(call, loaded.conversation.customer.id);
  if (customer.blocked) throw blocked();
  const target = await conversationForReply(call, loaded);
  // Whoever holds the secret of a conversation may go on in the one that follows it.
  const followUpSecret = target === loaded ? null : issueSecret(call, target.conversation.id);
  const sentThere = followUpSecret
    ? await findByClientId(call, target.conversation.id, clientMessageId)
    : null;
  if (sentThere) return { message: presentMessage(sentThere), followUpSecret };
  const { message } = await addMessage(call, target, {
    direction: 'inbound',
    author: { type: 'customer', id: customer.id, name: customer.name },
    body,
    sentAt: call.now,
    clientMessageId,
  });
  return { message: presentMessage(message), followUpSecret };
}
