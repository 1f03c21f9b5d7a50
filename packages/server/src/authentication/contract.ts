import { z } from 'zod';
import { capabilities } from '../contract/capabilities.ts';
import { exampleId, id } from '../contract/ids.ts';
import { page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { type Scope, scopes } from '../contract/scopes.ts';
import { actor, expectedVersion, name, nothing, text, timestamp, version } from '../contract/shapes.ts';
import { workspace, workspaceExample } from '../workspaces/contract.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

const scope = z.enum(scopes as [Scope, ...Scope[]]);
const scopeList = () => z.array(scope).min(1).max(scopes.length);
const reason = () => text(500).optional().meta({ description: 'Kept in the audit log.' });

const ipForms = [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()];
const isIpRange = (value: string) => ipForms.some((form) => form.safeParse(value).success);

const ipRange = () =>
  text(49, 2)
    .refine(isIpRange, 'Must be an address or a CIDR range.')
    .meta({ description: 'IPv4 or IPv6 address or CIDR range.', examples: ['203.0.113.0/24'] });

const credentialStatus = z.enum(['active', 'rotating', 'expired', 'revoked']);

const credentialUsage = z
  .strictObject({
    lastUsedAt: timestamp().nullable(),
    lastIpHash: text(64)
      .nullable()
      .meta({ description: 'Keyed hash of the address of the last use: equal for equal addresses.' }),
    scopesUsed: z.array(scope).max(64),
    scopesUnused: z.array(scope).max(64),
    suggestedScopes: z
      .array(scope)
      .max(64)
      .meta({ description: 'Scopes with which it would have done as well so far.' }),
  })
  .meta({ id: 'CredentialUsage' });

export const credential = z
  .strictObject({
    id: id('key'),
    name: name(),
    scopes: z.array(scope).max(64),
    hint: text(4).meta({ description: 'Last four characters of the secret.' }),
    status: credentialStatus,
    expiresAt: timestamp().nullable(),
    previousExpiresAt: timestamp()
      .nullable()
      .meta({ description: 'Until when the secret before the current one works, after a rotation.' }),
    ipAllowlist: z.array(ipRange()).max(64),
    apiVersion: text(10),
    createdBy: actor,
    lastUsedAt: timestamp().nullable().meta({ description: 'Accurate to about a minute.' }),
    revokedAt: timestamp().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
    usage: credentialUsage.optional().meta({ description: 'With `include=usage`.' }),
  })
  .meta({ id: 'Credential' });
export type Credential = z.output<typeof credential>;

export const credentialExample: Credential = {
  id: exampleId('key'),
  name: 'Billing sync',
  scopes: ['customers:read', 'customers:write'],
  hint: 'x4Tq',
  status: 'active',
  expiresAt: null,
  previousExpiresAt: null,
  ipAllowlist: [],
  apiVersion: '2026-11-01',
  createdBy: { type: 'credential', id: exampleId('key', 2), name: 'First credential' },
  lastUsedAt: null,
  revokedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const getMe = operation({
  summary: 'Who am I',
  description:
    'The credential of this request, its workspace and its scopes. It needs no scope, so it answers whether a key works.',
  access: { credential: 'A key may always ask what it is.' },
  rest: 'GET /auth/me',
  input: nothing,
  output: z
    .strictObject({ credential, workspace, scopes: z.array(scope).max(64), apiVersion: text(10) })
    .meta({ id: 'Me' }),
  example: {
    input: {},
    output: {
      credential: credentialExample,
      workspace: workspaceExample,
      scopes: credentialExample.scopes,
      apiVersion: '2026-11-01',
    },
  },
});

export const listScopes = operation({
  summary: 'List scopes',
  description: 'Every scope that a credential may hold, with the operations it opens.',
  access: { credential: 'The list is part of the documentation.' },
  rest: 'GET /auth/scopes',
  input: nothing,
  output: z.strictObject({
    object: z.literal('list'),
    data: z
      .array(
        z
          .strictObject({
            name: scope,
            category: text(50),
            description: text(200),
            sensitive: z.boolean().meta({ description: 'Whether holding it allows to extend access.' }),
            operations: z.array(text(100)).max(500),
          })
          .meta({ id: 'Scope' }),
      )
      .max(100),
  }),
  example: {
    input: {},
    output: {
      object: 'list',
      data: [
        {
          name: 'customers:read',
          category: 'customers',
          description: 'Read customers.',
          sensitive: false,
          operations: ['customers.get', 'customers.list'],
        },
      ],
    },
  },
});

export const listCredentials = operation({
  summary: 'List credentials',
  description:
    'All credentials of the workspace, revoked and expired ones included. Secrets are never listed.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/credentials',
  input: z.strictObject({ ...pageInput, status: credentialStatus.optional() }),
  output: page(credential),
  errors: ['invalid_cursor'],
  example: {
    input: { status: 'active' },
    output: { object: 'list', data: [credentialExample], hasMore: false, nextCursor: null },
  },
});

export const createCredential = operation({
  summary: 'Create a credential',
  description:
    'A credential can do no more than the one creating it: it holds only scopes of that one, ends no later, and works from no other addresses. The secret is in this answer only; afterwards only a keyed hash of it exists.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/credentials',
  status: 201,
  input: z.strictObject({
    name: name(),
    scopes: scopeList(),
    expiresAt: timestamp()
      .optional()
      .meta({ description: 'When the key stops working. Never, when left out.' }),
    ipAllowlist: z
      .array(ipRange())
      .max(64)
      .default([])
      .meta({ description: 'Addresses that may use the key. Any, when empty.' }),
  }),
  output: credential
    .extend({ secret: text(80).meta({ description: 'The key itself. It is shown here and never again.' }) })
    .meta({ id: 'CreatedCredential' }),
  events: ['credential.created'],
  revealsSecret: true,
  example: {
    input: { name: 'Billing sync', scopes: ['customers:read', 'customers:write'] },
    output: { ...credentialExample, secret: 'woesk_<32 characters and a checksum>' },
  },
});

export const getCredential = operation({
  summary: 'Get a credential',
  description:
    'One credential, without its secret. With `include=usage` also how it has been used, to about a minute, and which of its scopes were never needed.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/credentials/{id}',
  input: z.strictObject({
    id: id('key'),
    include: z
      .array(z.enum(['usage']))
      .max(1)
      .optional(),
  }),
  output: credential,
  example: {
    input: { id: exampleId('key'), include: ['usage'] },
    output: {
      ...credentialExample,
      lastUsedAt: at,
      usage: {
        lastUsedAt: at,
        lastIpHash: 'q3Jx0cZ5l1TtQv8n',
        scopesUsed: ['customers:read'],
        scopesUnused: ['customers:write'],
        suggestedScopes: ['customers:read'],
      },
    },
  },
});

export const updateCredential = operation({
  summary: 'Update a credential',
  description:
    'Changes the fields that are given; lists are replaced as a whole. What is changed may not go beyond the credential that asks: no other scopes, no later end, no other addresses. Takes effect at once in this process and within 30 seconds in all others.',
  access: { scope: 'credentials:write' },
  rest: 'PATCH /auth/credentials/{id}',
  input: z.strictObject({
    id: id('key'),
    name: name().optional(),
    scopes: scopeList().optional(),
    expiresAt: timestamp().nullable().optional().meta({ description: 'Null for no end.' }),
    ipAllowlist: z.array(ipRange()).max(64).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: credential,
  errors: ['version_conflict', 'state_conflict'],
  events: ['credential.updated'],
  example: {
    input: { id: exampleId('key'), scopes: ['customers:read'] },
    output: { ...credentialExample, scopes: ['customers:read'], version: 2 },
  },
});

export const rotateCredential = operation({
  summary: 'Rotate a credential',
  description:
    'Gives the credential a new secret, which is in this answer only. The secret before works on for the grace period; answers to it carry `Deprecation` and `Sunset`. Limits and idempotent replays belong to the credential and go on. Rotating again ends a secret that is still on its way out. Only a credential that reaches at least as far may ask.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/credentials/{id}/rotate',
  input: z.strictObject({
    id: id('key'),
    graceSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(86_400)
      .meta({ description: 'How long the secret before works on; 0 ends it at once.' }),
    reason: reason(),
    expectedVersion: expectedVersion(),
  }),
  output: credential
    .extend({ secret: text(80).meta({ description: 'The key itself. It is shown here and never again.' }) })
    .meta({ id: 'RotatedCredential' }),
  errors: ['version_conflict', 'state_conflict'],
  events: ['credential.rotated'],
  revealsSecret: true,
  example: {
    input: { id: exampleId('key'), graceSeconds: 3600 },
    output: {
      ...credentialExample,
      status: 'rotating',
      previousExpiresAt: new Date('2026-11-22T10:30:00.000Z'),
      version: 2,
      secret: 'woesk_<32 characters and a checksum>',
    },
  },
});

export const revokeCredential = operation({
  summary: 'Revoke a credential',
  description:
    'The key stops working at once in this process and within 30 seconds in all others. Revoking again changes nothing.',
  access: { scope: 'credentials:write' },
  rest: 'DELETE /auth/credentials/{id}',
  input: z.strictObject({ id: id('key'), reason: reason(), expectedVersion: expectedVersion() }),
  output: credential,
  errors: ['version_conflict'],
  events: ['credential.revoked'],
  example: {
    input: { id: exampleId('key') },
    output: { ...credentialExample, status: 'revoked', revokedAt: at, version: 2 },
  },
});

const origin = () =>
  text(255, 8)
    .regex(
      /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/,
      'Must be an origin such as https://app.example.com, with `*.` for one label at most.',
    )
    .meta({
      description: 'Origin of a page, exact or with `*.` in place of its first label.',
      examples: ['https://app.example.com'],
    });

const capability = z.enum(capabilities);

export const widgetKey = z
  .strictObject({
    id: id('wk'),
    key: text(80).meta({ description: 'Public. It names the workspace to a browser and unlocks nothing.' }),
    channelId: id('chn'),
    name: name(),
    allowedOrigins: z.array(origin()).max(50),
    capabilities: z.array(capability).max(8),
    identityMode: z.enum(['off', 'report', 'enforce']),
    status: z.enum(['active', 'revoked']),
    previousExpiresAt: timestamp()
      .nullable()
      .meta({ description: 'Until when the key before the current one works, after a rotation.' }),
    revokedAt: timestamp().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'WidgetKey' });
export type WidgetKey = z.output<typeof widgetKey>;

const widgetKeyExample: WidgetKey = {
  id: exampleId('wk'),
  key: 'woesw_<32 characters and a checksum>',
  channelId: exampleId('chn'),
  name: 'Documentation site',
  allowedOrigins: ['https://docs.example.com'],
  capabilities: ['conversations'],
  identityMode: 'off',
  status: 'active',
  previousExpiresAt: null,
  revokedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listWidgetKeys = operation({
  summary: 'List widget keys',
  description: 'All widget keys of the workspace. They are public and may be read again.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/widget-keys',
  input: z.strictObject({ ...pageInput, channelId: id('chn').optional() }),
  output: page(widgetKey),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [widgetKeyExample], hasMore: false, nextCursor: null },
  },
});

export const createWidgetKey = operation({
  summary: 'Create a widget key',
  description:
    'A public identifier for one live chat channel, usable on widget routes from the allowed origins only.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/widget-keys',
  status: 201,
  input: z.strictObject({
    channelId: id('chn'),
    name: name(),
    allowedOrigins: z.array(origin()).min(1).max(50),
    capabilities: z.array(capability).max(8).default(['conversations']),
    identityMode: z.enum(['off', 'report', 'enforce']).default('off'),
  }),
  output: widgetKey,
  errors: ['reference_not_usable'],
  events: ['widget_key.created'],
  example: {
    input: {
      channelId: exampleId('chn'),
      name: 'Documentation site',
      allowedOrigins: ['https://docs.example.com'],
    },
    output: widgetKeyExample,
  },
});

export const updateWidgetKey = operation({
  summary: 'Update a widget key',
  description:
    'Changes the fields that are given. Origins and capabilities are replaced as a whole. Takes effect within 30 seconds in all processes.',
  access: { scope: 'credentials:write' },
  rest: 'PATCH /auth/widget-keys/{id}',
  input: z.strictObject({
    id: id('wk'),
    name: name().optional(),
    allowedOrigins: z.array(origin()).min(1).max(50).optional(),
    capabilities: z.array(capability).max(8).optional(),
    identityMode: z.enum(['off', 'report', 'enforce']).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey,
  errors: ['version_conflict', 'state_conflict'],
  events: ['widget_key.updated'],
  example: {
    input: { id: exampleId('wk'), name: 'Docs' },
    output: { ...widgetKeyExample, name: 'Docs', version: 2 },
  },
});

export const rotateWidgetKey = operation({
  summary: 'Rotate a widget key',
  description:
    'Gives the widget key a new public value. The value before works on for the grace period, so that pages can be changed one by one; answers to it carry `Deprecation` and `Sunset`. Sessions go on. Rotating again ends a value that is still on its way out.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/widget-keys/{id}/rotate',
  input: z.strictObject({
    id: id('wk'),
    graceSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(86_400)
      .meta({ description: 'How long the value before works on; 0 ends it at once.' }),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey,
  errors: ['version_conflict', 'state_conflict'],
  events: ['widget_key.rotated'],
  example: {
    input: { id: exampleId('wk'), graceSeconds: 3600 },
    output: { ...widgetKeyExample, previousExpiresAt: new Date('2026-11-22T10:30:00.000Z'), version: 2 },
  },
});

export const revokeWidgetKey = operation({
  summary: 'Revoke a widget key',
  description:
    'Pages with this key can start no more sessions. Sessions that it started end too when `endSessions` is true.',
  access: { scope: 'credentials:write' },
  rest: 'DELETE /auth/widget-keys/{id}',
  input: z.strictObject({
    id: id('wk'),
    endSessions: z.boolean().default(true),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey
    .extend({ sessionsEnded: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
    .meta({ id: 'RevokedWidgetKey' }),
  errors: ['version_conflict'],
  events: ['widget_key.revoked'],
  example: {
    input: { id: exampleId('wk') },
    output: { ...widgetKeyExample, status: 'revoked', revokedAt: at, version: 2, sessionsEnded: 3 },
  },
});

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
    expectedVersion: expectedVersion(),
  }),
  output: identitySecret,
  errors: ['version_conflict'],
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
