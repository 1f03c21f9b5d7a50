import type { ApiPromise } from './api-promise.ts';
import type { EventStream } from './event-stream.ts';
import type { ListPromise } from './list-promise.ts';

/**
 * What may be said about one call beside its input; it comes before what the client says.
 *
 * @example
 * const customer = await woes.customers.get({ id: 'ext:user_8841' }, { timeoutMs: 5000, maxRetries: 0 });
 */
export interface ReadOptions {
  /** Gives the call up: it rejects with the reason of the signal, and nothing is sent again. */
  signal?: AbortSignal | undefined;
  /** Milliseconds that one attempt may take, the body of the answer included; `Infinity` for no limit. */
  timeoutMs?: number | undefined;
  /** Milliseconds that all attempts and the waits between them may take. */
  totalTimeoutMs?: number | undefined;
  /** How often to send again when that may help; 0 for never. */
  maxRetries?: number | undefined;
  /** Headers to send beside those of the client. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * What may be said about one call that changes something.
 *
 * @example
 * await woes.customers.upsert({ externalId: 'user_8841' }, { idempotencyKey: 'import-7-user_8841' });
 */
export interface WriteOptions extends ReadOptions {
  /**
   * Names the change: sent again with the same key, it is made once, and the first answer comes back. One is
   * made for each call when left out; give your own to repeat a call over a restart of your program. 1 to 255
   * visible characters.
   */
  idempotencyKey?: string | undefined;
}

/**
 * What may be said about a stream of events beside its filter.
 *
 * @example
 * const stream = woes.events.stream({}, { signal: AbortSignal.timeout(60_000), maxRetries: 10 });
 * for await (const event of stream) console.log(event.sequence);
 */
export interface StreamOptions {
  /** Ends the stream: the iteration throws the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** Headers to send beside those of the client. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds in which the server has to accept a connection. */
  timeoutMs?: number | undefined;
  /** How many connections in a row may bring nothing before the stream gives up. No end, when left out. */
  maxRetries?: number | undefined;
  /**
   * Called when events were lost because they are past retention; the stream goes on with the oldest one that
   * is kept. Without it the stream throws a `WoesError` with code `sequence_expired`.
   */
  onGap?: ((gap: EventGap) => void) | undefined;
  /** Called when someone is typing. Signals are no events: they have no number and are not sent again. */
  onTyping?: ((signal: TypingSignal) => void) | undefined;
}

/**
 * Someone is typing, or has stopped.
 *
 * @example
 * woes.events.stream({}, { onTyping: ({ from, conversationId }) => console.log(from, 'types in', conversationId) });
 */
export interface TypingSignal {
  conversationId: `conv_${string}`;
  /** Whose side types. */
  from: 'team' | 'customer';
  /** Who of the team, when it is known. */
  memberId: `mem_${string}` | null;
  state: 'started' | 'stopped';
  /** When to take it for ended if nothing more is heard. */
  expiresAt: Date;
}

/**
 * A part of the log that is past retention.
 *
 * @example
 * woes.events.stream(
 *   { afterSequence: 41 },
 *   { onGap: ({ lastSequence, oldestAvailable }) => console.warn('lost', lastSequence, oldestAvailable) },
 * );
 */
export interface EventGap {
  /** Sequence of the last event that was seen; null when there was none. */
  lastSequence: number | null;
  /** Sequence of the oldest event that is still kept. */
  oldestAvailable: number;
}

/** Where an operation that goes on is streamed from. */
export interface StreamSource {
  /** Path below `/api/v1`; `{name}` stands for a field of the input. */
  readonly path: string;
  /** Dotted paths of the fields that are dates. */
  readonly dates: readonly string[];
}

/** What the generated methods are made of. */
export interface Caller {
  read<T>(name: string, input: object | undefined, options: ReadOptions | undefined): ApiPromise<T>;
  write<T>(name: string, input: object | undefined, options: WriteOptions | undefined): ApiPromise<T>;
  list<Item, Page extends { data: Item[] }>(
    name: string,
    input: object | undefined,
    options: ReadOptions | undefined,
  ): ListPromise<Item, Page>;
  /** A list whose question is too large for an address, and is sent as a body. */
  search<Item, Page extends { data: Item[] }>(
    name: string,
    input: object | undefined,
    options: ReadOptions | undefined,
  ): ListPromise<Item, Page>;
  stream<T>(
    source: StreamSource,
    input: object | undefined,
    options: StreamOptions | undefined,
  ): EventStream<T>;
}
