import { z } from 'zod';
import { type EventType, eventExample, eventTable } from '../../webhooks/contract.ts';
import { type Components, type Schema, schemaRef, type WebhookObject } from './document-types.ts';
import { wireForm } from './examples.ts';
import { pascalCase } from './names.ts';
import { tidySchema } from './tidy-schema.ts';

/** Requests that this server makes: one for each type of event, to whoever subscribed to it. */
export function eventWebhooks(components: Components): Record<string, { post: WebhookObject }> {
  return Object.fromEntries(
    Object.entries(eventTable).map(([type, described]) => [
      type,
      { post: webhook(type, described, components) },
    ]),
  );
}

function webhook(
  type: string,
  { scope, description, payload }: EventType,
  { schemas }: Components,
): WebhookObject {
  const name = `${pascalCase(type)}Event`;
  schemas[name] = {
    description,
    allOf: [
      schemaRef('Event'),
      {
        type: 'object',
        properties: {
          type: { type: 'string', const: type },
          data: dataSchema(payload.schema, schemas),
        },
        required: ['type', 'data'],
      },
    ],
  };
  const [resourceType = ''] = Object.keys(payload.example);
  return {
    operationId: `on${pascalCase(type)}`,
    summary: `Receive ${type}`,
    description: `${description}\n\nTold to subscriptions of a credential with the scope \`${scope}\`. Answer with any 2xx; anything else is tried again.`,
    tags: ['webhooks'],
    security: [],
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: schemaRef(name),
          example: wireForm({
            ...eventExample,
            type,
            resource: { ...eventExample.resource, type: resourceType },
            data: payload.example,
            changes: {},
          }),
        },
      },
    },
    responses: { '2XX': { description: 'It was received.' } },
    'x-woes-scope': scope,
  };
}

/** Shapes that the document has a name for are referred to by it. */
function dataSchema(schema: z.ZodObject, schemas: Components['schemas']): Schema {
  const { $defs = {}, ...written } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  }) as Schema & { $defs?: Record<string, Schema> };
  for (const [name, each] of Object.entries($defs))
    if (!name.startsWith('__')) schemas[name] ??= tidySchema(named(each));
  return tidySchema(named(written));
}

const named = (schema: Schema): Schema =>
  JSON.parse(
    JSON.stringify(schema)
      .replaceAll(/"#\/\$defs\/__schema\d+"/g, '"#/components/schemas/JsonValue"')
      .replaceAll('#/$defs/', '#/components/schemas/'),
  );
