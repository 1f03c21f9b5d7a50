import type { FilterField, FilterFields } from './filters.ts';

/*
 * A filter over the fields of one resource, as TypeScript sees it: which fields there are, what may be asked of
 * each, and with what. The SDK's types are written from the same fields.
 */

type Equality<Value> =
  | { op: 'eq' | 'ne'; value: Value }
  | { op: 'in' | 'nin'; value: Value[] }
  | { op: 'is_set'; value: boolean };
type Order<Value> =
  | { op: 'lt' | 'lte' | 'gt' | 'gte'; value: Value }
  | { op: 'between'; value: [Value, Value] };
type Part = { op: 'contains' | 'starts_with'; value: string };

/** What may be asked of a field, by its type. */
interface Asked<Value> {
  text: Equality<string> | Order<string> | Part;
  enum: Equality<Value>;
  id: Equality<Value>;
  number: Equality<number> | Order<number>;
  boolean: { op: 'eq' | 'ne' | 'is_set'; value: boolean };
  time:
    | { op: 'eq' | 'ne' | 'before' | 'after' | 'within_last'; value: string }
    | Order<string>
    | { op: 'is_set'; value: boolean };
  list:
    | { op: 'contains'; value: Value }
    | { op: 'in' | 'nin'; value: Value[] }
    | { op: 'is_set'; value: boolean };
  any: Equality<string | number | boolean> | Part;
  change: { op: 'changed' } | { op: 'changed_from' | 'changed_to'; value: string | number | boolean };
}

type ValueOf<Field> = Field extends { enum: readonly (infer Option)[] }
  ? Option
  : Field extends { prefix: infer Prefix extends string }
    ? `${Prefix}_${string}`
    : string;
type NameOf<Key> = Key extends `${infer Map}.*` ? `${Map}.${string}` : Key;

type Leaf<Name, Field extends FilterField> = Field extends FilterField
  ? { field: Name } & Asked<ValueOf<Field>>[Field['type']]
  : never;
type LeafOf<Fields extends FilterFields> = {
  [Name in keyof Fields]: Leaf<NameOf<Name>, Fields[Name]>;
}[keyof Fields];

type Tree<Leaf> = Leaf | { and: Tree<Leaf>[] } | { or: Tree<Leaf>[] } | { not: Tree<Leaf> };

export type FilterOf<Fields extends FilterFields> = Tree<LeafOf<Fields>>;
