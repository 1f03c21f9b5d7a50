import type { IncomingMessage } from 'node:http';
import { newId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import type { Context, RequestInfo } from '../rpc/context.ts';

/** Reads what every call needs from a request, in words that are the same for every door. */
export function requestContext(
  services: Services,
  incoming: IncomingMessage,
  door: RequestInfo['door'],
  surface: RequestInfo['surface'],
  batchSize = 1,
): Context {
  const { headers } = incoming;
  return {
    services,
    request: {
      id: newId('req', services.clock.now()),
      door,
      surface,
      ip: addressOf(incoming, services.config.trustProxy),
      origin: originOf(incoming),
      authorization: headers.authorization ?? null,
      idempotencyKey: idempotencyKey(headers['idempotency-key']),
      version: one(headers['woes-version']),
      traceparent: one(headers.traceparent),
      batchSize,
    },
    reply: { limits: [], replayed: false, retryAfter: null },
  };
}

const one = (header: string | string[] | undefined) => (typeof header === 'string' ? header : null);

function addressOf(incoming: IncomingMessage, trustProxy: boolean): string {
  // The last entry is the one that our own proxy wrote; those before it are the caller's to invent.
  const forwarded = trustProxy
    ? String(incoming.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : '';
  const address = forwarded || incoming.socket.remoteAddress || '';
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

/** Browsers leave `Origin` out of same-origin reads and say so in a header that pages cannot set. */
function originOf({ headers, socket }: IncomingMessage): string | null {
  if (headers.origin) return headers.origin;
  if (headers['sec-fetch-site'] !== 'same-origin' || !headers.host) return null;
  const scheme = 'encrypted' in socket || headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.host}`;
}

function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const text = Array.isArray(header) ? header.join(',') : header;
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new ProblemError('invalid_idempotency_key');
  return key;
}
