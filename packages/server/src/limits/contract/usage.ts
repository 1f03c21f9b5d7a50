import { z } from 'zod';
import { operation } from '../../contract/operation.ts';
import { nothing, text, timestamp } from '../../contract/shapes.ts';
import { sizes } from '../../contract/sizes.ts';

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
          bulkItems: count('Items of a bulk operation.'),
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
