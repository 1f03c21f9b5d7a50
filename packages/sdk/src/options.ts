import { version } from './version.ts';

/** How a client reaches the API. */
export interface WoesOptions {
  /**
   * Credential of your workspace, `woesk_…`. Taken from the environment variable `WOES_API_KEY` when left out.
   * It is sent in the `Authorization` header only, and never logged.
   */
  apiKey?: string | undefined;
  /**
   * Where the server is, `https://support.example.com`. Taken from the environment variable `WOES_BASE_URL` when
   * left out.
   */
  baseUrl?: string | undefined;
  /** What sends requests. `globalThis.fetch` when left out. */
  fetch?: typeof globalThis.fetch | undefined;
  /** How often a call is sent again when that may help. Default: 2. */
  maxRetries?: number | undefined;
  /** Milliseconds that one attempt may take; `Infinity` for no limit. Default: 30 000. */
  timeoutMs?: number | undefined;
  /** Milliseconds that all attempts of a call and the waits between them may take. No limit when left out. */
  totalTimeoutMs?: number | undefined;
  /** Headers to send with every call. */
  defaultHeaders?: Readonly<Record<string, string>> | undefined;
  /** Told about calls that are sent again and streams that reconnect; `console` will do. Never told a key or content. */
  logger?: Logger | undefined;
  /** Called before each attempt. */
  onRequest?: ((request: SentRequest) => void) | undefined;
  /** Called after each attempt, also when it failed. */
  onResponse?: ((response: ReceivedResponse) => void) | undefined;
  /** A credential in a web page can be read by everyone who opens it. Set this only for pages that nobody else opens. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** Where the SDK writes what it does by itself. */
export interface Logger {
  warn?(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** One attempt that is about to be sent. */
export interface SentRequest {
  /** `conversations.messages.send` */
  readonly operation: string;
  /** From 1. */
  readonly attempt: number;
  readonly method: 'GET' | 'POST';
  /** Without the query, which holds the input of reads. */
  readonly url: string;
  /** Stays the same over all attempts of a write; null for reads. */
  readonly idempotencyKey: string | null;
}

/** One attempt that has ended. */
export interface ReceivedResponse extends SentRequest {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly requestId: string | null;
  readonly durationMs: number;
  /** Why the attempt failed; null when it did not. */
  readonly error: unknown;
}

/** The options of a client with everything filled in. */
export interface Settings {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number | null;
  readonly logger: Logger;
  readonly onRequest: (request: SentRequest) => void;
  readonly onResponse: (response: ReceivedResponse) => void;
  /** Headers of every request. A function, so that nobody who looks at a client sees the key. */
  headers(): Record<string, string>;
}

/** Checks the options and fills in what was left out. */
export function settingsOf(options: WoesOptions): Settings {
  if (isBrowser() && !options.dangerouslyAllowBrowser)
    throw new TypeError(
      'This is a browser, where everyone could read the credential. Use @woes/widget in pages, and this client on a server.',
    );
  const apiKey = options.apiKey ?? fromEnvironment('WOES_API_KEY');
  if (!apiKey) throw new TypeError('Give `apiKey`, or set WOES_API_KEY.');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('`apiKey` holds characters that no key has.');
  const fetch = options.fetch ?? globalThis.fetch;
  if (typeof fetch !== 'function') throw new TypeError('There is no `fetch` here; give one as `fetch`.');
  const fixed = {
    authorization: `Bearer ${apiKey}`,
    ...(isBrowser() ? {} : { 'user-agent': `woes-sdk/${version}` }),
    ...lowerCased(options.defaultHeaders),
  };
  return {
    baseUrl: baseUrlOf(options.baseUrl ?? fromEnvironment('WOES_BASE_URL')),
    fetch: (...request) => fetch(...request),
    maxRetries: count('maxRetries', options.maxRetries, 2),
    timeoutMs: count('timeoutMs', options.timeoutMs, 30_000),
    totalTimeoutMs:
      options.totalTimeoutMs === undefined ? null : count('totalTimeoutMs', options.totalTimeoutMs, 0),
    logger: options.logger ?? {},
    onRequest: harmless(options.onRequest, options.logger),
    onResponse: harmless(options.onResponse, options.logger),
    headers: () => ({ ...fixed }),
  };
}

/** What watches calls must not be able to break them. */
const harmless =
  <T>(hook: ((about: T) => void) | undefined, logger: Logger = {}) =>
  (about: T): void => {
    try {
      hook?.(about);
    } catch (error) {
      logger.warn?.('woes: a hook failed', {
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  };

function baseUrlOf(text: string | undefined): string {
  if (!text) throw new TypeError('Give `baseUrl`, or set WOES_BASE_URL.');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new TypeError('`baseUrl` must be a URL such as https://support.example.com.');
  if (url.username || url.search || url.hash)
    throw new TypeError('`baseUrl` must be a URL without user, query and fragment.');
  return url.href.replace(/\/+$/, '');
}

function count(name: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!(value >= 0)) throw new TypeError(`\`${name}\` must be a number that is not negative.`);
  return value;
}

/** Header names by which the same header is found again, however it was written. */
export const lowerCased = (headers: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

interface Surroundings {
  process?: { env?: Record<string, string | undefined> };
  window?: { document?: unknown };
}

const isBrowser = () => (globalThis as Surroundings).window?.document !== undefined;

const fromEnvironment = (name: string) =>
  (globalThis as Surroundings).process?.env?.[name]?.trim() || undefined;
