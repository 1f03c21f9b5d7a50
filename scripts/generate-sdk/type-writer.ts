import { type FilterFields, filterFieldsOf } from '../../packages/server/src/contract/filters.ts';
import { comment, fieldComment } from './comments.ts';
import { filterType } from './filter-types.ts';
import { definitionOf, differs, isJson, type Schema, type Side, wrapped } from './schema.ts';

/** Lists of values that have a name of their own. */
export interface KnownEnum {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Writes schemas as plain TypeScript. Shapes that have a name in the contract are declared once under it, and
 * a second time as `…Input` where callers may give less than they get.
 */
export class TypeWriter {
  readonly declarations = new Map<string, string>();
  /** Names of known enums that were met. */
  readonly used = new Set<string>();
  readonly #enums: readonly KnownEnum[];
  readonly #owners = new Map<string, string>();

  constructor(enums: readonly KnownEnum[]) {
    this.#enums = enums;
  }

  /** The type as text: a name for shapes that have one. */
  type(schema: Schema, side: Side): string {
    const { id, typeName } = schema.meta() ?? {};
    if (typeName) return typeName;
    const fields = filterFieldsOf(schema);
    if (fields) return this.#filter(fields);
    if (id) return this.#named(id, schema, side);
    return this.#text(schema, side);
  }

  /** Declares a shape under a name that the operation gives it. */
  declare(name: string, schema: Schema, side: Side, about: string): void {
    this.#add(name, () => this.#declaration(name, schema, side, about));
  }

  #named(id: string, schema: Schema, side: Side): string {
    const name = side === 'input' && differs(schema) ? `${id}Input` : id;
    this.#add(name, () =>
      this.#declaration(name, schema, side, schema.meta()?.description ?? `The shape \`${id}\` of the API.`),
    );
    return name;
  }

  /** Recursive shapes meet their own name while they are being written. */
  #add(name: string, write: () => string): void {
    const known = this.#owners.get(name);
    if (known === '') return;
    this.#owners.set(name, '');
    const text = write();
    if (known !== undefined && known !== text)
      throw new Error(`Two shapes of the contract are called ${name}.`);
    this.#owners.set(name, text);
    this.declarations.set(name, text);
  }

  #declaration(name: string, schema: Schema, side: Side, about: string): string {
    const text = this.#text(schema, side);
    const head = comment([about]);
    return definitionOf(schema).type === 'object' && text !== emptyObject
      ? `${head}export interface ${name} ${text}\n`
      : `${head}export type ${name} = ${text};\n`;
  }

  #text(schema: Schema, side: Side): string {
    const definition = definitionOf(schema);
    const { type, element, valueType, keyType, options, entries, values, shape } = definition;
    const inner = wrapped(schema);
    if (isJson(schema)) return this.#json();
    switch (type) {
      case 'string':
      case 'number':
      case 'boolean':
      case 'null':
      case 'undefined':
      case 'void':
      case 'unknown':
        return type;
      case 'date':
        return 'Date';
      case 'literal':
        return values!.map(literal).join(' | ');
      case 'enum':
        return this.#enum(Object.values(entries!));
      case 'array':
        return arrayOf(this.type(element!, side));
      case 'record':
        return `Record<${this.type(keyType!, side)}, ${this.type(valueType!, side)}>`;
      case 'object':
        return this.#object(shape!, side);
      case 'union':
        return [...new Set(options!.map((option) => this.type(option, side)))].join(' | ');
      case 'nullable':
        return `${this.type(inner!, side)} | null`;
      case 'optional':
      case 'default':
      case 'prefault':
      case 'readonly':
      case 'nonoptional':
        return this.type(inner!, side);
      case 'lazy':
        return this.type(definition.getter!(), side);
      default:
        throw new Error(`There is no TypeScript for a schema of type ${type}; give it a \`typeName\`.`);
    }
  }

  #filter(fields: FilterFields): string {
    const { name, declarations } = filterType(fields);
    for (const [each, text] of declarations) this.declarations.set(each, text);
    return name;
  }

  #json(): string {
    this.declarations.set('Json', jsonDeclaration);
    return 'Json';
  }

  #enum(values: readonly (string | number)[]): string {
    const known = this.#enums.find((one) => one.values.join() === values.join());
    if (known) this.used.add(known.name);
    return known?.name ?? values.map(literal).join(' | ');
  }

  #object(shape: Readonly<Record<string, Schema>>, side: Side): string {
    const fields = Object.entries(shape).map(([name, field]) => {
      const optional = side === 'input' ? field._zod.optin !== undefined : field._zod.optout !== undefined;
      const type = this.type(field, side);
      const text = `${comment([fieldComment(field)])}${key(name)}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''};`;
      return indented(text);
    });
    return fields.length === 0 ? emptyObject : `{\n${fields.join('\n')}\n}`;
  }
}

export const emptyObject = 'Record<string, never>';

const jsonDeclaration = `/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
`;

const literal = (value: unknown) => (typeof value === 'string' ? quoted(value) : String(value));

/** A string in single quotes. */
export const quoted = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** A field name, quoted only where it must be. */
export const key = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

const arrayOf = (element: string) =>
  /[ |{]/.test(element.replace(/`[^`]*`/g, '')) ? `(${element})[]` : `${element}[]`;

const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');
