import { createHash } from 'node:crypto';
import type { DoorContext } from '../bindings.ts';

/** A text that stays the same as long as the process lives, with the headers it is sent with. */
export interface StaticAnswer {
  readonly body: string;
  readonly etag: string;
  readonly headers: Record<string, string>;
}

export const staticAnswer = (
  body: string,
  contentType: string,
  headers: Record<string, string> = {},
): StaticAnswer => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return {
    body,
    etag,
    headers: { 'Cache-Control': 'no-cache', ...headers, 'Content-Type': contentType, ETag: etag },
  };
};

/** Sends it, or says that the caller has it already. */
export function sendStatic(c: DoorContext, { body, etag, headers }: StaticAnswer): Response {
  const known = c.env.incoming.headers['if-none-match'] ?? '';
  const isKnown = known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(body, { status: 200, headers });
}
