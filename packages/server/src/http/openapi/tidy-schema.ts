import { type Schema, schemaRef } from './document-types.ts';

/** Keywords that a reader of the document knows. Other keys of `meta` are for other readers of the contract. */
const keywords = new Set([
  ...['$ref', 'type', 'format', 'title', 'description', 'const', 'enum', 'default', 'examples', 'deprecated'],
  ...['pattern', 'minLength', 'maxLength', 'contentMediaType', 'contentSchema'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['properties', 'required', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  ...['anyOf', 'oneOf', 'allOf', 'not', 'readOnly', 'writeOnly'],
]);

/** How a pattern says what `text()` refuses. */
export const wellFormed = '^[^\\u0000]*$';

const int32Max = 2_147_483_647;

/** Brings generated schemas into the one form that this document has, those inside of them first. */
export function tidySchema(schema: Schema): Schema {
  const tidy = Object.fromEntries(Object.entries(schema).filter(([key]) => keywords.has(key))) as Schema;
  if (isJsonValue(tidy))
    return { ...schemaRef('JsonValue'), ...(tidy.description ? { description: tidy.description } : {}) };
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const)
    if (tidy[key]) tidy[key] = tidy[key].map(tidySchema);
  if (tidy.items) tidy.items = tidySchema(tidy.items);
  if (tidy.propertyNames) tidy.propertyNames = tidySchema(tidy.propertyNames);
  if (typeof tidy.additionalProperties === 'object')
    tidy.additionalProperties = tidySchema(tidy.additionalProperties);
  if (tidy.properties)
    tidy.properties = Object.fromEntries(
      Object.entries(tidy.properties).map(([name, property]) => [name, tidySchema(property)]),
    );
  if (tidy.minLength === 0) delete tidy.minLength;
  if ('isWellFormed' in schema) tidy.pattern ??= wellFormed;
  if (tidy.type === 'integer')
    tidy.format =
      Math.max(tidy.maximum ?? Infinity, -(tidy.minimum ?? -Infinity)) > int32Max ? 'int64' : 'int32';
  return oneString(withoutNullBranch(tidy));
}

/** Forms of one text are one pattern: readers that do not look into branches know its bounds too. */
function oneString({ anyOf, ...around }: Schema): Schema {
  if (!anyOf) return around;
  const isForm = ({ type, pattern, maxLength }: Schema) => type === 'string' && pattern && maxLength;
  if (!anyOf.every(isForm)) return { ...around, anyOf };
  return {
    type: 'string',
    maxLength: Math.max(...anyOf.map(({ maxLength = 0 }) => maxLength)),
    pattern: anyOf.map(({ pattern }) => pattern).join('|'),
    ...around,
  };
}

/** `anyOf` of one plain type and null says the same as a list of the two types. */
function withoutNullBranch({ anyOf, ...around }: Schema): Schema {
  const [value, none, ...more] = anyOf ?? [];
  if (!value || !none || none.type !== 'null' || more.length > 0 || typeof value.type !== 'string')
    return anyOf ? { ...around, anyOf } : around;
  return {
    ...value,
    ...around,
    type: [value.type, 'null'],
    ...(value.enum ? { enum: [...value.enum, null] } : {}),
  };
}

/** How the generator writes `z.json()`: a schema that speaks of itself, once more in each place. */
export const isJsonValue = ({ $ref, anyOf }: Schema): boolean =>
  $ref !== undefined
    ? $ref.startsWith('#/components/schemas/__schema')
    : anyOf?.length === 6 &&
      ['boolean', 'null', 'array', 'object'].every((type) => anyOf.some((one) => one.type === type));

/** Any JSON. Its bounds are those of the request body that it came in. */
export const jsonValue: Schema = {
  description: 'Any JSON value.',
  type: ['string', 'number', 'boolean', 'object', 'array', 'null'],
  maxLength: 1_048_576,
  pattern: wellFormed,
  items: schemaRef('JsonValue'),
  maxItems: 524_288,
  additionalProperties: schemaRef('JsonValue'),
  maxProperties: 262_144,
};
