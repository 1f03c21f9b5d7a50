import { type SQL, sql } from 'drizzle-orm';
import {
  durationMs,
  type Filter,
  type FilterFields,
  type FilterLeaf,
  fieldOf,
} from '../../contract/filters.ts';
import { decodeId } from '../ids.ts';
import { changeCondition } from './change.ts';
import { customKey, foldAscii, valuesOf } from './values.ts';

/** SQL of each field, written by us. For custom fields it is the column of the map. */
export type FilterColumns = Readonly<Record<string, string>>;

interface Compiling {
  readonly fields: FilterFields;
  readonly columns: FilterColumns;
  readonly now: Date;
  /** Takes a value and gives the name of its parameter. */
  bind(value: unknown): string;
}

/**
 * A filter as a condition that is never null. Text of the tree, names included, reaches the statement by
 * parameters only.
 */
export function compileSql(filter: Filter, compiling: Compiling): string {
  if ('and' in filter) return joined(filter.and, ' and ', compiling);
  if ('or' in filter) return joined(filter.or, ' or ', compiling);
  if ('not' in filter) return `(not ${compileSql(filter.not, compiling)})`;
  return leaf(filter, compiling);
}

const joined = (filters: readonly Filter[], word: string, compiling: Compiling) =>
  `(${filters.map((each) => compileSql(each, compiling)).join(word)})`;

function leaf(filter: FilterLeaf, { fields, columns, now, bind }: Compiling): string {
  const field = fieldOf(fields, filter.field)!;
  const { type, prefix } = field;
  const values = valuesOf(field, filter);
  const isCustom = field.custom === true;
  const column = columns[isCustom ? `${filter.field.slice(0, filter.field.indexOf('.'))}.*` : filter.field];
  if (column === undefined) throw new Error(`The filter field ${filter.field} has no column.`);
  if (type === 'change') return changeCondition(filter, column, bind);
  const isAny = type === 'any';
  const operand = isCustom ? `(${column} -> ${bind(customKey(filter.field))}::text)` : column;
  const ordered = type === 'text' ? `${operand} collate "C"` : operand;

  // As text: drivers have ideas of their own about booleans and numbers.
  const parameter = (value: unknown): string => {
    switch (type) {
      case 'number':
        return `${bind(String(value))}::text::numeric`;
      case 'boolean':
        return `${bind(String(value))}::text::boolean`;
      case 'time':
        return `${bind(value)}::timestamptz`;
      case 'id':
        return `${bind(decodeId(value as string))}::uuid`;
      case 'any':
        return `${bind(JSON.stringify(value))}::text::jsonb`;
      case 'list':
        return prefix ? `${bind(decodeId(value as string))}::uuid` : `${bind(value)}::text`;
      default:
        return `${bind(value)}::text`;
    }
  };
  const sure = (condition: string) => `coalesce(${condition}, false)`;
  const equals = (value: unknown) =>
    type === 'list' ? `${parameter(value)} = any(${operand})` : `${operand} = ${parameter(value)}`;
  const oneOf = () => sure(`(${values.map(equals).join(' or ')})`);
  const compare = (symbol: string, value: unknown) => `${ordered} ${symbol} ${parameter(value)}`;
  const folded = () => {
    const text = isAny
      ? `(case when jsonb_typeof(${operand}) = 'string' then ${operand} #>> '{}' end)`
      : operand;
    return `lower(${text} collate "C")`;
  };

  switch (filter.op) {
    case 'eq':
    case 'in':
      return oneOf();
    case 'ne':
    case 'nin':
      return `(not ${oneOf()})`;
    case 'lt':
    case 'before':
      return sure(compare('<', values[0]));
    case 'lte':
      return sure(compare('<=', values[0]));
    case 'gt':
    case 'after':
      return sure(compare('>', values[0]));
    case 'gte':
      return sure(compare('>=', values[0]));
    case 'between':
      return sure(`(${compare('>=', values[0])} and ${compare('<=', values[1])})`);
    case 'within_last': {
      const from = new Date(now.getTime() - durationMs(values[0] as string)!).toISOString();
      return sure(`(${compare('>=', from)} and ${compare('<=', now.toISOString())})`);
    }
    // No LIKE: a percent sign is a percent sign.
    case 'contains':
      return type === 'list'
        ? oneOf()
        : sure(`position(${bind(foldAscii(values[0] as string))}::text in ${folded()}) > 0`);
    case 'starts_with':
      return sure(`starts_with(${folded()}, ${bind(foldAscii(values[0] as string))}::text)`);
    case 'is_set': {
      const isSet =
        type === 'list'
          ? `(${operand} is not null and cardinality(${operand}) > 0)`
          : isAny
            ? `coalesce(jsonb_typeof(${operand}) <> 'null', false)`
            : `(${operand} is not null)`;
      return filter.value ? isSet : `(not ${isSet})`;
    }
    default:
      throw new Error(`${filter.op} is for events.`);
  }
}

/** The same condition for the query builder. */
export function filterCondition(filter: Filter, compiling: Omit<Compiling, 'bind'>): SQL {
  const values: unknown[] = [];
  // A NUL can stand in no value and in no column of ours: what is between two is the number of a value.
  const text = compileSql(filter, { ...compiling, bind: (value) => `\u0000${values.push(value) - 1}\u0000` });
  const parts = text.split('\u0000');
  return sql.join(
    parts.map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part)]}`)),
  );
}
