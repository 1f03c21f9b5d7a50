import { isDeepStrictEqual } from 'node:util';
import {
  durationMs,
  type Filter,
  type FilterField,
  type FilterFields,
  type FilterLeaf,
  fieldOf,
} from '../../contract/filters.ts';
import { changePredicate } from './change.ts';
import { customKey, foldAscii, valuesOf } from './values.ts';

/** What a predicate judges: a resource as it is on the wire, and for events what of it has changed. */
export interface FilterSubject {
  readonly resource: unknown;
  readonly changes?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
  readonly now: Date;
}
export type Predicate = (subject: FilterSubject) => boolean;

/** A filter as a function; it says of a resource what the SQL of the same filter says of its row. */
export function compilePredicate(filter: Filter, fields: FilterFields): Predicate {
  if ('and' in filter) {
    const all = filter.and.map((each) => compilePredicate(each, fields));
    return (subject) => all.every((holds) => holds(subject));
  }
  if ('or' in filter) {
    const any = filter.or.map((each) => compilePredicate(each, fields));
    return (subject) => any.some((holds) => holds(subject));
  }
  if ('not' in filter) {
    const holds = compilePredicate(filter.not, fields);
    return (subject) => !holds(subject);
  }
  return leaf(filter, fieldOf(fields, filter.field)!);
}

function leaf(filter: FilterLeaf, field: FilterField): Predicate {
  if (field.type === 'change') return changePredicate(filter);
  const path = field.custom
    ? [filter.field.slice(0, filter.field.indexOf('.')), customKey(filter.field)]
    : filter.field.split('.');
  if (filter.op === 'changed' || filter.op === 'changed_from' || filter.op === 'changed_to')
    return change(filter, field, path);
  const holds = test(filter, field);
  return ({ resource, now }) => holds(comparable(field, read(resource, path)), now);
}

/** Whether the field has changed, whole or as part of an object that is logged as one. */
function change(filter: FilterLeaf, field: FilterField, path: readonly string[]): Predicate {
  const { op } = filter;
  const equals =
    op === 'changed' ? null : test({ ...filter, op: field.type === 'list' ? 'contains' : 'eq' }, field);
  return ({ changes = {}, now }) => {
    const whole = Object.hasOwn(changes, filter.field);
    const logged = whole
      ? changes[filter.field]
      : Object.hasOwn(changes, path[0]!)
        ? changes[path[0]!]
        : null;
    if (!logged) return false;
    const rest = whole ? [] : path.slice(1);
    const from = comparable(field, read(logged.from, rest));
    const to = comparable(field, read(logged.to, rest));
    if (isDeepStrictEqual(from, to)) return false;
    return equals ? equals(op === 'changed_from' ? from : to, now) : true;
  };
}

function read(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const [index, key] of path.entries()) {
    // Of a list of objects, the field of each that has one.
    if (Array.isArray(found))
      return found.map((each) => read(each, path.slice(index))).filter((each) => each !== null);
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return null;
    found = (found as Record<string, unknown>)[key];
  }
  return found ?? null;
}

const comparable = ({ type }: FilterField, value: unknown): unknown =>
  type === 'time' && value !== null ? new Date(value as string | Date).toISOString() : value;

/** Texts in the order of their bytes in UTF-8, which is not that of JavaScript's strings. */
const compare = (a: unknown, b: unknown): number =>
  typeof a === 'string'
    ? Buffer.compare(Buffer.from(a), Buffer.from(b as string))
    : (a as number) - (b as number);

function test(filter: FilterLeaf, field: FilterField): (value: unknown, now: Date) => boolean {
  const values = valuesOf(field, filter);
  const [first, second] = values;
  const isOneOf = (value: unknown) =>
    Array.isArray(value) && field.type === 'list'
      ? value.some((each) => values.includes(each))
      : values.includes(value as string);
  const against = (fits: (order: number) => boolean) => (value: unknown) =>
    value !== null && fits(compare(value, first));

  switch (filter.op) {
    case 'eq':
    case 'in':
      return isOneOf;
    case 'ne':
    case 'nin':
      return (value) => !isOneOf(value);
    case 'lt':
    case 'before':
      return against((order) => order < 0);
    case 'lte':
      return against((order) => order <= 0);
    case 'gt':
    case 'after':
      return against((order) => order > 0);
    case 'gte':
      return against((order) => order >= 0);
    case 'between':
      return (value) => value !== null && compare(value, first) >= 0 && compare(value, second) <= 0;
    case 'within_last': {
      const length = durationMs(first as string)!;
      return (value, now) => {
        const age = value === null ? Number.NaN : now.getTime() - Date.parse(value as string);
        return age >= 0 && age <= length;
      };
    }
    case 'contains': {
      if (field.type === 'list') return isOneOf;
      const part = foldAscii(first as string);
      return (value) => typeof value === 'string' && foldAscii(value).includes(part);
    }
    case 'starts_with': {
      const part = foldAscii(first as string);
      return (value) => typeof value === 'string' && foldAscii(value).startsWith(part);
    }
    case 'is_set':
      return (value) =>
        (value !== null && !(Array.isArray(value) && field.type === 'list' && value.length === 0)) ===
        filter.value;
    default:
      throw new Error(`${filter.op} is asked of changes.`);
  }
}
