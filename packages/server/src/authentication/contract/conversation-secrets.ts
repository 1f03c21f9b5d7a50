import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { text, timestamp } from '../../contract/shapes.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

const purpose = z.enum(['resume', 'transcript', 'rating']).meta({
  description:
    '`resume` opens the history and lets the visitor go on. `transcript` and `rating` are for the pages of these names and open no history.',
});

export const conversationSecret = z
  .strictObject({
    id: id('csec'),
    conversationId: id('conv'),
    purpose,
    customerId: id('cus')
      .nullable()
      .meta({ description: 'For whom it was issued; null for one that a widget session got.' }),
    hint: text(4),
    maxUses: z.int().min(1).max(10_000).nullable(),
    useCount: z.int().min(0).max(2_147_483_647).meta({
      description: 'Counted where there is a maximum: each call of a widget route, each start of a stream.',
    }),
    expiresAt: timestamp().nullable(),
    lastUsedAt: timestamp().nullable().meta({ description: 'Accurate to about an hour.' }),
    revokedAt: timestamp().nullable(),
    createdAt: timestamp(),
  })
  .meta({ id: 'ConversationSecret' });
export type ConversationSecret = z.output<typeof conversationSecret>;

const conversationSecretExample: ConversationSecret = {
  id: exampleId('csec'),
  conversationId: exampleId('conv'),
  purpose: 'resume',
  customerId: exampleId('cus'),
  hint: 'x4Tq',
  maxUses: null,
  useCount: 0,
  expiresAt: new Date('2026-11-23T09:30:00.000Z'),
  lastUsedAt: null,
  revokedAt: null,
  createdAt: at,
};

export const listConversationSecrets = operation({
  summary: 'List the secrets of a conversation',
  description: 'All secrets of a conversation, ended ones included, without the secrets themselves.',
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations/{id}/secrets',
  input: z.strictObject({ id: id('conv'), ...pageInput }),
  output: page(conversationSecret),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('conv') },
    output: { object: 'list', data: [conversationSecretExample], hasMore: false, nextCursor: null },
  },
});

export const issueConversationSecret = operation({
  summary: 'Issue a conversation secret',
  description:
    'Makes a secret that lets a browser read this one conversation, for a link in a mail for example. It is shown in this answer only. Who may not read and send messages cannot issue what opens them: `messages:read` and `messages:write` are needed too.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{id}/secrets',
  status: 201,
  input: z.strictObject({
    id: id('conv'),
    purpose,
    customerId: id('cus').meta({ description: 'The customer of the conversation.' }),
    ttlSeconds: z.int().min(60).max(7_776_000).meta({ description: 'Life in seconds, 90 days at most.' }),
    maxUses: z.int().min(1).max(10_000).optional().meta({ description: 'Without an end, when left out.' }),
  }),
  output: conversationSecret
    .extend({ secret: text(80).meta({ description: 'Shown here and never again.' }) })
    .meta({ id: 'IssuedConversationSecret' }),
  errors: ['reference_not_usable', 'insufficient_scope'],
  events: ['conversation_secret.issued'],
  revealsSecret: true,
  example: {
    input: {
      id: exampleId('conv'),
      purpose: 'resume',
      customerId: exampleId('cus'),
      ttlSeconds: 86_400,
    },
    output: { ...conversationSecretExample, secret: 'woesc_<32 characters and a checksum>' },
  },
});

export const revokeConversationSecret = operation({
  summary: 'Revoke a conversation secret',
  description: 'The secret opens nothing any more. Revoking again changes nothing.',
  access: { scope: 'conversations:write' },
  rest: 'DELETE /conversations/{id}/secrets/{secretId}',
  input: z.strictObject({ id: id('conv'), secretId: id('csec') }),
  output: conversationSecret,
  events: ['conversation_secret.revoked'],
  example: {
    input: { id: exampleId('conv'), secretId: exampleId('csec') },
    output: { ...conversationSecretExample, revokedAt: at },
  },
});
