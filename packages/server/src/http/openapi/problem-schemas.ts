import { errorCodes } from '../../contract/errors.ts';
import { exampleId } from '../../contract/ids.ts';
import { type Schema, schemaRef } from './document-types.ts';
import { wellFormed } from './tidy-schema.ts';

/** RFC 9457 problem details, as every refusal has them. */
export const problemSchemas: Record<string, Schema> = {
  Problem: {
    description: 'Why a request was refused. `code` is the contract; the texts are for people.',
    type: 'object',
    properties: {
      type: {
        description: 'URL of the page about this code.',
        type: 'string',
        format: 'uri',
        maxLength: 200,
      },
      title: { description: 'Constant for a code.', type: 'string', maxLength: 200, pattern: wellFormed },
      status: {
        description: 'The HTTP status.',
        type: 'integer',
        format: 'int32',
        minimum: 400,
        maximum: 599,
      },
      detail: {
        description: 'What was wrong with this request. Its values are in `metadata` too.',
        type: 'string',
        maxLength: 2000,
        pattern: wellFormed,
      },
      code: schemaRef('ErrorCode'),
      requestId: {
        description: 'Id of the request.',
        type: 'string',
        maxLength: 30,
        pattern: '^req_[0-7][0-9a-hjkmnp-tv-z]{25}$',
        examples: [exampleId('req')],
      },
      retry: {
        description: 'Whether trying again makes sense, and how.',
        type: 'string',
        enum: ['no', 'same_request', 'new_key', 'after'],
      },
      retryAfter: {
        description: 'Seconds to wait when `retry` is `after`.',
        type: ['integer', 'null'],
        format: 'int32',
        minimum: 0,
        maximum: 86_400,
      },
      metadata: {
        description: 'Values that `detail` speaks of, for programs.',
        type: 'object',
        additionalProperties: schemaRef('JsonValue'),
        maxProperties: 64,
      },
      errors: {
        description: 'One entry for each field that is wrong.',
        type: 'array',
        items: schemaRef('FieldProblem'),
        maxItems: 50,
      },
    },
    required: [
      'type',
      'title',
      'status',
      'detail',
      'code',
      'requestId',
      'retry',
      'retryAfter',
      'metadata',
      'errors',
    ],
    additionalProperties: false,
  },
  FieldProblem: {
    description: 'One problem of one field. The offending value is never repeated.',
    type: 'object',
    properties: {
      location: { type: 'string', enum: ['body', 'query', 'path', 'header'] },
      pointer: {
        description: 'JSON Pointer to the field.',
        type: 'string',
        maxLength: 2000,
        pattern: '^(/([^/~]|~[01])*)*$',
      },
      code: {
        description: 'What is wrong, such as `required` or `too_big`.',
        type: 'string',
        maxLength: 50,
        pattern: '^[a-z_]+$',
      },
      detail: {
        description: 'What the field must be.',
        type: 'string',
        maxLength: 2000,
        pattern: wellFormed,
      },
    },
    required: ['location', 'pointer', 'code', 'detail'],
    additionalProperties: false,
  },
  ErrorCode: {
    description: 'Every code there is. New ones may come; treat an unknown one by its status.',
    type: 'string',
    enum: [...errorCodes],
  },
};
