import type { TypedEvent } from './generated/events.ts';

/**
 * A request that was not sent by whoever holds the secret, or not just now.
 *
 * @example
 * import { WoesWebhookError } from '@woes/sdk';
 *
 * const statusOf = (error: unknown) => (error instanceof WoesWebhookError ? 400 : 500);
 */
export class WoesWebhookError extends Error {
  override readonly name = 'WoesWebhookError';
  /** What did not hold. */
  readonly reason:
    | 'missing_header'
    | 'invalid_timestamp'
    | 'too_old'
    | 'too_new'
    | 'no_match'
    | 'invalid_body';

  constructor(reason: WoesWebhookError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Headers as your framework has them: `Headers`, or an object whose names may be in any case.
 *
 * @example
 * import type { WebhookHeaders } from '@woes/sdk';
 *
 * const headersOf = (request: Request): WebhookHeaders => request.headers;
 */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * One signing secret, or several of which any may have signed.
 *
 * @example
 * import type { WebhookSecrets } from '@woes/sdk';
 *
 * const secrets: WebhookSecrets = [process.env.WEBHOOK_SECRET ?? '', process.env.WEBHOOK_SECRET_BEFORE ?? ''];
 */
export type WebhookSecrets = string | readonly string[];

/**
 * How a request is looked at.
 *
 * @example
 * import type { WebhookOptions } from '@woes/sdk';
 *
 * const options: WebhookOptions = { toleranceSeconds: 60 };
 */
export interface WebhookOptions {
  /** How far the clocks may differ, and how old a request may be; 300 when left out. */
  readonly toleranceSeconds?: number;
  /** The time that it is; for tests. */
  readonly now?: Date;
}

const prefix = 'whsec_';
const encoder = new TextEncoder();

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function keyOf(secret: string): Promise<CryptoKey> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = bytesOf(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret);
  } catch {
    throw new TypeError('A webhook secret is `whsec_` and base64.');
  }
  if (bytes.length === 0) throw new TypeError('A webhook secret is `whsec_` and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value =
    typeof headers.get === 'function'
      ? (headers as { get(name: string): string | null }).get(name)
      : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  const text = typeof value === 'string' ? value : (value as readonly string[] | undefined)?.[0];
  if (!text) throw new WoesWebhookError('missing_header', `The header ${name} is missing.`);
  return text;
}

function assertRecent(timestamp: string, { toleranceSeconds = 300, now = new Date() }: WebhookOptions): void {
  const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (Number.isNaN(at))
    throw new WoesWebhookError('invalid_timestamp', 'The timestamp is no number of seconds.');
  const age = now.getTime() / 1000 - at;
  if (age > toleranceSeconds) throw new WoesWebhookError('too_old', 'The request is too old.');
  if (age < -toleranceSeconds) throw new WoesWebhookError('too_new', 'The request is from the future.');
}

async function verify(
  body: string,
  headers: WebhookHeaders,
  secrets: WebhookSecrets,
  options: WebhookOptions = {},
): Promise<void> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature')
    .split(' ')
    .filter((each) => each.startsWith('v1,'));
  assertRecent(timestamp, options);
  const keys = await Promise.all([secrets].flat().map((secret) => keyOf(secret as string)));
  const content = encoder.encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures) {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = bytesOf(signature.slice('v1,'.length));
    } catch {
      continue;
    }
    // Compared by the platform, in constant time.
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, bytes, content)) return;
  }
  throw new WoesWebhookError('no_match', 'No signature fits.');
}

/**
 * Webhooks as this API sends them and as Standard Webhooks describe them. Needs the body exactly as it came, before
 * anything has parsed it.
 *
 * @example
 * import { webhooks } from '@woes/sdk';
 *
 * export async function receive(request: Request, secret: string): Promise<void> {
 *   const event = await webhooks.unwrap(await request.text(), request.headers, secret);
 *   if (event.type === 'message.received') console.log(event.data.message.body.text);
 * }
 */
export const webhooks = {
  /** Resolves when one of the secrets has signed the request just now; throws a `WoesWebhookError` otherwise. */
  verify,

  /** The event of a request, once that is verified. */
  async unwrap(
    body: string,
    headers: WebhookHeaders,
    secrets: WebhookSecrets,
    options: WebhookOptions = {},
  ): Promise<TypedEvent> {
    await verify(body, headers, secrets, options);
    try {
      return JSON.parse(body) as TypedEvent;
    } catch {
      throw new WoesWebhookError('invalid_body', 'The body is no JSON.');
    }
  },

  /** The headers of a signed request; for tests of your own receiver. */
  async sign(
    body: string,
    { id, secret, timestamp = new Date() }: { id: string; secret: string; timestamp?: Date },
  ): Promise<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
    const seconds = String(Math.floor(timestamp.getTime() / 1000));
    const content = encoder.encode(`${id}.${seconds}.${body}`);
    const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), content));
    return {
      'webhook-id': id,
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
    };
  },
};
