import { z } from 'zod';
import { operation } from '../../contract/operation.ts';
import { text, timestamp } from '../../contract/shapes.ts';

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
