import { z } from 'zod';
import { scopeTable } from '../contract/scopes.ts';
import type { Call } from '../rpc/context.ts';
import {
  type listEventTypes as contract,
  type EventTypeDescription,
  type EventTypeName,
  eventTypeOf,
} from './contract.ts';
import { scopesOf, visibleTypes } from './visible-types.ts';

const firstContract = '2026-09-01';
const described = new Map<EventTypeName, EventTypeDescription>();

/** The catalogue, as far as the credential sees it. */
export function listEventTypes(
  call: Call,
  { category }: z.output<typeof contract.input>,
): z.input<typeof contract.output> {
  const data = visibleTypes(scopesOf(call)).map(describe);
  return {
    object: 'list',
    data: data.filter((each) => category === undefined || each.category === category),
  };
}

/** Schemas are large and the same for everybody: each is written once. */
export function describe(name: EventTypeName): EventTypeDescription {
  const known = described.get(name);
  if (known) return known;
  const { scope, description, payload, since = firstContract } = eventTypeOf(name)!;
  const made: EventTypeDescription = {
    name,
    category: scopeTable[scope].category,
    description,
    requiredScope: scope,
    schema: jsonSchemaOf(payload.schema),
    example: wire(payload.example),
    since,
  };
  described.set(name, made);
  return made;
}

/** As it is on the wire: times are text. */
const wire = (value: unknown) => JSON.parse(JSON.stringify(value));

const jsonSchemaOf = (schema: z.ZodObject) =>
  wire(
    z.toJSONSchema(schema, {
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'date') jsonSchema.type = 'string';
      },
    }),
  );
