import { z } from 'zod';

const count = z.number().int().min(0);
const direction = z.enum(['inbound', 'outbound']);

export const conversation = z.object({
  id: z.uuid(),
  ref: z.number().int(),
  externalId: z.string().max(255).nullable(),
  subject: z.string().max(500).nullable(),
  state: z.enum(['new', 'open', 'waiting_on_customer', 'waiting_on_team', 'resolved']),
  priority: z.enum(['low', 'normal', 'high', 'urgent']),
  channel: z.object({ id: z.uuid(), type: z.string() }),
  customer: z.object({
    id: z.uuid(),
    externalId: z.string().max(255).nullable(),
    name: z.string().max(200).nullable(),
    email: z.string().max(320).nullable(),
  }),
  assignee: z.object({ type: z.literal('member'), id: z.uuid() }).nullable(),
  teamId: z.uuid().nullable(),
  participants: z.array(z.object({ type: z.string(), id: z.string().max(320), role: z.string() })),
  tags: z.array(z.string().max(64)),
  customFields: z.record(z.string(), z.unknown()),
  apiContext: z.record(z.string(), z.unknown()).nullable(),
  agent: z.object({ state: z.string() }),
  counts: z.object({ messages: count, unreadMember: count, unreadCustomer: count }),
  lastMessage: z
    .object({ at: z.date(), direction, sequence: count, preview: z.string().max(200) })
    .nullable(),
  firstResponseAt: z.date().nullable(),
  waitingSince: z.date().nullable(),
  snoozedUntil: z.date().nullable(),
  snoozedUntilReply: z.boolean(),
  resolvedAt: z.date().nullable(),
  resolutionSummary: z.string().nullable(),
  reopenCount: count,
  archivedAt: z.date().nullable(),
  followUpOf: z.uuid().nullable(),
  splitFrom: z.uuid().nullable(),
  mergedInto: z.uuid().nullable(),
  redactionCount: count,
  version: z.number().int().min(1),
  createdAt: z.date(),
  updatedAt: z.date(),
});

export const listInput = z.object({ limit: z.number().int().min(1).max(100).default(25) });

export const listOutput = z.object({
  object: z.literal('list'),
  data: z.array(conversation),
  hasMore: z.boolean(),
  nextCursor: z.string().nullable(),
});

export const getInput = z.object({ id: z.uuid() });

export const sendInput = z.object({
  conversationId: z.uuid(),
  body: z.object({
    format: z.enum(['text', 'markdown']).default('text'),
    text: z.string().min(1).max(32_000),
  }),
});

export const message = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  sequence: count,
  timelineSequence: count,
  clientMessageId: z.string().max(100).nullable(),
  direction,
  author: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  body: z.object({ format: z.enum(['text', 'markdown']), text: z.string().max(32_000) }),
  attachments: z.array(z.unknown()),
  inReplyTo: z.uuid().nullable(),
  delivery: z.object({
    state: z.string(),
    attempts: count,
    errorCode: z.string().nullable(),
    at: z.date().nullable(),
  }),
  redactions: z.array(z.unknown()),
  movedFrom: z.uuid().nullable(),
  sentAt: z.date(),
  editedAt: z.date().nullable(),
  deletedAt: z.date().nullable(),
  version: z.number().int().min(1),
  createdAt: z.date(),
});
