import type { z } from 'zod';
import { requireChannel } from '../channels/index.ts';
import type { Id } from '../contract/ids.ts';
import { holdCustomer, upsertByExternalId } from '../customers/index.ts';
import { db, inKeyOrder, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { type HeldCustomFields, writeCustomFields } from '../workspaces/index.ts';
import { addMessage, type NewMessage } from './add-message.ts';
import { assignTo } from './assignment/assign.ts';
import type { AssignmentTarget, Conversation, createConversation as contract } from './contract.ts';
import { unlessExternalIdTaken } from './external-id.ts';

import { conversations } from './tables.ts';

type Input = z.output<typeof contract.input>;

/** Conversations are numbered in their workspace without holding it up longer than the insert takes. */
const nextRef = statement<[string]>(`
  insert into conversation_refs (workspace_id, last_ref) values ($1, 1)
  on conflict (workspace_id) do update set last_ref = conversation_refs.last_ref + 1
  returning last_ref`);

export async function createConversation(call: Call, input: Input): Promise<Conversation> {
  const channel = await requireChannel(call, input.channelId);
  const { customer: choice, firstMessage } = input;
  const customer =
    'id' in choice
      ? await holdCustomer(call, choice.id)
      : (await upsertByExternalId(call, choice.externalId, { name: choice.name, email: choice.email }))
          .customer;
  const customFields = await writeCustomFields(
    call,
    'conversation',
    { values: {}, origins: {} },
    input.customFields,
    { by: 'manual', moment: 'create' },
  );
  const started = await startConversation(call, {
    ...input,
    channel,
    customer,
    customFields,
    followUpOf: null,
  });
  const given = input.assign ? await assignNew(call, started, input.assign) : fresh(started);
  if (!firstMessage) return given.conversation;
  const { conversation } = await addMessage(call, given, messageOf(call, customer, firstMessage));
  return conversation;
}

const fresh = (conversation: Conversation) => ({ conversation, lastTimelineSequence: 0, lastSequence: 0 });

async function assignNew(call: Call, started: Conversation, to: AssignmentTarget) {
  const { assignment: _, ...conversation } = await assignTo(call, fresh(started), to);
  return { ...fresh(conversation), lastTimelineSequence: 1 };
}

function messageOf(
  call: Call,
  customer: Conversation['customer'],
  { direction, ...body }: NonNullable<Input['firstMessage']>,
): NewMessage {
  const author =
    direction === 'inbound'
      ? { type: 'customer' as const, id: customer.id, name: customer.name }
      : call.actor;
  return { direction, author, body, sentAt: call.now };
}

interface Start {
  channel: Conversation['channel'];
  customer: Conversation['customer'];
  subject?: string | null | undefined;
  priority?: Conversation['priority'];
  tags?: string[];
  externalId?: string | null | undefined;
  apiContext?: Conversation['apiContext'] | undefined;
  customFields?: HeldCustomFields;
  followUpOf: Id<'conv'> | null;
  splitFrom?: Id<'conv'>;
}

/** Inserts an empty conversation. */
export async function startConversation(call: Call, start: Start): Promise<Conversation> {
  const [ref] = await nextRef(decodeId(call.workspaceId));
  const { channel, customer } = start;
  const conversation: Conversation = {
    id: call.newId('conv'),
    ref: Number(ref?.[0]),
    externalId: start.externalId ?? null,
    subject: start.subject ?? null,
    state: 'new',
    priority: start.priority ?? 'normal',
    channel: { id: channel.id, type: channel.type },
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
    },
    assignee: null,
    teamId: null,
    participants: [],
    tags: [...new Set(start.tags)],
    customFields: inKeyOrder(start.customFields?.values ?? {}),
    apiContext: start.apiContext ?? null,
    agent: { state: 'idle' },
    counts: { messages: 0, unreadMember: 0, unreadCustomer: 0 },
    lastMessage: null,
    firstResponseAt: null,
    waitingSince: null,
    snoozedUntil: null,
    snoozedUntilReply: false,
    resolvedAt: null,
    resolutionSummary: null,
    reopenCount: 0,
    archivedAt: null,
    followUpOf: start.followUpOf,
    splitFrom: start.splitFrom ?? null,
    mergedInto: null,
    redactionCount: 0,
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  const { counts: _, lastMessage: __, agent: ___, assignee: ____, ...row } = conversation;
  const insert = () =>
    db.insert(conversations).values({
      ...row,
      customFieldOrigins: start.customFields?.origins ?? {},
      workspaceId: call.workspaceId,
      channelId: channel.id,
      channelType: channel.type,
      customerId: customer.id,
    });
  await (conversation.externalId === null
    ? insert()
    : unlessExternalIdTaken(call, conversation.externalId, insert));
  call.emit({
    type: 'conversation.created',
    resource: { type: 'conversation', id: conversation.id, version: 1 },
    conversationId: conversation.id,
    data: { conversation },
  });
  return conversation;
}
