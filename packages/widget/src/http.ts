import { asWidgetError, errorOf, WidgetError } from './errors.ts';

/** One request to the widget routes. With a body it is a POST. */
export interface Request {
  /** Widget key or session token. */
  token: string;
  /** Secret of the conversation, or several separated by commas. */
  secret?: string | undefined;
  body?: unknown;
  /** Stays the same over all attempts of one write. */
  idempotencyKey?: string;
  lastEventId?: string | undefined;
  signal?: AbortSignal;
}

export type Http = ReturnType<typeof createHttp>;

const timeoutMs = 30_000;

/** Speaks HTTP with the server and knows nothing of sessions. Keys and secrets travel in headers only. */
export function createHttp(baseUrl: string, fetcher: typeof fetch | undefined) {
  const base = `${baseUrl.replace(/\/+$/, '')}/api/widget/v1`;

  /** Answers once the headers are there. */
  async function open(path: string, request: Request): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${request.token}` };
    const write = request.body !== undefined;
    if (request.secret) headers['Woes-Conversation-Secret'] = request.secret;
    if (request.lastEventId) headers['Last-Event-ID'] = request.lastEventId;
    if (request.idempotencyKey) headers['Idempotency-Key'] = request.idempotencyKey;
    if (write) headers['Content-Type'] = 'application/json';
    const response = await (fetcher ?? fetch)(base + path, {
      method: write ? 'POST' : 'GET',
      headers,
      body: write ? JSON.stringify(request.body) : null,
      credentials: 'omit',
      cache: 'no-store',
      signal: request.signal ?? AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw asWidgetError(error);
    });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  async function call<T>(path: string, request: Request): Promise<T> {
    const response = await open(path, request);
    const text = await response.text().catch((error: unknown) => {
      throw asWidgetError(error);
    });
    try {
      return parse<T>(text);
    } catch (error) {
      throw new WidgetError('invalid_response', { status: response.status }, error);
    }
  }

  return { open, call };
}

/** Fields whose name ends in `At` are times, throughout the contract. */
export const parse = <T>(text: string): T =>
  JSON.parse(text, (name, value) =>
    name.endsWith('At') && typeof value === 'string' ? new Date(value) : value,
  );
