import { z } from 'zod';
import { exampleId, id } from '../contract/ids.ts';
import { page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { text, timestamp, version } from '../contract/shapes.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

const algorithm = z.enum(['HS256', 'ES256', 'EdDSA']);
const kid = () => text(64).meta({ description: 'Goes into the header of each token as `kid`.' });

export const identitySecret = z
  .strictObject({
    id: id('isec'),
    kid: kid(),
    algorithm: algorithm.meta({ description: 'Fixed: a token that names another is refused.' }),
    channelId: id('chn').nullable().meta({ description: 'The one channel it counts for; null for all.' }),
    hint: text(4).nullable().meta({ description: 'Last four characters of a symmetric secret.' }),
    status: z.enum(['active', 'retiring', 'retired']),
    retiresAt: timestamp().nullable().meta({ description: 'From when on it verifies nothing.' }),
    lastUsedAt: timestamp().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'IdentitySecret' });
export type IdentitySecret = z.output<typeof identitySecret>;

const secretExample: IdentitySecret = {
  id: exampleId('isec'),
  kid: '01jd0000000000000000000001',
  algorithm: 'HS256',
  channelId: null,
  hint: 'x4Tq',
  status: 'active',
  retiresAt: null,
  lastUsedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listIdentitySecrets = operation({
  summary: 'List identity secrets',
  description: 'All identity secrets of the workspace, retired ones included, without what they hold.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/identity-secrets',
  input: z.strictObject({
    ...pageInput,
    channelId: id('chn').optional().meta({ description: 'Those bound to this channel.' }),
  }),
  output: page(identitySecret),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [secretExample], hasMore: false, nextCursor: null },
  },
});

export const createIdentitySecret = operation({
  summary: 'Create an identity secret',
  description:
    'What the tokens of visitors are signed with. For HS256 the secret is made here and shown in this answer only; for ES256 and EdDSA send the public key and keep the private one. Several may be live, up to 20, so that one can follow the other without a gap.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/identity-secrets',
  status: 201,
  input: z.strictObject({
    algorithm,
    channelId: id('chn')
      .optional()
      .meta({ description: 'Counts for widget keys of this channel only. All, when left out.' }),
    publicKey: text(4000, 1).optional().meta({
      description: 'PEM (SPKI) or JWK as JSON text. Required for ES256 and EdDSA, refused for HS256.',
    }),
  }),
  output: identitySecret
    .extend({
      secret: text(80).nullable().meta({
        description: 'Sign with its characters as bytes. Shown here and never again; null with a public key.',
      }),
    })
    .meta({ id: 'CreatedIdentitySecret' }),
  errors: ['reference_not_usable', 'state_conflict'],
  events: ['identity_secret.created'],
  revealsSecret: true,
  example: {
    input: { algorithm: 'HS256' },
    output: { ...secretExample, secret: 'woesi_<32 characters and a checksum>' },
  },
});

export const retireIdentitySecret = operation({
  summary: 'Retire an identity secret',
  description:
    'Tokens signed with it are refused once the grace period is over. Retiring again can only bring the end nearer. Sessions that it has verified go on.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/identity-secrets/{id}/retire',
  input: z.strictObject({
    id: id('isec'),
    graceSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(86_400)
      .meta({ description: 'How long it still verifies; 0 ends it at once.' }),
  }),
  output: identitySecret,
  events: ['identity_secret.retired'],
  example: {
    input: { id: exampleId('isec'), graceSeconds: 3600 },
    output: {
      ...secretExample,
      status: 'retiring',
      retiresAt: new Date('2026-11-22T10:30:00.000Z'),
      version: 2,
    },
  },
});

export const identityFailureCodes = [
  'malformed',
  'unknown_kid',
  'alg_not_allowed',
  'bad_signature',
  'missing_exp',
  'expired',
  'not_yet_valid',
  'aud_mismatch',
  'missing_sub',
  'replayed_jti',
] as const;
export type IdentityFailureCode = (typeof identityFailureCodes)[number];

export const inspectIdentityToken = operation({
  summary: 'Inspect an identity token',
  description:
    'Checks a token as the widget would and says everything that is wrong with it. Nothing is used up: a token with a `jti` is still good afterwards. Clocks may differ by 30 seconds.',
  access: { scope: 'credentials:read' },
  rest: 'POST /auth/identity-tokens/inspect',
  input: z.strictObject({
    token: text(8192, 1),
    at: timestamp().optional().meta({ description: 'Checks as of this time. Now, when left out.' }),
  }),
  output: z
    .strictObject({
      valid: z.boolean(),
      kid: text(255).nullable(),
      claims: z.record(text(64), text(300)).meta({
        description:
          'Claims as text. Those that are not registered names are masked; nothing when unreadable.',
        maxProperties: 50,
      }),
      failures: z
        .array(z.strictObject({ code: z.enum(identityFailureCodes), detail: text(300) }))
        .max(identityFailureCodes.length),
    })
    .meta({ id: 'IdentityTokenInspection' }),
  changesNothing: true,
  example: {
    input: { token: '<header>.<claims>.<signature>' },
    output: {
      valid: false,
      kid: '01jd0000000000000000000001',
      claims: { sub: 'user_8841', exp: '2026-11-22T09:00:00.000Z', email: '[redacted]' },
      failures: [{ code: 'expired', detail: 'The token ended at 2026-11-22T09:00:00.000Z.' }],
    },
  },
});

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
