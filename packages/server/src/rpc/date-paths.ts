import type { z } from 'zod';

/** Writes the places of the dates of a value as the inside of superjson's `values`, each with a comma before it. */
type Collect = (value: never, path: string) => string;

interface Def {
  type: string;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
  options?: z.core.$ZodType[];
  in?: z.core.$ZodType;
}

/**
 * Where an answer of this schema holds dates, found once from the schema instead of in each answer. Null when
 * there can be none.
 */
export function compileDatePaths(schema: z.core.$ZodType): Collect | null {
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  const { type, innerType, element, valueType, shape, options, in: input } = def;
  if (innerType) return compileDatePaths(innerType);
  if (type === 'pipe' && input) return compileDatePaths(input);
  switch (type) {
    case 'date':
      return atDate;
    case 'array':
      return element ? inList(compileDatePaths(element)) : null;
    case 'record':
      return valueType ? inMap(compileDatePaths(valueType)) : null;
    case 'object':
      return inFields(Object.entries(shape ?? {}));
    case 'union':
      return inOptions(options ?? []);
    default:
      return null;
  }
}

const atDate = (value: unknown, path: string) =>
  value instanceof Date ? `,${JSON.stringify(path)}:["Date"]` : '';

const below = (path: string) => (path === '' ? '' : `${path}.`);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function inList(collect: Collect | null): Collect | null {
  if (!collect) return null;
  return (value: unknown, path) => {
    if (!Array.isArray(value)) return '';
    let found = '';
    const start = below(path);
    for (let i = 0; i < value.length; i++) found += collect(value[i] as never, start + i);
    return found;
  };
}

function inMap(collect: Collect | null): Collect | null {
  if (!collect) return null;
  return (value: unknown, path) => {
    if (!isObject(value)) return '';
    let found = '';
    for (const [key, field] of Object.entries(value))
      found += collect(field as never, below(path) + key.replace(/[.\\]/g, '\\$&'));
    return found;
  };
}

function inFields(shape: [string, z.core.$ZodType][]): Collect | null {
  const fields = shape.flatMap(([name, schema]) => {
    const collect = compileDatePaths(schema);
    return collect ? [{ name, collect }] : [];
  });
  if (fields.length === 0) return null;
  return (value: unknown, path) => {
    if (!isObject(value)) return '';
    let found = '';
    const start = below(path);
    for (const { name, collect } of fields) {
      const field = (value as Record<string, unknown>)[name];
      if (field !== null && field !== undefined) found += collect(field as never, start + name);
    }
    return found;
  };
}

/** A value fits one of the options; what the others would look for is not there, or is a date as well. */
function inOptions(options: z.core.$ZodType[]): Collect | null {
  const collectors = options.map(compileDatePaths).filter((collect) => collect !== null);
  if (collectors.length === 0) return null;
  if (collectors.length === 1) return collectors[0] as Collect;
  return (value, path) => {
    const found = new Set(
      collectors.flatMap((collect) => collect(value, path).split(/(?=,"(?:[^"\\]|\\.)*":\["Date"\])/)),
    );
    return [...found].join('');
  };
}

/** `{"json":…,"meta":…}` of an answer, in superjson's format, with one pass over the value. */
export function compileEncoder(output: z.core.$ZodType): (answer: unknown) => string {
  const collect = compileDatePaths(output);
  return (answer) => {
    if (answer === undefined) return '{"json":null,"meta":{"values":["undefined"],"v":1}}';
    if (answer instanceof Date) return `{"json":${JSON.stringify(answer)},"meta":{"values":["Date"],"v":1}}`;
    const dates = collect ? collect(answer as never, '').slice(1) : '';
    const meta = dates === '' ? '' : `,"meta":{"values":{${dates}},"v":1}`;
    return `{"json":${JSON.stringify(answer)}${meta}}`;
  };
}
