import type { ServerResponse } from 'node:http';

/** Aborts when the answer has gone out, or whoever asked has gone. */
export function untilClosed(outgoing: ServerResponse): AbortSignal {
  const abort = new AbortController();
  // Who is gone by now says so no more.
  if (outgoing.destroyed) abort.abort();
  else outgoing.once('close', () => abort.abort());
  return abort.signal;
}
