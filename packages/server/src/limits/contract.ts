import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../contract/errors.ts';
import { operation } from '../contract/operation.ts';
import { nothing, text, timestamp } from '../contract/shapes.ts';
import { sizes } from '../contract/sizes.ts';

export const errorDescription = z
  .strictObject({
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]),
    status: z.int().min(400).max(599),
    category: text(50),
    title: text(200),
    retry: z.enum(['no', 'same_request', 'new_key', 'after']),
    meaning: text(500),
    fix: text(500),
    operations: z
      .array(text(100))
      .max(1000)
      .meta({ description: 'Operations that can answer with this code.' }),
  })
  .meta({ id: 'ErrorDescription' });

export const listErrors = operation({
  summary: 'List error codes',
  description: 'Every code that an answer can carry, what it means and what to do about it.',
  access: { public: 'The catalogue is documentation.' },
  rest: 'GET /errors',
  input: z.strictObject({
    category: z
      .enum(['request', 'authentication', 'permission', 'state', 'limit', 'server', 'domain'])
      .optional(),
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]).optional(),
  }),
  output: z.strictObject({ object: z.literal('list'), data: z.array(errorDescription).max(200) }),
  example: {
    input: { code: 'not_found' },
    output: {
      object: 'list',
      data: [
        {
          code: 'not_found',
          status: 404,
          category: 'request',
          title: 'Not found',
          retry: 'no',
          meaning: 'There is no such route or object, or it belongs to another workspace.',
          fix: 'Check the path and the id.',
          operations: ['customers.get'],
        },
      ],
    },
  },
});

const count = (what: string) => z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ description: what });

export const getLimits = operation({
  summary: 'Read your limits',
  description:
    'What is left of each quota that counts this credential, how much of it is under way, and the largest sizes that are taken. Asking is free of charge.',
  access: { credential: 'Whoever is limited may know by what.' },
  rest: 'GET /limits',
  input: nothing,
  output: z
    .strictObject({
      buckets: z
        .array(
          z
            .strictObject({
              class: text(50).meta({ description: 'Name of the policy, as in the `RateLimit` header.' }),
              limit: count('Units in each window.'),
              windowSeconds: count('Length of the window.'),
              remaining: count('Units left.'),
              resetAt: timestamp().meta({
                description: 'When the quota is whole again if nothing is taken.',
              }),
            })
            .meta({ id: 'LimitBucket' }),
        )
        .max(20),
      quotas: z
        .array(
          z
            .strictObject({
              name: text(50),
              used: count('Under way now, this call included, in all processes that share their limits.'),
              max: count('As many at a time, in each process.'),
            })
            .meta({ id: 'LimitQuota' }),
        )
        .max(20),
      sizes: z
        .strictObject({
          bodyBytes: count('Bytes of a request body.'),
          jsonDepth: count('Levels of nesting.'),
          batchCalls: count('Calls of a tRPC batch.'),
          pageItems: count('Items of a page.'),
          messageCharacters: count('Characters of a message.'),
          attachmentBytes: count('Bytes of an attachment.'),
        })
        .meta({ id: 'LimitSizes' }),
    })
    .meta({ id: 'Limits' }),
  cost: 0,
  example: {
    input: {},
    output: {
      buckets: [
        {
          class: 'key',
          limit: 1000,
          windowSeconds: 10,
          remaining: 987,
          resetAt: new Date('2026-11-22T09:30:01.000Z'),
        },
      ],
      quotas: [{ name: 'concurrency', used: 1, max: 50 }],
      sizes,
    },
  },
});

const apiVersion = z
  .strictObject({
    version: text(10).meta({ description: 'Date of the contract, as `Woes-Version` names it.' }),
    status: z.enum(['current', 'supported', 'retired']),
    deprecatedAt: timestamp().nullable().meta({ description: 'When a newer contract took its place.' }),
    sunsetAt: timestamp().nullable().meta({ description: 'Until when it is served.' }),
    changes: z
      .array(
        z
          .strictObject({
            kind: z.enum(['added', 'changed', 'removed']),
            operations: z.array(text(100)).max(1000),
            description: text(1000),
          })
          .meta({ id: 'ApiVersionChange' }),
      )
      .max(200)
      .meta({ description: 'What is other than in the contract before.' }),
  })
  .meta({ id: 'ApiVersion' });

export const listVersions = operation({
  summary: 'List contract versions',
  description:
    'The dated contracts of the API, newest first, with what each changed. `Woes-Version` selects one; without it a credential speaks the one it was created with.',
  access: { public: 'The changelog is documentation.' },
  rest: 'GET /versions',
  input: nothing,
  output: z.strictObject({ object: z.literal('list'), data: z.array(apiVersion).max(200) }),
  example: {
    input: {},
    output: {
      object: 'list',
      data: [
        {
          version: '2026-09-01',
          status: 'supported',
          deprecatedAt: new Date('2026-11-01T00:00:00.000Z'),
          sunsetAt: new Date('2028-11-01T00:00:00.000Z'),
          changes: [],
        },
      ],
    },
  },
});
