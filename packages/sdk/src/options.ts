import { checkApiKey } from './api-key.ts';
import { type HarmlessHooks, type Hooks, harmlessHooks } from './hooks.ts';
import { createLog, type Log, type Logger, type LogLevel } from './log.ts';
import { fromEnvironment, isBrowser } from './surroundings.ts';
import { apiVersion, version } from './version.ts';

/**
 * How a client reaches the API.
 *
 * @example
 * const woes = new Woes({
 *   apiKey: process.env.WOES_API_KEY,
 *   baseUrl: 'https://support.example.com',
 *   maxRetries: 4,
 *   timeoutMs: 10_000,
 *   totalTimeoutMs: 60_000,
 * });
 */
export interface WoesOptions extends Hooks {
  /**
   * Credential of your workspace, `woesk_…`. Taken from the environment variable `WOES_API_KEY` when left out.
   * It is sent in the `Authorization` header only, and never logged. Its checksum is verified at once.
   */
  apiKey?: string | undefined;
  /**
   * Where the server is, `https://support.example.com`. Taken from the environment variable `WOES_BASE_URL` when
   * left out.
   */
  baseUrl?: string | undefined;
  /**
   * Dated contract that the server shall speak, `YYYY-MM-DD`, sent as `Woes-Version`. The one this SDK was made
   * from when left out, so that a newer server answers as the types say.
   */
  apiVersion?: string | undefined;
  /**
   * What sends requests: for a proxy, a certificate of your own, a test. It must heed `redirect` and `signal`.
   * `globalThis.fetch` when left out.
   */
  fetch?: typeof globalThis.fetch | undefined;
  /** How often a call is sent again when that may help. Default: 2. */
  maxRetries?: number | undefined;
  /** Milliseconds that one attempt may take; `Infinity` for no limit. Default: 30 000. */
  timeoutMs?: number | undefined;
  /** Milliseconds that all attempts of a call and the waits between them may take. No limit when left out. */
  totalTimeoutMs?: number | undefined;
  /**
   * Milliseconds that a call is held back, before it is sent, while the quota is known to be used up; `0` to hold
   * back none. Calls that would wait longer are sent at once. Default: 5000.
   */
  maxQuotaWaitMs?: number | undefined;
  /** Headers to send with every call. */
  defaultHeaders?: Readonly<Record<string, string>> | undefined;
  /** Told what the SDK does by itself; `console` will do. Never told a key or content. */
  logger?: Logger | undefined;
  /**
   * How much the logger is told. Taken from the environment variable `WOES_SDK_LOG` when left out, and `warn` when that
   * is not set. Who names a level and no logger gets the console.
   */
  logLevel?: LogLevel | undefined;
}

/** The options of a client with everything filled in. */
export interface Settings {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number | null;
  readonly maxQuotaWaitMs: number;
  readonly log: Log;
  readonly hooks: HarmlessHooks;
  /** Headers of every request. A function, so that nobody who looks at a client sees the key. */
  headers(): Record<string, string>;
}

/** Checks the options and fills in what was left out. */
export function settingsOf(options: WoesOptions): Settings {
  // There is no option to do it nonetheless: who opens the page could read and change all customers.
  if (isBrowser())
    throw new TypeError(
      'This is a browser, where everyone could read the credential. Use @woes/widget in pages, and this client on a server.',
    );
  const apiKey = options.apiKey ?? fromEnvironment('WOES_API_KEY');
  if (!apiKey) throw new TypeError('Give `apiKey`, or set WOES_API_KEY.');
  checkApiKey(apiKey);
  const fetch = options.fetch ?? globalThis.fetch;
  if (typeof fetch !== 'function') throw new TypeError('There is no `fetch` here; give one as `fetch`.');
  const fixed = {
    authorization: `Bearer ${apiKey}`,
    'user-agent': `woes-sdk/${version}`,
    'woes-version': dateOf(options.apiVersion ?? apiVersion),
    ...lowerCased(options.defaultHeaders),
  };
  const log = createLog(options);
  return {
    baseUrl: baseUrlOf(options.baseUrl ?? fromEnvironment('WOES_BASE_URL')),
    fetch: (...request) => fetch(...request),
    maxRetries: count('maxRetries', options.maxRetries, 2),
    timeoutMs: count('timeoutMs', options.timeoutMs, 30_000),
    totalTimeoutMs:
      options.totalTimeoutMs === undefined ? null : count('totalTimeoutMs', options.totalTimeoutMs, 0),
    maxQuotaWaitMs: count('maxQuotaWaitMs', options.maxQuotaWaitMs, 5000),
    log,
    hooks: harmlessHooks(options, log),
    headers: () => ({ ...fixed }),
  };
}

function dateOf(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new TypeError('`apiVersion` must be a date such as 2026-11-01.');
  return text;
}

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
