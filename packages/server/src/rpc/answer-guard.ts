import type { z } from 'zod';

/** True for what the schema would hand back as it is. False says nothing: the schema itself has to be asked. */
export type Guard = (value: unknown) => boolean;

interface Def {
  type: string;
  format?: string;
  coerce?: boolean;
  checks?: z.core.$ZodCheck[];
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  keyType?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  catchall?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
  options?: z.core.$ZodType[];
  entries?: Record<string, string | number>;
  values?: unknown[];
  getter?: () => z.core.$ZodType;
}

const defOf = (schema: z.core.$ZodType | z.core.$ZodCheck) =>
  (schema as unknown as { _zod: { def: Def & CheckDef } })._zod.def;

const never: Guard = () => false;
const guards = new WeakMap<z.core.$ZodType, Guard>();

/**
 * Checks answers without copying them, which is most of what parsing costs. It knows the kinds of schema that
 * answers are made of and hands every doubt back to the schema.
 */
export function guardOf(schema: z.core.$ZodType): Guard {
  const known = guards.get(schema);
  if (known) return known;
  // A schema that contains itself finds its guard when it is asked, not while it is made.
  guards.set(schema, (value) => made(value));
  const made = withChecks(defOf(schema));
  guards.set(schema, made);
  return made;
}

function withChecks(def: Def): Guard {
  const ofType = guardOfType(def);
  const checks = (def.checks ?? []).map((check) => checkOf(defOf(check)));
  if (checks.length === 0) return ofType;
  if (checks.length === 1) {
    const [check] = checks as [Guard];
    return (value) => ofType(value) && check(value);
  }
  return (value) => ofType(value) && checks.every((check) => check(value));
}

function guardOfType(def: Def): Guard {
  if (def.coerce) return never;
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return def.format === 'safeint' ? Number.isSafeInteger : def.format ? never : Number.isFinite;
    case 'date':
      return (value) => value instanceof Date && !Number.isNaN(value.getTime());
    case 'null':
      return (value) => value === null;
    case 'void':
      return (value) => value === undefined;
    case 'literal':
      return among(def.values ?? []);
    case 'enum':
      return among(Object.values(def.entries ?? {}));
    case 'nullable':
      return unless(null, guardOf(def.innerType!));
    case 'optional':
      return unless(undefined, guardOf(def.innerType!));
    case 'default': {
      // What is left out is filled in, which is the schema's to do.
      const given = guardOf(def.innerType!);
      return (value) => value !== undefined && given(value);
    }
    case 'array':
      return list(guardOf(def.element!));
    case 'record':
      return map(guardOf(def.keyType!), guardOf(def.valueType!), defOf(def.keyType!));
    case 'union':
      return anyOf(def.options!.map(guardOf));
    case 'object':
      return object(def.shape!);
    case 'lazy':
      return (value) => guardOf(def.getter!())(value);
    default:
      return never;
  }
}

interface CheckDef {
  check: string;
  format?: string;
  pattern?: RegExp;
  maximum?: number;
  minimum?: number;
  value?: number;
  inclusive?: boolean;
  fn?: (value: never) => unknown;
}

/** What is checked beyond the type. Checks of other kinds may change the value, so they are the schema's. */
function checkOf({ check, format, pattern, maximum, minimum, value: bound, inclusive, fn }: CheckDef): Guard {
  switch (check) {
    case 'max_length':
      return (value) => (value as string).length <= maximum!;
    case 'min_length':
      return (value) => (value as string).length >= minimum!;
    case 'greater_than':
      return (value) => (inclusive ? (value as number) >= bound! : (value as number) > bound!);
    case 'less_than':
      return (value) => (inclusive ? (value as number) <= bound! : (value as number) < bound!);
    case 'number_format':
      return format === 'safeint' ? Number.isSafeInteger : never;
    case 'string_format':
      // A pattern that keeps its place would answer differently each time.
      return format === 'regex' && pattern && !pattern.global && !pattern.sticky
        ? (value) => pattern.test(value as string)
        : never;
    case 'custom':
      return fn ? (value) => fn(value as never) === true : never;
    default:
      return never;
  }
}

function among(values: unknown[]): Guard {
  const set = new Set(values);
  return (value) => set.has(value);
}

const unless =
  (free: null | undefined, guard: Guard): Guard =>
  (value) =>
    value === free || guard(value);

const list =
  (guard: Guard): Guard =>
  (value) => {
    if (!Array.isArray(value)) return false;
    for (let i = 0; i < value.length; i++) if (!guard(value[i])) return false;
    return true;
  };

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Maps with a fixed set of keys want all of them; that is left to the schema. */
function map(key: Guard, field: Guard, { type }: Def): Guard {
  if (type !== 'string') return never;
  return (value) => {
    if (!isPlain(value)) return false;
    for (const name in value) if (name === '__proto__' || !key(name) || !field(value[name])) return false;
    return true;
  };
}

const anyOf =
  (options: Guard[]): Guard =>
  (value) => {
    for (const guard of options) if (guard(value)) return true;
    return false;
  };

/** The fields that the shape names, in its order: two answers of one content are the same bytes. */
function object(shape: Record<string, z.core.$ZodType>): Guard {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    guard: guardOf(schema),
    optional: defOf(schema).type === 'optional',
  }));
  return (value) => {
    if (!isPlain(value)) return false;
    let next = 0;
    for (const name in value) {
      while (next < fields.length && fields[next]!.name !== name) if (!fields[next++]!.optional) return false;
      if (next === fields.length || !fields[next++]!.guard(value[name])) return false;
    }
    while (next < fields.length) if (!fields[next++]!.optional) return false;
    return true;
  };
}
