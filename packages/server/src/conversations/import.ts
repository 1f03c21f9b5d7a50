import type { z } from 'zod';
import { requireChannel } from '../channels/index.ts';
import type { Id } from '../contract/ids.ts';
import { upsertByExternalId } from '../customers/index.ts';
import type { Job } from '../limits/contract.ts';
import { bulkOperation, type ItemOutcome, startJob } from '../limits/index.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { writeCustomFields } from '../workspaces/index.ts';
import { addMessage } from './add-message.ts';
import { assertNotMerged, changeConversation } from './change.ts';
import {
  type Conversation,
  type ConversationState,
  importConversations as contract,
  type ImportedConversation,
} from './contract.ts';
import { startConversation } from './create.ts';
import { type Loaded, lockConversation } from './rows.ts';
import { stateAfterMessage, stateFields } from './states.ts';

interface Args {
  readonly channelId: Id<'chn'>;
}

export const conversationImport = bulkOperation<ImportedConversation, Args>({
  kind: 'conversations.import',
  scope: 'conversations:write',
  events: contract.events ?? [],
  work: importConversation,
});

export async function importConversations(
  call: Call,
  { channelId, items, dryRun }: z.output<typeof contract.input>,
): Promise<Job> {
  await requireChannel(call, channelId);
  return startJob(call, conversationImport, {
    items: items.map((input) => ({ ref: input.externalId, input })),
    args: { channelId },
    dryRun,
  });
}

/** Takes over what is not here yet of one conversation. */
export async function importConversation(
  call: Call,
  item: ImportedConversation,
  { channelId }: Args,
): Promise<ItemOutcome> {
  let known = await lockByExternalId(call, item.externalId);
  const begun = known ? null : await begin(call, item, channelId);
  // Who imports the same at the same time was faster.
  if (!begun) known ??= await lockByExternalId(call, item.externalId);
  const loaded = begun ?? known;
  if (!loaded) throw new ProblemError('state_conflict', 'The conversation was deleted meanwhile.');
  assertNotMerged(loaded.conversation);
  const added = await addMissing(call, loaded, item);
  const { conversation } = added;
  if (added.count > 0) await leaveIn(call, added.loaded, item.state ?? added.turn);
  return {
    result: known ? (added.count > 0 ? 'updated' : 'noop') : 'created',
    resource: { type: 'conversation', id: conversation.id },
  };
}

const byExternalId = statement<[string, string]>(
  'select id from conversations where workspace_id = $1 and external_id = $2 and deleted_at is null',
);

async function lockByExternalId(call: Call, externalId: string): Promise<Loaded | null> {
  const [row] = await byExternalId(decodeId(call.workspaceId), externalId);
  return row ? lockConversation(call, encodeId('conv', String(row[0]))) : null;
}

/** The conversation as it was begun then. Its custom fields need not be complete: it is not made here. */
async function begin(call: Call, item: ImportedConversation, channelId: Id<'chn'>): Promise<Loaded | null> {
  const channel = await requireChannel(call, channelId);
  const { externalId, name, email } = item.customer;
  const { customer } = await upsertByExternalId(call, externalId, { name, email });
  const first = Math.min(...item.messages.map(({ sentAt }) => sentAt.getTime()));
  const began = new Date(Math.min(item.createdAt?.getTime() ?? first, call.now.getTime()));
  const starting = startConversation(at(call, began), {
    channel,
    customer,
    subject: item.subject,
    priority: item.priority,
    tags: item.tags,
    externalId: item.externalId,
    customFields: await writeCustomFields(
      call,
      'conversation',
      { values: {}, origins: {} },
      item.customFields,
      { by: 'manual' },
    ),
    followUpOf: null,
  });
  const conversation = await starting.catch((error: unknown) => {
    if (error instanceof ProblemError && error.code === 'already_exists') return null;
    throw error;
  });
  return conversation && { conversation, lastTimelineSequence: 0, lastSequence: 0 };
}

/** The same call at another time, for what is to be dated back. */
const at = (call: Call, now: Date): Call => ({ ...call, now });

const sentBefore = statement<[string, string, string]>(`
  select client_message_id from messages where workspace_id = $1 and conversation_id = $2
    and client_message_id in (select jsonb_array_elements_text($3::jsonb))`);

/** Adds the messages that are not there, in the order in which they were sent; the state stays for now. */
async function addMissing(call: Call, begun: Loaded, { messages }: ImportedConversation) {
  let loaded = begun;
  const there = new Set<string>();
  if (loaded.conversation.counts.messages > 0) {
    const ids = JSON.stringify(messages.map(({ externalId }) => externalId));
    const rows = await sentBefore(decodeId(call.workspaceId), decodeId(loaded.conversation.id), ids);
    for (const [id] of rows) there.add(String(id));
  }
  const inOrder = [...messages].sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  let count = 0;
  let turn = loaded.conversation.state;
  for (const { externalId, direction, body, sentAt, authorName } of inOrder) {
    if (there.has(externalId)) continue;
    there.add(externalId);
    count += 1;
    turn = stateAfterMessage(turn, direction);
    const { customer, version, state } = loaded.conversation;
    const author =
      direction === 'inbound'
        ? { type: 'customer' as const, id: customer.id, name: customer.name }
        : { ...call.actor, name: authorName ?? call.actor.name };
    const { message, conversation } = await addMessage(call, loaded, {
      direction,
      author,
      body,
      sentAt,
      clientMessageId: externalId,
      setState: state,
    });
    loaded =
      conversation.version === version
        ? { conversation, lastTimelineSequence: message.timelineSequence, lastSequence: message.sequence }
        : await lockConversation(call, conversation.id);
  }
  return { loaded, conversation: loaded.conversation, count, turn };
}

/** Leaves the conversation where it was left, as of its last message. */
async function leaveIn(call: Call, loaded: Loaded, state: ConversationState): Promise<Conversation> {
  const { conversation } = loaded;
  const then = at(call, conversation.lastMessage!.at);
  return changeConversation(call, loaded, stateFields(then, conversation, state));
}
