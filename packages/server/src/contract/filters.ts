import { z } from 'zod';
import type { FilterOf } from './filter-types.ts';
import { idPrefixes } from './ids.ts';
import { filterSizes } from './sizes.ts';

/** What a leaf may ask of a field. Texts are compared by code point; `contains` and `starts_with` ignore ASCII case. */
export const filterOperators = [
  'eq',
  'ne',
  'in',
  'nin',
  'lt',
  'lte',
  'gt',
  'gte',
  'contains',
  'starts_with',
  'is_set',
  'between',
  'before',
  'after',
  'within_last',
  'changed',
  'changed_from',
  'changed_to',
] as const;
export type FilterOperator = (typeof filterOperators)[number];

export const filterTypes = [
  'text',
  'enum',
  'id',
  'number',
  'boolean',
  'time',
  'list',
  'any',
  'change',
] as const;
export type FilterType = (typeof filterTypes)[number];

/** One field that can be filtered by: its name is its path in the resource, `*` stands for a key of the caller's. */
export interface FilterField {
  readonly type: FilterType;
  readonly enum?: readonly string[];
  /** Prefix of the ids that the field holds, alone or as a list. */
  readonly prefix?: keyof typeof idPrefixes;
  readonly sortable?: true;
  /** The keys are the caller's own. */
  readonly custom?: true;
}
export type FilterFields = Readonly<Record<string, FilterField>>;

type Scalar = string | number | boolean;
export interface FilterLeaf {
  readonly field: string;
  readonly op: FilterOperator;
  readonly value?: Scalar | readonly Scalar[];
}
export type Filter =
  | FilterLeaf
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter };

const eventOperators = ['changed', 'changed_from', 'changed_to'] as const;
const equality = ['eq', 'ne', 'in', 'nin', 'is_set'] as const;
const order = ['lt', 'lte', 'gt', 'gte', 'between'] as const;
const operatorsByType: Record<FilterType, readonly FilterOperator[]> = {
  text: [...equality, ...order, 'contains', 'starts_with'],
  enum: equality,
  id: equality,
  number: [...equality, ...order],
  boolean: ['eq', 'ne', 'is_set'],
  time: ['eq', 'ne', 'is_set', ...order, 'before', 'after', 'within_last'],
  list: ['contains', 'in', 'nin', 'is_set'],
  any: [...equality, 'contains', 'starts_with'],
  // What an event tells of a field before and after, whatever the field holds.
  change: eventOperators,
};

/** Where a filter is used: only events tell what a field was before. */
export type FilterUse = 'list' | 'event';

export const operatorsOf = ({ type }: FilterField, use: FilterUse = 'event'): readonly FilterOperator[] =>
  use === 'list' || type === 'change' ? operatorsByType[type] : [...operatorsByType[type], ...eventOperators];

/** The declaration of a field by its name, `traits.plan` by that of `traits.*`. */
export function fieldOf(fields: FilterFields, name: string): FilterField | null {
  if (Object.hasOwn(fields, name)) return name.endsWith('.*') ? null : fields[name]!;
  const dot = name.indexOf('.');
  const custom = `${name.slice(0, dot)}.*`;
  return dot > 0 && dot < name.length - 1 && Object.hasOwn(fields, custom) ? fields[custom]! : null;
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const duration = /^P(?:(\d{1,4})D|T(\d{1,5})([HMS]))$/;
const secondsOf: Record<string, number> = { H: 3600, M: 60, S: 1 };

/** Milliseconds of `P7D`, `PT12H`, `PT15M` or `PT30S`. */
export function durationMs(text: string): number | null {
  const [, days, count, unit] = duration.exec(text) ?? [];
  if (days) return Number(days) * 86_400_000;
  return count && unit ? Number(count) * secondsOf[unit]! * 1000 : null;
}

function isTime(value: unknown): boolean {
  if (typeof value !== 'string' || !rfc3339.test(value)) return false;
  const at = Date.parse(value);
  return at >= 0 && at < Date.UTC(10_000, 0);
}

const isText = (value: unknown) =>
  typeof value === 'string' &&
  value.length <= filterSizes.valueCharacters &&
  !value.includes('\u0000') &&
  value.isWellFormed();
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);

/** What is wrong with one value; null when it fits. */
function valueProblem(field: FilterField, op: FilterOperator, value: unknown): string | null {
  if (op === 'within_last')
    return typeof value === 'string' && durationMs(value) !== null
      ? null
      : 'Must be a duration such as P7D, PT12H or PT15M.';
  if (field.type === 'list' && field.prefix) return isIdOf(field.prefix, value);
  if (op === 'contains' || op === 'starts_with')
    return isText(value) && value !== ''
      ? null
      : `Must be a text of 1 to ${filterSizes.valueCharacters} characters.`;
  switch (field.type) {
    case 'list':
    case 'text':
      return isText(value) ? null : `Must be a text of at most ${filterSizes.valueCharacters} characters.`;
    case 'enum':
      return field.enum!.includes(value as string) ? null : `Must be one of: ${field.enum!.join(', ')}.`;
    case 'id':
      return isIdOf(field.prefix!, value);
    case 'number':
      return isNumber(value) ? null : 'Must be a number.';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Must be true or false.';
    case 'time':
      return isTime(value) ? null : 'Must be an RFC 3339 time.';
    case 'any':
    case 'change':
      return isText(value) || isNumber(value) || typeof value === 'boolean'
        ? null
        : 'Must be a text, a number, or true or false.';
  }
}

const isIdOf = (prefix: keyof typeof idPrefixes, value: unknown) =>
  typeof value === 'string' && idPattern(prefix).test(value)
    ? null
    : `Must be the id of a ${idPrefixes[prefix]}.`;

const idPattern = (prefix: string) => new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);

type Path = readonly (string | number)[];
interface Issue {
  readonly path: Path;
  readonly message: string;
  readonly unknown?: true;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything that is wrong with a tree, each with its place in it. */
export function filterIssues(root: unknown, fields: FilterFields, use: FilterUse): Issue[] {
  let leaves = 0;

  function visit(node: unknown, path: Path, depth: number): Issue[] {
    if (!isObject(node)) return wrong(path, 'Must be an object: {and}, {or}, {not} or {field, op, value}.');
    if (depth > filterSizes.depth) return wrong(path, `Must be at most ${filterSizes.depth} levels deep.`);
    const kind = (['and', 'or', 'not', 'field'] as const).find((key) => Object.hasOwn(node, key));
    if (!kind) return wrong(path, 'Must have one of: and, or, not, field.');
    if (kind === 'field') {
      leaves += 1;
      if (leaves > filterSizes.leaves)
        return leaves === filterSizes.leaves + 1
          ? wrong([], `Must have at most ${filterSizes.leaves} leaves.`)
          : [];
      return [...unknownKeys(node, ['field', 'op', 'value'], path), ...leafIssues(node, path, fields, use)];
    }
    const extra = unknownKeys(node, [kind], path);
    const inner = node[kind];
    if (kind === 'not') return [...extra, ...visit(inner, [...path, 'not'], depth + 1)];
    if (!Array.isArray(inner) || inner.length === 0 || inner.length > filterSizes.leaves)
      return [...extra, ...wrong([...path, kind], `Must be a list of 1 to ${filterSizes.leaves} filters.`)];
    return [...extra, ...inner.flatMap((each, index) => visit(each, [...path, kind, index], depth + 1))];
  }

  return visit(root, [], 1);
}

const wrong = (path: Path, message: string): Issue[] => [{ path, message }];

const unknownKeys = (node: Record<string, unknown>, keys: readonly string[], path: Path): Issue[] =>
  Object.keys(node)
    .filter((key) => !keys.includes(key))
    .map((key) => ({ path: [...path, key], message: '', unknown: true }));

const listSizes: { readonly [op in FilterOperator]?: readonly [number, number] } = {
  in: [1, filterSizes.values],
  nin: [1, filterSizes.values],
  between: [2, 2],
};

function leafIssues(
  node: Record<string, unknown>,
  path: Path,
  fields: FilterFields,
  use: FilterUse,
): Issue[] {
  const { field: name, value } = node;
  const op = node.op as FilterOperator;
  const at = [...path, 'value'];
  const field = isText(name) && (name as string).length <= 100 ? fieldOf(fields, name as string) : null;
  if (!field) return wrong([...path, 'field'], `Must be one of: ${Object.keys(fields).join(', ')}.`);
  const operators = operatorsOf(field, use);
  if (!operators.includes(op)) return wrong([...path, 'op'], `Must be one of: ${operators.join(', ')}.`);
  if (op === 'is_set') return typeof value === 'boolean' ? [] : wrong(at, 'Must be true or false.');
  if (op === 'changed') return value === undefined ? [] : wrong(at, 'Must be left out.');
  const one = (each: unknown, place: Path) => {
    const problem = valueProblem(field, op, each);
    return problem ? wrong(place, problem) : [];
  };
  const size = listSizes[op];
  if (!size) return one(value, at);
  const [min, max] = size;
  if (!Array.isArray(value) || value.length < min || value.length > max)
    return wrong(at, `Must be a list of ${min === max ? max : `${min} to ${max}`} values.`);
  return value.flatMap((each, index) => one(each, [...at, index]));
}

const fieldsOfSchema = new WeakMap<object, FilterFields>();

/** The fields of a filter, for what writes its type down. */
export const filterFieldsOf = (schema: object): FilterFields | undefined => fieldsOfSchema.get(schema);

/** The schema of a filter over the fields of one resource. */
export function filterOf<const F extends FilterFields>(
  fields: F,
  use: FilterUse = 'list',
): z.ZodType<FilterOf<F>, FilterOf<F>> {
  const schema = z
    .record(z.string().max(20), z.json())
    .superRefine((tree, context) => {
      for (const { path, message, unknown } of filterIssues(tree, fields, use).slice(0, 50))
        context.addIssue(
          unknown
            ? { code: 'unrecognized_keys', keys: [String(path.at(-1))], path: path.slice(0, -1), input: tree }
            : { code: 'custom', message, path: [...path], input: tree },
        );
    })
    .meta({
      description:
        'Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves. In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a value equals nothing.',
      maxProperties: 3,
      propertyNames: { type: 'string', enum: ['and', 'or', 'not', 'field', 'op', 'value'] },
    });
  fieldsOfSchema.set(schema, fields);
  return schema as unknown as z.ZodType<FilterOf<F>, FilterOf<F>>;
}

/** A filter that its schema has let through. */
export const asFilter = (tree: unknown): Filter => tree as Filter;
