import { z } from 'zod';

export type Path = readonly (string | number)[];

interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  additionalProperties?: boolean | JsonSchema;
}

export interface Place {
  readonly path: Path;
  readonly kinds: ReadonlySet<string>;
  /** An object that takes its own fields and no others. */
  readonly isClosed: boolean;
}

/** Every place of an input that holds a value, the input itself among them. */
export function placesOf(schema: z.ZodType): Place[] {
  const places = new Map<string, { path: Path; kinds: Set<string>; isClosed: boolean }>();
  const walk = (at: JsonSchema, path: Path): void => {
    // Values of the caller's own JSON go on for ever; two levels show what there is to see.
    if (path.length > 6) return;
    const key = JSON.stringify(path);
    const place = places.get(key) ?? { path, kinds: new Set<string>(), isClosed: false };
    places.set(key, place);
    for (const type of [at.type ?? []].flat()) place.kinds.add(type);
    if (at.properties && at.additionalProperties === false) place.isClosed = true;
    for (const option of [...(at.anyOf ?? []), ...(at.oneOf ?? []), ...(at.allOf ?? [])]) walk(option, path);
    for (const [name, field] of Object.entries(at.properties ?? {})) walk(field, [...path, name]);
    if (at.items) walk(at.items, [...path, 0]);
    if (typeof at.additionalProperties === 'object') walk(at.additionalProperties, [...path, 'someKey']);
  };
  walk(
    z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      reused: 'inline',
      cycles: 'ref',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string' });
      },
    }) as JsonSchema,
    [],
  );
  return [...places.values()];
}

/** The input with a value at a place; what lies on the way there is made. */
export function withValue(input: unknown, path: Path, value: unknown): any {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = Array.isArray(input) ? [...input] : [];
    list[step] = withValue(list[step], rest, value);
    return list;
  }
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const object = isObject ? { ...(input as Record<string, unknown>) } : {};
  object[step] = withValue(object[step], rest, value);
  return object;
}

export const valueAt = (input: any, path: Path): any => path.reduce((at, step) => at?.[step], input);
