import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, text, timestamp, version } from '../../contract/shapes.ts';

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
