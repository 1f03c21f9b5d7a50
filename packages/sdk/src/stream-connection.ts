import { notTheApi, parse, withRetryAfter } from './answer.ts';
import type { StreamOptions, StreamSource } from './call.ts';
import { WoesConnectionError, WoesError, WoesTimeoutError } from './errors.ts';
import { failureOf } from './failures.ts';
import { type Frame, FrameReader } from './frames.ts';
import { type LinkedAbort, linkAbort } from './linked-abort.ts';
import { lowerCased, type Settings } from './options.ts';
import { isProblem } from './problem.ts';
import type { Runtime } from './runtime.ts';

/** The server pings every 15 s: with two pings lost and half a third, the line is dead. */
const silenceMs = 40_000;

interface Connecting {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly source: StreamSource;
  readonly input: object;
  readonly options: StreamOptions;
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
}

/** One connection of a stream. What comes through it may end anywhere. */
export class StreamConnection {
  readonly #runtime: Runtime;
  readonly #baseUrl: string;
  readonly #abort: LinkedAbort;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #frames = new FrameReader();
  /** Id that the server gave the request. */
  readonly requestId: string;

  private constructor(runtime: Runtime, baseUrl: string, abort: LinkedAbort, response: Response) {
    this.#runtime = runtime;
    this.#baseUrl = baseUrl;
    this.#abort = abort;
    this.#reader = response.body!.getReader();
    this.requestId = response.headers.get('woes-request-id') ?? '';
  }

  /** Resolves when the server has accepted. */
  static async open(connecting: Connecting): Promise<StreamConnection> {
    const { settings, runtime, source, input, options, lastEventId, signal } = connecting;
    const { timeoutMs = settings.timeoutMs } = options;
    const abort = linkAbort(signal);
    const stopTimer = runtime.after(timeoutMs, () =>
      abort.abort(new WoesTimeoutError(`No stream in ${timeoutMs} ms.`, timeoutMs, true)),
    );
    const headers = {
      ...settings.headers(),
      ...lowerCased(options.headers),
      accept: 'text/event-stream',
      ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
    };
    try {
      const url = `${settings.baseUrl}/api/v1${pathAndQuery(source.path, input)}`;
      const asked = settings.fetch(url, {
        headers,
        signal: abort.signal,
        redirect: 'manual',
        cache: 'no-store',
      });
      const response = await Promise.race([asked, abort.aborted]);
      if (
        response.ok &&
        response.headers.get('content-type')?.startsWith('text/event-stream') &&
        response.body
      )
        return new StreamConnection(runtime, settings.baseUrl, abort, response);
      const problem = parse(await Promise.race([response.text(), abort.aborted]));
      throw isProblem(problem)
        ? new WoesError(withRetryAfter(problem, response.headers, runtime.today()))
        : notTheApi(response, settings.baseUrl, runtime.today());
    } catch (error) {
      abort.release();
      throw abort.signal.aborted ? abort.signal.reason : failureOf(error, settings.baseUrl);
    } finally {
      stopTimer();
    }
  }

  /** The frames that come next; null when the connection has ended. */
  async read(): Promise<Frame[] | null> {
    const stopTimer = this.#runtime.after(silenceMs, () =>
      this.#abort.abort(new WoesTimeoutError(`The stream was silent for ${silenceMs} ms.`, silenceMs, true)),
    );
    try {
      const { done, value } = await Promise.race([this.#reader.read(), this.#abort.aborted]);
      if (done) return null;
      return this.#frames.push(value);
    } catch (error) {
      if (this.#abort.signal.aborted) throw this.#abort.signal.reason;
      throw new WoesConnectionError(`The stream of ${this.#baseUrl} was cut.`, { cause: error });
    } finally {
      stopTimer();
    }
  }

  close(): void {
    this.#abort.release();
    this.#reader.cancel().catch(() => undefined);
    this.#abort.abort(new WoesConnectionError('The stream was closed.', { retryable: false }));
  }
}

/** Fields of the input that are no part of the path stand in the query; lists are repeated. */
function pathAndQuery(path: string, input: object): string {
  const fields = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(fields.get(name)));
    fields.delete(name);
    return value;
  });
  const query = new URLSearchParams();
  for (const [name, value] of fields) for (const each of [value].flat()) query.append(name, textOf(each));
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** Objects travel as JSON text. */
function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
