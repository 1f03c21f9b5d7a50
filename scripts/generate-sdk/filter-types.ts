import type { FilterField, FilterFields } from '../../packages/server/src/contract/filters.ts';
import { filterSchemas } from '../../packages/server/src/workspaces/contract.ts';
import { quoted } from './type-writer.ts';

const names = new Map(
  Object.entries(filterSchemas).map(([resource, fields]) => [fields, [resource, nameOf(resource)] as const]),
);

/** `audit_log` becomes `AuditLogFilter`, `customers` becomes `CustomerFilter`. */
function nameOf(resource: string): string {
  const words = resource.replace(/s$/, '').split('_');
  return `${words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')}Filter`;
}

/** The name of the type of a filter over these fields, and its declarations. */
export function filterType(fields: FilterFields): { name: string; declarations: Map<string, string> } {
  const known = names.get(fields);
  if (!known) throw new Error('A filter is over fields that `workspaces.schema.filters` does not tell of.');
  const [resource, name] = known;
  const leaves = Object.entries(fields).map(([field, declared]) => `  | ${leafOf(field, declared)}`);
  const about = `Says which of ${resource.replaceAll('_', ' ')} are meant: a leaf, or leaves joined by \`and\`, \`or\` and \`not\`.`;
  const text = `/** ${about} */\nexport type ${name} = FilterTree<\n${leaves.join('\n')}\n>;\n`;
  return { name, declarations: new Map([...shared, [name, text]]) };
}

function leafOf(name: string, field: FilterField): string {
  const shown = name.endsWith('.*') ? `\`${name.slice(0, -1)}\${string}\`` : quoted(name);
  const value = field.enum
    ? field.enum.map(quoted).join(' | ')
    : field.prefix
      ? `\`${field.prefix}_\${string}\``
      : 'string';
  const asked = {
    text: 'TextFilter',
    enum: `EqualityFilter<${value}>`,
    id: `EqualityFilter<${value}>`,
    number: 'NumberFilter',
    boolean: 'BooleanFilter',
    time: 'TimeFilter',
    list: `ListFilter<${value}>`,
    any: 'AnyFilter',
    change: 'ChangeFilter',
  }[field.type];
  return `({ field: ${shown} } & ${asked})`;
}

const shared = new Map(
  Object.entries({
    FilterTree: `/** At most 5 levels deep, with at most 50 leaves. */
export type FilterTree<Leaf> =
  | Leaf
  | { and: FilterTree<Leaf>[] }
  | { or: FilterTree<Leaf>[] }
  | { not: FilterTree<Leaf> };
`,
    EqualityFilter: `/** A field without a value equals nothing. */
export type EqualityFilter<Value> =
  | { op: 'eq' | 'ne'; value: Value }
  | { op: 'in' | 'nin'; value: Value[] }
  | { op: 'is_set'; value: boolean };
`,
    OrderFilter: `/** \`between\` holds for both of its ends. */
export type OrderFilter<Value> =
  | { op: 'lt' | 'lte' | 'gt' | 'gte'; value: Value }
  | { op: 'between'; value: [Value, Value] };
`,
    PartFilter: `/** The case of ASCII letters does not count. */
export type PartFilter = { op: 'contains' | 'starts_with'; value: string };
`,
    TextFilter: `/** Texts are in the order of their code points. */
export type TextFilter = EqualityFilter<string> | OrderFilter<string> | PartFilter;
`,
    NumberFilter: `/** What may be asked of a number. */
export type NumberFilter = EqualityFilter<number> | OrderFilter<number>;
`,
    BooleanFilter: `/** What may be asked of a field that is true or false. */
export type BooleanFilter = { op: 'eq' | 'ne' | 'is_set'; value: boolean };
`,
    TimeFilter: `/** Times are RFC 3339; \`within_last\` takes a duration such as \`P7D\` or \`PT15M\`. */
export type TimeFilter =
  | { op: 'eq' | 'ne' | 'before' | 'after' | 'within_last'; value: string }
  | OrderFilter<string>
  | { op: 'is_set'; value: boolean };
`,
    ListFilter: `/** A list holds one, or one of several. */
export type ListFilter<Value> =
  | { op: 'contains'; value: Value }
  | { op: 'in' | 'nin'; value: Value[] }
  | { op: 'is_set'; value: boolean };
`,
    AnyFilter: `/** What may be asked of a value of your own. */
export type AnyFilter = EqualityFilter<string | number | boolean> | PartFilter;
`,
    ChangeFilter: `/** What an event tells of a field before and after. */
export type ChangeFilter =
  | { op: 'changed' }
  | { op: 'changed_from' | 'changed_to'; value: string | number | boolean };
`,
  }),
);
