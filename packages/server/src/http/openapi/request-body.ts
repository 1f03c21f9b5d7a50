import type { Entry } from '../../rpc/catalogue.ts';
import { type Components, type OperationObject, type Schema, schemaRef } from './document-types.ts';
import { wireForm } from './examples.ts';
import { pascalCase } from './names.ts';
import { tidySchema } from './tidy-schema.ts';

/** The body under a name of its own; none when it could only be empty. */
export function requestBodyOf(
  { name, operation }: Entry,
  { requestBody }: OperationObject,
  { schemas }: Components,
): OperationObject['requestBody'] | undefined {
  const generated = requestBody?.content['application/json']?.schema;
  if (!generated) return undefined;
  const schema: Schema = tidySchema(generated);
  const fields = Object.keys(schema.properties ?? {});
  if (fields.length === 0) return undefined;
  const component = `${pascalCase(name)}Request`;
  schemas[component] = schema;
  const example = wireForm(operation.example.input) as Record<string, unknown>;
  return {
    required: (schema.required ?? []).length > 0,
    content: {
      'application/json': {
        schema: schemaRef(component),
        example: Object.fromEntries(Object.entries(example).filter(([field]) => fields.includes(field))),
      },
    },
  };
}
