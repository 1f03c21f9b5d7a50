import { z } from 'zod';
import { type FilterFields, filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { type Scope, scopes } from '../../contract/scopes.ts';
import { actor, expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

export const scope = z.enum(scopes as [Scope, ...Scope[]]);
const scopeList = () => z.array(scope).min(1).max(scopes.length);
const reason = () => text(500).optional().meta({ description: 'Kept in the audit log.' });

const ipForms = [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()];
const isIpRange = (value: string) => ipForms.some((form) => form.safeParse(value).success);

const ipRange = () =>
  text(49, 2)
    .refine(isIpRange, 'Must be an address or a CIDR range.')
    .meta({ description: 'IPv4 or IPv6 address or CIDR range.', examples: ['203.0.113.0/24'] });

const wantedVersion = () =>
  text(10)
    .optional()
    .meta({
      description: 'Date of the contract that it speaks when a request does not say.',
      examples: ['2026-11-01'],
    });

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
    ownerMemberId: id('mem').nullable().meta({
      description: 'The member in whose name it acts, and whose role bounds what it may do.',
    }),
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
  ownerMemberId: null,
  createdBy: { type: 'credential', id: exampleId('key', 2), name: 'First credential' },
  lastUsedAt: null,
  revokedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const credentialFilterFields = {
  id: { type: 'id', prefix: 'key' },
  name: { type: 'text' },
  scopes: { type: 'list' },
  hint: { type: 'text' },
  ipAllowlist: { type: 'list' },
  apiVersion: { type: 'text' },
  ownerMemberId: { type: 'id', prefix: 'mem' },
  'createdBy.type': { type: 'text' },
  'createdBy.id': { type: 'text' },
  expiresAt: { type: 'time' },
  lastUsedAt: { type: 'time' },
  revokedAt: { type: 'time' },
  version: { type: 'number' },
  createdAt: { type: 'time' },
  updatedAt: { type: 'time' },
} satisfies FilterFields;

export const listCredentials = operation({
  summary: 'List credentials',
  description:
    'All credentials of the workspace, revoked and expired ones included. Secrets are never listed.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/credentials',
  input: z.strictObject({
    ...pageInput,
    status: credentialStatus.optional(),
    filter: filterOf(credentialFilterFields).optional(),
  }),
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
    ownerMemberId: id('mem').optional().meta({
      description:
        'The member in whose name it acts: it may do what its scopes and the role of the member both allow, and works as long as the member is active. A credential of a member makes credentials of that member only.',
    }),
    apiVersion: wantedVersion().meta({
      description:
        'Date of the contract that it speaks when a request does not say. The newest, when left out.',
    }),
  }),
  output: credential
    .extend({ secret: text(80).meta({ description: 'The key itself. It is shown here and never again.' }) })
    .meta({ id: 'CreatedCredential' }),
  errors: ['reference_not_usable'],
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
    apiVersion: wantedVersion(),
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
