import { eventTable } from '../../packages/server/src/webhooks/contract.ts';
import { definitionOf, type Schema } from './schema.ts';
import { key, quoted, type TypeWriter } from './type-writer.ts';

/** `events.ts`: what each type of event says, and the union of all of them. */
export function eventsFile(types: TypeWriter): string {
  const used = new Set<string>();
  const lines = Object.entries(eventTable).map(([type, { description, payload }]) => {
    const fields = Object.entries(definitionOf(payload.schema as unknown as Schema).shape ?? {}).map(
      ([name, field]) => {
        const optional = field._zod.optout !== undefined;
        const text = types.type(field, 'output');
        for (const [each] of text.matchAll(/\b[A-Z]\w+\b/g)) if (types.declarations.has(each)) used.add(each);
        return `${key(name)}${optional ? '?' : ''}: ${text.replaceAll('\n', '\n    ')}${optional ? ' | undefined' : ''}`;
      },
    );
    return `  /** ${description} */\n  ${quoted(type)}: { ${fields.join('; ')} };`;
  });
  const imports = [...used, 'Event'].sort();
  return `import type { ${imports.join(', ')} } from './types.ts';

/** What each type of event says beside who, when and because of what. */
export interface EventPayloads {
${lines.join('\n')}
}

/** Names of all types of events. */
export type EventTypeName = keyof EventPayloads;

/** A value as JSON carries it: times are text. */
export type OnTheWire<T> = T extends Date
  ? string
  : T extends (infer U)[]
    ? OnTheWire<U>[]
    : T extends object
      ? { [K in keyof T]: OnTheWire<T[K]> }
      : T;

/** An event of one type. */
export type EventOf<T extends EventTypeName> = Omit<Event, 'type' | 'data'> & {
  type: T;
  data: OnTheWire<EventPayloads[T]>;
};

/** An event of any type: comparing \`type\` tells what its \`data\` holds. */
export type TypedEvent = { [T in EventTypeName]: EventOf<T> }[EventTypeName];
`;
}
