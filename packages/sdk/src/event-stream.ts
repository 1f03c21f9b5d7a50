import { parse } from './answer.ts';
import type { StreamOptions, StreamSource, TypingSignal } from './call.ts';
import { WoesConnectionError, WoesError } from './errors.ts';
import { backoffMs, mayRetry } from './failures.ts';
import type { Frame } from './frames.ts';
import { errorCodes } from './generated/errors.ts';
import type { Settings } from './options.ts';
import { isProblem } from './problem.ts';
import { reviveDates } from './revive-dates.ts';
import { pause, type Runtime } from './runtime.ts';
import { StreamConnection } from './stream-connection.ts';

/**
 * Events as they happen, each once and in order. Lost connections are opened again behind the last event. The
 * stream begins when it is iterated, goes on until it is left, and can be iterated once.
 *
 * @example
 * for await (const event of woes.events.stream({ types: ['message.*'], afterSequence: 41 })) {
 *   console.log(event.sequence, event.type, event.occurredAt);
 * }
 */
export class EventStream<T> implements AsyncIterable<T> {
  readonly #settings: Settings;
  readonly #runtime: Runtime;
  readonly #source: StreamSource;
  readonly #input: object;
  readonly #options: StreamOptions;
  readonly #closing = new AbortController();
  #lastEventId: string | null = null;
  #taken = false;

  /** @internal */
  constructor(
    settings: Settings,
    runtime: Runtime,
    source: StreamSource,
    input: object,
    options: StreamOptions,
  ) {
    this.#settings = settings;
    this.#runtime = runtime;
    this.#source = source;
    this.#input = input;
    this.#options = options;
    const { afterSequence } = input as { afterSequence?: number };
    if (afterSequence !== undefined) this.#lastEventId = String(afterSequence);
  }

  /**
   * Sequence of the last event that came, or where the stream starts: give it as `afterSequence` to go on later.
   * Null while neither is known.
   */
  get lastSequence(): number | null {
    return this.#lastEventId === null ? null : Number(this.#lastEventId);
  }

  /** Ends the stream: the iteration is done after the event that it is at. */
  close(): void {
    this.#closing.abort();
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    if (this.#taken) throw new TypeError('A stream can be iterated once. Call `stream()` again.');
    this.#taken = true;
    return this.#events();
  }

  async *#events(): AsyncGenerator<T, void, undefined> {
    const { signal, maxRetries = Number.POSITIVE_INFINITY } = this.#options;
    const ended = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    let barren = 0;
    try {
      for (;;) {
        const startedAt = this.#runtime.now();
        const before = this.#lastEventId;
        let failure: unknown = null;
        try {
          yield* this.#connection(ended);
        } catch (error) {
          failure = error;
        }
        ended.throwIfAborted();
        if (failure && failure !== planned && !mayRetry(failure)) throw failure;
        const lasted = this.#runtime.now() - startedAt;
        barren = this.#lastEventId !== before || lasted >= healthyMs ? 0 : barren + 1;
        if (barren > maxRetries)
          throw failure instanceof Error
            ? failure
            : new WoesConnectionError('The stream ends before it begins.');
        await this.#wait(failure, barren, ended);
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) throw error;
    }
  }

  /** The events of one connection. Throws `planned` when the server says that its end is one. */
  async *#connection(signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    const connection = await StreamConnection.open({
      settings: this.#settings,
      runtime: this.#runtime,
      source: this.#source,
      input: this.#input,
      options: this.#options,
      lastEventId: this.#lastEventId,
      signal,
    });
    try {
      for (let frames = await connection.read(); frames; frames = await connection.read()) {
        for (const frame of frames) {
          if (frame.event === 'reconnect') throw planned;
          const event = this.#take(frame, connection.requestId);
          if (event) yield event.value;
          signal.throwIfAborted();
        }
      }
    } finally {
      connection.close();
    }
  }

  #take({ event, data, id }: Frame, requestId: string): { value: T } | null {
    const value = event === null ? null : parse(data);
    if (event === 'problem' && isProblem(value)) throw new WoesError(value);
    if (value === undefined || event === 'problem')
      throw new WoesConnectionError('The stream brought something that is no event.');
    if (event === 'gap') {
      this.#gap(value as { oldestAvailable: number }, requestId);
      return null;
    }
    // A signal has no number: it is true for a moment, and no event.
    if (event === 'typing') {
      this.#options.onTyping?.(reviveDates(value, ['expiresAt']) as TypingSignal);
      return null;
    }
    if (id !== null) {
      // A server may send again what it sent before; nobody shall see it twice.
      if (this.#lastEventId !== null && Number(id) <= Number(this.#lastEventId)) return null;
      this.#lastEventId = id;
    }
    return event === null ? null : { value: reviveDates(value, this.#source.dates) as T };
  }

  #gap({ oldestAvailable }: { oldestAvailable: number }, requestId: string): void {
    const { onGap } = this.#options;
    if (!onGap)
      throw new WoesError({
        type: 'https://docs.woes.dev/errors/sequence_expired',
        title: 'Sequence has expired',
        ...errorCodes.sequence_expired,
        code: 'sequence_expired',
        detail: `Events before ${oldestAvailable} are past retention.`,
        requestId,
        retryAfter: null,
        metadata: { oldestAvailable },
        errors: [],
      });
    onGap({ lastSequence: this.lastSequence, oldestAvailable });
    this.#lastEventId = String(oldestAvailable - 1);
  }

  #wait(failure: unknown, barren: number, ended: AbortSignal): Promise<void> {
    const random = this.#runtime.random();
    const { retryAfter } = (failure ?? {}) as { retryAfter?: number | null };
    const wait =
      failure === planned && barren === 0
        ? random * spreadMs
        : Math.max((retryAfter ?? 0) * 1000, backoffMs(barren, random));
    this.#settings.log.warn('woes: stream reconnects', {
      stream: this.#source.path,
      waitMs: Math.round(wait),
      lastSequence: this.lastSequence,
      reason: failure instanceof Error ? failure.message : failure === planned ? 'planned' : 'ended',
    });
    return pause(this.#runtime, wait, ended);
  }
}

/** The server has announced the end. */
const planned = Symbol('planned');
/** Planned ends come to many clients at once; they come back one by one. */
const spreadMs = 500;
/** A connection that lasted so long was a good one. */
const healthyMs = 5000;
