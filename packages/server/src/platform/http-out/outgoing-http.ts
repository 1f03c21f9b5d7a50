import { type Dispatcher, request } from 'undici';
import type { OutgoingRules } from './allowed.ts';
import { guardedAgent, type Resolve } from './guarded-agent.ts';
import { faultOf, OutgoingError } from './outgoing-error.ts';
import { gateUrl } from './url-gate.ts';

export interface OutgoingRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** From the first byte sent to the last one read. */
  readonly timeoutMs?: number;
  /** What is longer is cut off, and said to be. */
  readonly bytesMax?: number;
  /** How many redirects of a GET are followed, each as a request that is looked at anew. */
  readonly redirectsMax?: number;
  readonly signal?: AbortSignal;
}

export interface OutgoingAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly truncated: boolean;
  /** Where the answer came from in the end. */
  readonly url: string;
  readonly durationMs: number;
}

const headersMs = 10_000;
const totalMs = 15_000;
const bytesMaxDefault = 20_000;

/** What is for the host that was asked, and for no other. */
const confidential = /^(authorization|cookie|proxy-authorization|.*(secret|signature|token|key).*)$/i;

/**
 * The one way out of the server. It reaches public addresses only, reads no more than it was told to, waits no
 * longer, keeps no cookies, and takes a redirect for an answer unless it is asked to follow.
 */
export class OutgoingHttp {
  readonly #rules: OutgoingRules;
  readonly #agent: Dispatcher;

  constructor(rules: OutgoingRules, { resolve }: { resolve?: Resolve } = {}) {
    this.#rules = rules;
    this.#agent = guardedAgent(rules, resolve);
  }

  /** Throws an `OutgoingError` when a URL could never be asked, so that nobody stores it. */
  check(url: string): URL {
    return gateUrl(this.#rules, url);
  }

  /** An answer, whatever its status; without one an `OutgoingError` says why. */
  async request(asked: OutgoingRequest): Promise<OutgoingAnswer> {
    const began = performance.now();
    const timeout = AbortSignal.timeout(asked.timeoutMs ?? totalMs);
    const signal = asked.signal ? AbortSignal.any([timeout, asked.signal]) : timeout;
    let headers = { 'accept-encoding': 'identity', 'user-agent': 'woes', ...asked.headers };
    let url = this.check(asked.url);
    try {
      for (let left = asked.redirectsMax ?? 0; ; left--) {
        const answer = await this.#send({ ...asked, headers, signal }, url);
        const next = asked.redirectsMax && asked.method === 'GET' ? redirectOf(answer, url) : null;
        if (!next) return { ...answer, url: url.href, durationMs: Math.round(performance.now() - began) };
        if (left === 0) throw new OutgoingError('too_many_redirects');
        const target = this.check(next);
        if (target.origin !== url.origin) headers = withoutConfidential(headers);
        url = target;
      }
    } catch (error) {
      if (asked.signal?.aborted) throw asked.signal.reason;
      throw faultOf(error);
    }
  }

  async #send(asked: OutgoingRequest & { signal: AbortSignal }, url: URL) {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: this.#agent,
      method: asked.method,
      headers: { ...asked.headers },
      body: asked.body ?? null,
      signal: asked.signal,
      headersTimeout: headersMs,
      bodyTimeout: totalMs,
    });
    const read = await readAtMost(body, asked.bytesMax ?? bytesMaxDefault);
    return { status: statusCode, headers, ...read };
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

async function readAtMost(body: AsyncIterable<Buffer> & { destroy(): unknown; on: unknown }, max: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk.subarray(0, max - size));
    size += chunk.length;
    if (size > max) {
      body.destroy();
      return { body: Buffer.concat(chunks), truncated: true };
    }
  }
  return { body: Buffer.concat(chunks), truncated: false };
}

function redirectOf({ status, headers }: Pick<OutgoingAnswer, 'status' | 'headers'>, from: URL) {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== 'string') return null;
  const target = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (!target) throw new OutgoingError('invalid_response');
  // A fragment is for browsers.
  target.hash = '';
  return target.href;
}

const withoutConfidential = <T extends Record<string, string>>(headers: T) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !confidential.test(name))) as T;
