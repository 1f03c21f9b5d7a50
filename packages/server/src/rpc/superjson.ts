import superjson from 'superjson';
import { ProblemError } from '../platform/problem.ts';

export interface Encoded {
  json: unknown;
  meta?: { values: unknown; v: 1 };
}

/**
 * superjson's wire format for what answers may hold, JSON and dates. The value itself is the JSON part, since
 * `JSON.stringify` writes dates as superjson does; only the places of the dates have to be found. A property
 * test holds it equal to superjson.
 */
export function encode(value: unknown): Encoded {
  if (value === undefined) return { json: null, meta: { values: ['undefined'], v: 1 } };
  if (value instanceof Date) return { json: value, meta: { values: ['Date'], v: 1 } };
  if (typeof value !== 'object' || value === null) return { json: value };
  const dates: Record<string, ['Date']> = {};
  return findDates(value, '', dates) ? { json: value, meta: { values: dates, v: 1 } } : { json: value };
}

const asDate: ['Date'] = ['Date'];

function findDates(value: object, path: string, dates: Record<string, ['Date']>): boolean {
  let found = false;
  for (const key in value) {
    const child = (value as Record<string, unknown>)[key];
    if (typeof child !== 'object' || child === null) continue;
    const childPath = path + (/[.\\]/.test(key) ? key.replace(/[.\\]/g, '\\$&') : key);
    if (child instanceof Date) {
      dates[childPath] = asDate;
      found = true;
    } else if (findDates(child, `${childPath}.`, dates)) found = true;
  }
  return found;
}

/**
 * What a caller sent. Only an input that says so holds more than JSON; superjson would copy the rest of it, and lose
 * fields by the name of the prototype on the way.
 */
export function decodeInput(encoded: unknown): unknown {
  if (typeof encoded !== 'object' || encoded === null) return undefined;
  if (!('meta' in encoded)) return (encoded as { json?: unknown }).json;
  try {
    return superjson.deserialize(encoded as never);
  } catch (cause) {
    throw new ProblemError('invalid_json', 'The input is not what its `meta` says.', { cause });
  }
}

/** What tRPC puts between procedures and the wire. */
export const transformer = {
  input: { serialize: superjson.serialize, deserialize: decodeInput },
  output: { serialize: encode, deserialize: (encoded: Encoded) => superjson.deserialize(encoded as never) },
};

/** Back from `JSON.stringify(encode(value))`. */
export const decode = <T>(text: string): T => superjson.deserialize(JSON.parse(text));
