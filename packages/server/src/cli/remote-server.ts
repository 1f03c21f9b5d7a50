import { randomUUID } from 'node:crypto';
import type { Problem } from '../contract/errors.ts';
import { CommandError } from './command-error.ts';
import { explainProblem } from './refusals.ts';

const timeoutMs = 30_000;

/** A running server, over REST. */
export class RemoteServer {
  readonly #base: URL;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#base = new URL('/api/v1/', url);
    this.#token = token;
  }

  async call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    const response = await this.#send(method, path, body);
    const text = await response.text();
    const answer = parse(text);
    if (answer === undefined)
      throw new CommandError(
        `${this.#base.origin} answers as no Woes server would (status ${response.status}).`,
        1,
      );
    if (response.ok) return answer as T;
    const { detail, ...problem } = answer as Problem;
    const { message, hint, exitCode } = explainProblem({ ...problem, message: detail });
    throw new CommandError(message, exitCode, hint);
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.#token}` };
    if (method !== 'GET') headers['Idempotency-Key'] = randomUUID();
    if (body) headers['Content-Type'] = 'application/json';
    try {
      return await fetch(new URL(path, this.#base), {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      throw new CommandError(
        `${this.#base.origin} cannot be reached${cause?.code ? ` (${cause.code})` : ''}.`,
        1,
        'Is the server running there?',
      );
    }
  }
}

/** The object in an answer; undefined when it holds none. */
function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
