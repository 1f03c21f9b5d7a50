import type { IncomingMessage } from 'node:http';
import { sizes } from '../contract/sizes.ts';
import { ProblemError } from '../platform/problem.ts';

const { bodyBytes: bodyBytesMax, jsonDepth: depthMax } = sizes;

/** Reads a body of JSON; `undefined` when there is none. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const length = incoming.headers['content-length'];
  if (length === '0' || (length === undefined && incoming.headers['transfer-encoding'] === undefined))
    return undefined;
  const text = await readText(incoming);
  if (text === '') return undefined;
  if (!isJson(incoming.headers['content-type'])) throw new ProblemError('unsupported_media_type');
  return parseJson(text);
}

export const isJson = (contentType: string | undefined) =>
  /^application\/json *(;|$)/i.test(contentType ?? '');

/** Reads a body up to the limit, whatever length was announced. */
export async function readText(incoming: IncomingMessage): Promise<string> {
  if (Number(incoming.headers['content-length'] ?? 0) > bodyBytesMax)
    throw new ProblemError('payload_too_large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyBytesMax) throw new ProblemError('payload_too_large');
    chunks.push(chunk);
  }
  const bytes = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new ProblemError('invalid_json', 'The body is not UTF-8.', { cause });
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

export function parseJson(text: string): unknown {
  if (text.length > depthMax && isTooDeep(text))
    throw new ProblemError('invalid_json', `JSON may be nested ${depthMax} levels deep.`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProblemError('invalid_json', 'The body is not valid JSON.', { cause });
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 92) i++;
      else if (char === 34) inString = false;
    } else if (char === 34) inString = true;
    else if (char === 123 || char === 91) {
      if (++depth > depthMax) return true;
    } else if (char === 125 || char === 93) depth--;
  }
  return false;
}
