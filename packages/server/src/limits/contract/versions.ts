import { z } from 'zod';
import { operation } from '../../contract/operation.ts';
import { nothing, text, timestamp } from '../../contract/shapes.ts';

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
