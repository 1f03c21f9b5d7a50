import { isDeepStrictEqual } from 'node:util';
import { decodeId } from '../packages/server/src/platform/ids.ts';
import { type Door, doors, type Operation, operations, pageSize, requestOf, statusOf } from './cases.ts';
import type { Contender } from './contenders.ts';
import type { Data } from './data.ts';
import { conversationUuid, takesAnswer } from './numbering.ts';

type Json = null | boolean | number | string | Json[] | { [field: string]: Json };

/** Proves that all contenders answer the same, and remembers how large answers are. Throws when they differ. */
export async function checkAnswers(
  contenders: Contender[],
  data: Data,
): Promise<(contender: Contender, operation: Operation, door: Door) => number> {
  const sizes = new Map<string, number>();
  const target = Array.from({ length: data.conversations }, (_, n) => n).findLast(takesAnswer)!;
  for (const operation of operations) {
    let expected: Json | null = null;
    for (const contender of contenders) {
      for (const door of doors) {
        const { size, value } = await answer(contender, operation, door, data, target);
        sizes.set(`${contender.name} ${operation} ${door}`, size);
        assertPlausible(operation, value, `${contender.name}, ${operation} through ${door}`, target);
        if (operation === 'send') continue;
        expected ??= value;
        if (!isDeepStrictEqual(value, expected))
          throw new Error(
            `${contender.name} answers ${operation} through ${door} differently:\n${JSON.stringify(value)}\n${JSON.stringify(expected)}`,
          );
      }
    }
  }
  return (contender, operation, door) => sizes.get(`${contender.name} ${operation} ${door}`)!;
}

async function answer(
  { name, port }: Contender,
  operation: Operation,
  door: Door,
  data: Data,
  target: number,
): Promise<{ size: number; value: Json }> {
  const { method, path, token, body } = requestOf(data, name, operation, door, target);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'Content-Type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (response.status !== statusOf(name, operation, door))
    throw new Error(`${name} answers ${operation} through ${door} with ${response.status}: ${text}`);
  const parsed = JSON.parse(text);
  const value = name !== 'hand-written' && door === 'rpc' ? parsed.result.data.json : parsed;
  return { size: Buffer.byteLength(text), value: plain(value) };
}

const typedId = /^[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** Without what is each contender's own: the form of ids and of cursors. */
function plain(value: Json): Json {
  if (typeof value === 'string') return typedId.test(value) ? decodeId(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => field !== 'nextCursor')
      .map(([field, inner]) => [field, plain(inner)]),
  );
}

function assertPlausible(operation: Operation, value: Json, where: string, target: number): void {
  const { data, id, conversationId, sequence, body } = value as {
    data?: Json[];
    id?: string;
    conversationId?: string;
    sequence?: number;
    body?: { text: string };
  };
  const fits = {
    list: () => data?.length === pageSize,
    get: () => id === conversationUuid(target),
    send: () => conversationId === conversationUuid(target) && sequence! > 2 && Boolean(body?.text),
  };
  if (!fits[operation]()) throw new Error(`${where}: the answer is not plausible: ${JSON.stringify(value)}`);
}
