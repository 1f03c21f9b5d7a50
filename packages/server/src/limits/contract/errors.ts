import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../../contract/errors.ts';
import { operation } from '../../contract/operation.ts';
import { text } from '../../contract/shapes.ts';

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
