/** The part of a zod schema that the generator reads. It is looked at by structure, never parsed with. */
export interface Schema {
  readonly _zod: {
    readonly def: Definition;
    readonly optin?: 'optional' | 'defaulted' | undefined;
    readonly optout?: 'optional' | undefined;
  };
  meta(): Meta | undefined;
}

interface Meta {
  /** Name of the shape in the contract. */
  id?: string;
  description?: string;
  /** TypeScript text to use in place of what the schema says. */
  typeName?: string;
}

interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly options?: readonly Schema[];
  readonly items?: readonly Schema[];
  readonly left?: Schema;
  readonly right?: Schema;
  readonly in?: Schema;
  readonly out?: Schema;
  readonly entries?: Readonly<Record<string, string | number>>;
  readonly values?: readonly unknown[];
  readonly defaultValue?: unknown;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
  getter?(): Schema;
}

interface Check {
  readonly check: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly value?: number;
  readonly inclusive?: boolean;
}

/** Which side of a schema: what callers give, or what they get. */
export type Side = 'input' | 'output';

export const definitionOf = (schema: Schema): Definition => schema._zod.def;

const wrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'nonoptional', 'readonly', 'catch']);

/** What stands directly inside a wrapper such as `optional`; null for what is no wrapper. */
export function wrapped(schema: Schema): Schema | null {
  const { type, innerType } = definitionOf(schema);
  return wrappers.has(type) && innerType ? innerType : null;
}

/** Bounds of a string, list or number. */
export function boundsOf(schema: Schema): { min?: number; max?: number } {
  const bounds: { min?: number; max?: number } = {};
  for (const check of definitionOf(schema).checks ?? []) {
    const { check: kind, minimum, maximum, value } = check._zod.def;
    if (kind === 'min_length') bounds.min = minimum as number;
    if (kind === 'max_length') bounds.max = maximum as number;
    if (kind === 'greater_than') bounds.min = value as number;
    if (kind === 'less_than') bounds.max = value as number;
  }
  return bounds;
}

/** Whether callers may give something else than they get: somewhere inside a field has a default. */
export function differs(schema: Schema, seen = new Set<Schema>()): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const definition = definitionOf(schema);
  if (['default', 'prefault', 'catch', 'pipe'].includes(definition.type)) return true;
  return childrenOf(schema).some((child) => differs(child, seen));
}

function childrenOf(schema: Schema): Schema[] {
  const d = definitionOf(schema);
  return [
    d.innerType,
    d.element,
    d.keyType,
    d.valueType,
    d.left,
    d.right,
    ...Object.values(d.shape ?? {}),
    ...(d.options ?? []),
    ...(d.items ?? []),
    ...(d.type === 'lazy' && d.getter ? [d.getter()] : []),
  ].filter((child) => child !== undefined);
}

/** `z.json()` is a lazy union that contains lists of itself. */
export function isJson(schema: Schema): boolean {
  const { type, getter } = definitionOf(schema);
  if (type !== 'lazy' || !getter) return false;
  const { options = [] } = definitionOf(getter.call(definitionOf(schema)));
  return options.some((option) => definitionOf(option).element === schema);
}

/** Where dates stand in an answer, as dotted paths; `*` stands for every entry of a list or record. */
export function datePaths(schema: Schema, path: readonly string[] = []): string[] {
  const inner = wrapped(schema);
  if (inner) return datePaths(inner, path);
  const { type, element, valueType, shape = {}, options = [] } = definitionOf(schema);
  if (type === 'date') return [path.join('.')];
  if (element) return datePaths(element, [...path, '*']);
  if (valueType && !isJson(valueType)) return datePaths(valueType, [...path, '*']);
  if (options.some((option) => datePaths(option, path).length > 0))
    throw new Error(`A date inside a union cannot be told from text in a stream: ${path.join('.')}.`);
  return Object.entries(shape).flatMap(([name, field]) => datePaths(field, [...path, name]));
}
