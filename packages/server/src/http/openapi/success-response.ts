import { z } from 'zod';
import type { Entry } from '../../rpc/catalogue.ts';
import {
  type Components,
  type MediaType,
  type OperationObject,
  type ResponseObject,
  type Schema,
  schemaRef,
} from './document-types.ts';
import { wireForm } from './examples.ts';
import { type AnswerHeader, headerRefs } from './headers.ts';
import { linkRefs, readerOf } from './links.ts';
import { pascalCase } from './names.ts';
import { tidySchema } from './tidy-schema.ts';

/** The answer of an operation that succeeds. */
export function successResponse(
  entry: Entry,
  entries: readonly Entry[],
  generated: OperationObject,
  components: Components,
): ResponseObject {
  const { kind, operation } = entry;
  const reader = readerOf(entry, entries);
  const headers = headerRefs(headersOf(entry, reader !== undefined));
  if (operation.status === 204) return { description: 'Done. There is nothing more to say.', headers };
  const response = generated.responses['200'] as ResponseObject;
  const schema = nameSchema(entry, tidySchema(response.content!['application/json']!.schema), components);
  if (kind === 'subscription') return streamResponse(entry, schema, headers, components);
  return {
    description: describe(entry),
    headers,
    content: { 'application/json': { schema, example: wireForm(operation.example.output) } },
    ...(reader ? { links: linkRefs(reader) } : {}),
  };
}

const fieldsOf = ({ operation }: Entry) =>
  operation.output instanceof z.ZodObject ? Object.keys(operation.output.shape) : [];

function headersOf(entry: Entry, isReadable: boolean): AnswerHeader[] {
  const { kind, operation } = entry;
  const fields = fieldsOf(entry);
  const isCounted = !('public' in operation.access);
  return [
    'Woes-Request-Id',
    'Woes-Version',
    ...(isCounted ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
    ...('widget' in operation.access ? (['Access-Control-Allow-Origin'] as const) : []),
    ...(kind !== 'subscription' && fields.includes('version') ? (['ETag'] as const) : []),
    ...(isReadable ? (['Location'] as const) : []),
    ...(fields.includes('nextCursor') ? (['Link'] as const) : []),
    ...(kind === 'mutation' ? (['Idempotent-Replayed'] as const) : []),
  ];
}

function describe(entry: Entry): string {
  if (entry.operation.status === 201) return 'It was created.';
  if (entry.operation.status === 202) return 'It was accepted and is worked on.';
  const fields = fieldsOf(entry);
  if (fields.includes('hasMore')) return 'One page.';
  return fields.includes('data') ? 'The list.' : 'It succeeded.';
}

/** Answers get names, so that generated clients have types for them: `ConversationList`, or the operation's. */
function nameSchema({ name }: Entry, schema: Schema, { schemas }: Components): Schema {
  if (schema.$ref) return schema;
  const item = schema.properties?.data?.items?.$ref?.split('/').at(-1);
  const component = item ? `${item}List` : `${pascalCase(name)}Response`;
  if (schemas[component] && JSON.stringify(schemas[component]) !== JSON.stringify(schema))
    throw new Error(`${component} would name two different schemas.`);
  schemas[component] = schema;
  return schemaRef(component);
}

/** Before OpenAPI 3.2 the schema of `text/event-stream` stands for one event of it, its fields by their names. */
function streamResponse(
  { operation }: Entry,
  event: Schema,
  headers: ResponseObject['headers'],
  components: Components,
): ResponseObject {
  Object.assign(components.schemas, streamSchemas);
  const example = wireForm(operation.example.output) as { type: string; sequence: number };
  const stream: MediaType = {
    schema: {
      description: 'One server-sent event. Its `data` is one JSON object.',
      type: 'object',
      properties: {
        id: { description: 'Resume after this.', type: 'string', maxLength: 16, pattern: '^[0-9]+$' },
        event: {
          description: 'Type of the event; `gap`, `reconnect` and `problem` are about the stream itself.',
          type: 'string',
          maxLength: 100,
          pattern: '^[a-z_.]+$',
        },
        data: {
          description: 'The event; a problem where the stream is refused.',
          type: 'string',
          maxLength: Number.MAX_SAFE_INTEGER,
          pattern: '^\\{',
          contentMediaType: 'application/json',
          contentSchema: {
            anyOf: [event, schemaRef('Problem'), schemaRef('StreamGap'), schemaRef('Reconnect')],
          },
        },
      },
      required: ['event', 'data'],
      additionalProperties: false,
    },
    example: {
      id: String(example.sequence),
      event: example.type,
      data: JSON.stringify(example),
    },
  };
  return {
    description: 'Events as they happen, until either side ends the stream.',
    ...(headers ? { headers } : {}),
    content: { 'text/event-stream': stream },
  };
}

/** What a stream says about itself. */
const streamSchemas: Record<string, Schema> = {
  StreamGap: {
    description: '`gap`: events were past retention.',
    type: 'object',
    properties: {
      oldestAvailable: {
        description: 'Sequence of the oldest event that is still kept.',
        type: 'integer',
        format: 'int64',
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
      },
    },
    required: ['oldestAvailable'],
    additionalProperties: false,
  },
  Reconnect: {
    description: '`reconnect`: the connection ends by plan.',
    type: 'object',
    properties: {},
    additionalProperties: false,
  },
};
