import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { importSizes, sizes } from '../contract/sizes.ts';
import { type ImportedConversation, importedConversation } from '../conversations/contract.ts';
import { jsonDecoder } from '../http/rest/schema-codec.ts';
import { invalidInput } from '../rpc/problem-of.ts';
import { CommandError } from './command-error.ts';

/** A line that was not taken, and why. */
export interface RefusedLine {
  readonly line: number;
  /** The conversation of the line, where it could be read. */
  readonly externalId: string | null;
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
}

/** A conversation of the file, or a part of one that is too long to be taken at once. */
export interface ImportPart {
  readonly line: number;
  readonly item: ImportedConversation;
  readonly bytes: number;
}

const decodeTimes = jsonDecoder(importedConversation) ?? ((value: unknown) => value);

/** The lines of a file, one at a time: it may be larger than memory. */
export async function* readLines(
  path: string,
): AsyncGenerator<{ line: number; text: string; bytes: number }> {
  const stream = path === '-' ? process.stdin : createReadStream(path);
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(new CommandError(`${path} cannot be read (${code}).`, 1)),
    );
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  for (let line = 1; ; line++) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    yield { line, text: next.value, bytes: Buffer.byteLength(next.value) + 1 };
  }
}

/** What a line holds: a conversation in one or more parts, or what is wrong with it. Empty lines hold nothing. */
export function readLine(line: number, text: string): ImportPart[] | RefusedLine[] {
  if (text.trim() === '') return [];
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return [{ line, externalId: null, code: 'invalid_json', pointer: '', detail: 'Must be a JSON object.' }];
  }
  const messages = messagesOf(given);
  const parts = Math.max(1, Math.ceil(messages.length / importSizes.messages));
  const read: ImportPart[] = [];
  for (let part = 0; part < parts; part++) {
    const from = part * importSizes.messages;
    const within = messages.slice(from, from + importSizes.messages);
    const parsed = importedConversation.safeParse(
      decodeTimes(messages.length > 0 ? { ...(given as object), messages: within } : given),
    );
    if (!parsed.success) return refusals(line, given, parsed.error, from);
    read.push({ line, item: parsed.data, bytes: Buffer.byteLength(JSON.stringify(parsed.data)) });
  }
  return read;
}

const messagesOf = (given: unknown): unknown[] => {
  const { messages } = (given ?? {}) as { messages?: unknown };
  return Array.isArray(messages) ? messages : [];
};

function refusals(line: number, given: unknown, error: z.core.$ZodError, from: number): RefusedLine[] {
  const { externalId } = (given ?? {}) as { externalId?: unknown };
  return invalidInput(error).errors.map(({ pointer, code, detail }) => ({
    line,
    externalId: typeof externalId === 'string' ? externalId : null,
    code,
    // Messages are counted as the line has them.
    pointer: pointer.replace(/^\/messages\/(\d+)/, (_, n: string) => `/messages/${Number(n) + from}`),
    detail,
  }));
}

const batchItems = Math.min(100, sizes.bulkItems);
const batchBytes = sizes.bodyBytes / 2;

/** Whether a batch is large enough to be sent, before one more part. */
export const isFull = (batch: readonly ImportPart[], next: ImportPart): boolean =>
  batch.length >= batchItems || batch.reduce((sum, { bytes }) => sum + bytes, 0) + next.bytes > batchBytes;
