import type { z } from 'zod';
import { parseJson } from '../body.ts';

/** From text or JSON to what a schema takes. Values that do not fit pass unchanged, for the schema to refuse. */
export type Decode = (value: unknown) => unknown;

type Schema = z.core.$ZodType;
interface Def {
  type: string;
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  shape?: Record<string, Schema>;
  options?: Schema[];
  in?: Schema;
}
const defOf = (schema: Schema) => (schema as unknown as { _zod: { def: Def } })._zod.def;

/** The schema without `optional`, `nullable`, `default` and the like around it. */
export function unwrap(schema: Schema): Schema {
  const { innerType, type, in: input } = defOf(schema);
  if (type === 'pipe' && input) return unwrap(input);
  return innerType ? unwrap(innerType) : schema;
}

/** The fields of an object schema. */
export const fieldsOf = (schema: Schema): Record<string, Schema> => defOf(unwrap(schema)).shape ?? {};

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

function toDate(value: unknown): unknown {
  if (typeof value !== 'string' || !rfc3339.test(value)) return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date;
}

/** Decodes one text, as it stands in a path or a query. */
export function textDecoder(schema: Schema): Decode {
  const inner = unwrap(schema);
  switch (defOf(inner).type) {
    case 'number':
    case 'int':
      return (value) =>
        typeof value === 'string' && /^-?\d{1,16}(\.\d+)?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return (value) => (value === 'true' ? true : value === 'false' ? false : value);
    case 'date':
      return toDate;
    default:
      return (value) => value;
  }
}

/** Whether a query parameter may be repeated, and how each of its values is decoded. */
export function queryDecoder(schema: Schema): { repeated: boolean; decode: Decode } {
  const inner = unwrap(schema);
  const { type, element } = defOf(inner);
  if (type === 'record') return { repeated: false, decode: fromJson };
  return type === 'array' && element
    ? { repeated: true, decode: textDecoder(element) }
    : { repeated: false, decode: textDecoder(schema) };
}

/** A map in a query is JSON text; what is none stays text, for the schema to refuse. */
function fromJson(value: unknown): unknown {
  try {
    return parseJson(String(value));
  } catch {
    return value;
  }
}

/** Turns the times of a JSON document into dates; null when the schema has none, and nothing is to be done. */
export function jsonDecoder(schema: Schema): Decode | null {
  const inner = unwrap(schema);
  const { type, element, valueType, shape, options } = defOf(inner);
  switch (type) {
    case 'date':
      return toDate;
    case 'array': {
      const decode = element ? jsonDecoder(element) : null;
      return decode && ((value) => (Array.isArray(value) ? value.map(decode) : value));
    }
    case 'record': {
      const decode = valueType ? jsonDecoder(valueType) : null;
      return (
        decode &&
        ((value) =>
          isObject(value)
            ? Object.fromEntries(Object.entries(value).map(([key, field]) => [key, decode(field)]))
            : value)
      );
    }
    case 'object': {
      const fields = Object.entries(shape ?? {}).flatMap(([key, field]) => {
        const decode = jsonDecoder(field);
        return decode ? [{ key, decode }] : [];
      });
      if (fields.length === 0) return null;
      return (value) => {
        if (!isObject(value)) return value;
        const copy = { ...value };
        for (const { key, decode } of fields) if (Object.hasOwn(copy, key)) copy[key] = decode(copy[key]);
        return copy;
      };
    }
    case 'union': {
      const decoders = (options ?? []).map(jsonDecoder).filter((decode) => decode !== null);
      if (decoders.length === 0) return null;
      return (value) => decoders.reduce((decoded, decode) => decode(decoded), value);
    }
    default:
      return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
