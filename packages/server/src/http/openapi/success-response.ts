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
  if (kind === 'subscription') return streamResponse(entry, schema, headers);
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
  const isCounted = !('public' in operation.access) && !('root' in operation.access);
  return [
    'Woes-Request-Id',
    'Woes-Version',
    ...(isCounted ? (['RateLimit', 'RateLimit-Policy'] as const) : []),
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

/** Server-sent events are text to OpenAPI; what each event carries is said beside it. */
function streamResponse(
  { operation }: Entry,
  event: Schema,
  headers: ResponseObject['headers'],
): ResponseObject {
  const example = wireForm(operation.example.output) as { type: string; sequence: number };
  const stream: MediaType = {
    schema: {
      description: 'Frames of server-sent events. The `data` of each is one JSON object.',
      type: 'string',
      maxLength: Number.MAX_SAFE_INTEGER,
      contentMediaType: 'text/event-stream',
      contentSchema: event,
    },
    example: `id: ${example.sequence}\nevent: ${example.type}\ndata: ${JSON.stringify(example)}\n\n`,
  };
  return {
    description: 'Events as they happen, until either side ends the stream.',
    ...(headers ? { headers } : {}),
    content: { 'text/event-stream': stream },
  };
}
