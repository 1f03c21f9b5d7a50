import { type Entry, errorCodesOf } from '../../packages/server/src/rpc/catalogue.ts';
import { definitionOf, type Schema } from './schema.ts';
import { emptyObject, type TypeWriter } from './type-writer.ts';

/** One operation in the words of the generated files. */
export interface GeneratedOperation {
  /** `conversations.messages.send` */
  readonly name: string;
  readonly kind: Entry['kind'];
  readonly entry: Entry;
  readonly input: string;
  readonly output: string;
  readonly hasInput: boolean;
  /** Callers may leave the whole input out. */
  readonly inputIsOptional: boolean;
  /** Type of one item, for operations that answer with one page of a list. */
  readonly item: string | null;
  readonly codes: readonly string[];
}

/** Names the types of an operation and declares those that the contract has no name for. */
export function describeOperation(entry: Entry, types: TypeWriter): GeneratedOperation {
  const { name, kind, operation } = entry;
  const input = operation.input as unknown as Schema;
  const output = operation.output as unknown as Schema;
  const fields = definitionOf(input).shape ?? {};
  const hasInput = Object.keys(fields).length > 0;
  const item = itemOf(output);
  return {
    name,
    kind,
    entry,
    hasInput,
    inputIsOptional: Object.values(fields).every((field) => field._zod.optin !== undefined),
    input: hasInput ? nameShape(input, 'input') : emptyObject,
    output: nameShape(output, 'output'),
    item: item && types.type(item, 'output'),
    codes: errorCodesOf(entry),
  };

  function nameShape(schema: Schema, side: 'input' | 'output'): string {
    if (schema.meta()?.id || definitionOf(schema).type === 'void') return types.type(schema, side);
    const shape = `${pascal(name)}${side === 'input' ? 'Input' : 'Output'}`;
    types.declare(
      shape,
      schema,
      side,
      side === 'input' ? `What \`${name}\` takes.` : `What \`${name}\` answers.`,
    );
    return shape;
  }
}

/** Type name of an operation or of a group of them: `conversations.messages` becomes `ConversationsMessages`. */
export const pascal = (name: string) =>
  name.replace(/(^|\.)(\w)/g, (_, __, first: string) => first.toUpperCase());

/** Paged lists are known by what leads on to their next page. */
function itemOf(output: Schema): Schema | null {
  const { shape } = definitionOf(output);
  if (!shape?.data || !(shape.nextCursor || shape.nextSequence)) return null;
  return definitionOf(shape.data).element ?? null;
}

/** The operations as the tree that their names spell. */
export interface Branch {
  readonly name: string;
  readonly operations: GeneratedOperation[];
  readonly branches: Map<string, Branch>;
}

export function treeOf(operations: readonly GeneratedOperation[]): Branch {
  const root: Branch = { name: '', operations: [], branches: new Map() };
  for (const operation of operations) {
    let at = root;
    for (const part of operation.name.split('.').slice(0, -1)) {
      const name = at.name ? `${at.name}.${part}` : part;
      const next: Branch = at.branches.get(part) ?? { name, operations: [], branches: new Map() };
      at.branches.set(part, next);
      at = next;
    }
    at.operations.push(operation);
  }
  return root;
}

export const lastPart = (name: string) => name.slice(name.lastIndexOf('.') + 1);
