import { systemClock } from './clock.ts';
import { createEmitter } from './emitter.ts';
import { createHistory } from './history.ts';
import { createHttp } from './http.ts';
import { createOutbox } from './outbox.ts';
import { createPauses } from './pauses.ts';
import { createSecrets } from './secrets.ts';
import { createSession } from './session.ts';
import { createStore } from './store.ts';
import { createStream } from './stream.ts';
import type {
  OwnMessage,
  StartOptions,
  WidgetClientOptions,
  WidgetConfig,
  WidgetConversation,
  WidgetEvents,
  WidgetMessage,
} from './types.ts';

/** Talks with the widget routes of one workspace for one visitor. */
export interface WidgetClient {
  /**
   * Reads what a page needs before it shows the widget. Starts no session.
   *
   * @throws {WidgetError} `invalid_credentials` for an unknown key, `origin_not_allowed`, `network_error`.
   */
  config(): Promise<WidgetConfig>;

  /**
   * Says who the visitor is, by a token that your backend has signed. Conversations of this browser become those
   * of the customer. Call it again with a fresh token when the visitor signs in as somebody else.
   *
   * @throws {WidgetError} `invalid_identity_token`; the session goes on as it was.
   * @example
   * await client.identify(await (await fetch('/support-token')).text());
   */
  identify(token: string): Promise<void>;

  /**
   * Starts a conversation with its first message. The message is stored at once and sent as soon as the server
   * can be reached, after a reload too; `queue` tells its state. The conversation's secret is kept by the client.
   *
   * @returns When the server has the message. May be left unawaited.
   * @throws {WidgetError} When the message has failed for good; it stays in `queue()`.
   * @example
   * const { conversationId } = await client.start('How do I skip to the next track?', {
   *   apiContext: { method: 'POST', path: '/v1/me/player/next', statusCode: 403 },
   * });
   */
  start(text: string, options?: StartOptions): Promise<WidgetMessage>;

  /**
   * Sends a message, after those before it. A conversation that was resolved too long ago continues in a new
   * one: then `conversationId` of the answer is another, and later messages follow it there.
   *
   * @param conversationId Of an earlier message; the `clientMessageId` of its first while it is not yet sent.
   * @returns When the server has the message. May be left unawaited.
   * @throws {WidgetError} When the message has failed for good; it stays in `queue()`.
   * @example
   * await client.send(conversationId, 'It works now, thanks!');
   */
  send(conversationId: string, text: string): Promise<WidgetMessage>;

  /**
   * Reads the messages of a conversation in their order, all of them or those after a sequence number. `message`
   * fires for those that are new.
   *
   * @throws {WidgetError} `conversation_secret_required` when this browser does not hold the secret.
   * @example
   * const messages = await client.messages(conversationId, { afterSequence: 12 });
   */
  messages(conversationId: string, options?: { afterSequence?: number }): Promise<WidgetMessage[]>;

  /** Lists the conversations that this session started, newest first. What was said takes their secrets. */
  conversations(): Promise<WidgetConversation[]>;

  /** Ids of the conversations that this browser can read, oldest first. Makes no request. */
  conversationIds(): string[];

  /** Messages of this visitor that the server does not have yet, oldest first. */
  queue(): OwnMessage[];

  /**
   * Sends a failed message again.
   *
   * @throws {WidgetError} `not_found` when no failed message has this id.
   */
  retry(clientMessageId: string): Promise<WidgetMessage>;

  /** Forgets a failed message. */
  discard(clientMessageId: string): void;

  /**
   * Follows all conversations of this browser live, up to the 20 newest, those started later included, until
   * `stop`. Reconnects by itself and reads what it missed.
   *
   * @example
   * client.on('message', (message) => show(message));
   * client.connect();
   */
  connect(): void;

  /**
   * Listens. The types of what listeners get are in {@link WidgetEvents}.
   *
   * @returns Stops listening.
   */
  on<Name extends keyof WidgetEvents>(
    name: Name,
    listener: (payload: WidgetEvents[Name]) => void,
  ): () => void;

  /** Ends stream and timers, for good. Unsent messages stay stored for the next client. */
  stop(): void;
}

/**
 * Makes a client. Nothing is requested until it is needed; messages that an earlier page could not send are
 * sent at once.
 *
 * @example
 * const client = createWidgetClient({ baseUrl: 'https://support.example.com', widgetKey: 'woesw_…' });
 * client.on('message', ({ from, body }) => console.log(from, body.text));
 * client.connect();
 * await client.start('Which scope do I need to add tracks to a playlist?');
 */
export function createWidgetClient(options: WidgetClientOptions): WidgetClient {
  const { baseUrl, widgetKey, storage, clock = systemClock, onError } = options;
  const { on, emit } = createEmitter<WidgetEvents>();
  const http = createHttp(baseUrl, options.fetch);
  const store = createStore(storage, widgetKey);
  const secrets = createSecrets(store);
  const session = createSession(http, store, secrets, widgetKey, clock, options.identityToken);
  // In a browser the global object is the window; elsewhere it may hear nothing.
  const signals = options.signals ?? (globalThis as Partial<EventTarget> as EventTarget);
  const pauses = createPauses(clock, signals);
  const history = createHistory((message) => emit('message', message));
  if (onError) on('error', onError);

  async function pages<T>(path: string, query: string, secret?: string): Promise<T[]> {
    const rows: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const url: string = `${path}?limit=100${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = await session.authorized((token) =>
        http.call<{ data: T[]; nextCursor: string | null }>(url, { token, secret }),
      );
      rows.push(...page.data);
      cursor = page.nextCursor;
    }
    return rows;
  }

  async function messages(conversationId: string, { afterSequence = 0 } = {}): Promise<WidgetMessage[]> {
    const path = `/conversations/${encodeURIComponent(conversationId)}/messages`;
    const rows = await pages<WidgetMessage>(
      path,
      `&afterSequence=${afterSequence}`,
      secrets.of(conversationId),
    );
    rows.sort((a, b) => a.sequence - b.sequence);
    history.all(conversationId, afterSequence, rows);
    return rows;
  }

  const catchUp = async (conversationId: string) => {
    await messages(conversationId, { afterSequence: history.completeUpTo(conversationId) });
  };

  const failed = (error: WidgetEvents['error']) => emit('error', error);

  const stream = createStream({
    http,
    session,
    secrets,
    clock,
    pauses,
    catchUp,
    failed,
    status: (state) => emit('connection', state),
    event(event) {
      if (event.type === 'state') emit('state', event.conversation);
      else if (!history.one(event.message)) catchUp(event.message.conversationId).catch(failed);
    },
  });

  const outbox = createOutbox({
    http,
    session,
    secrets,
    store,
    clock,
    pauses,
    failed,
    changed: (message) => emit('queue', message),
    started: (conversation) => emit('state', conversation),
    sent(message, secretIsNew) {
      history.one(message);
      if (secretIsNew) stream.refollow();
    },
  });
  outbox.resume();

  const fromOtherTab = (event: Event) => {
    if (secrets.isTold(event as StorageEvent)) stream.refollow();
  };
  signals.addEventListener?.('storage', fromOtherTab);

  return {
    config: () => http.call<WidgetConfig>('/config', { token: widgetKey }),
    start: (text, startOptions) => outbox.add(null, text, startOptions),
    send: (conversationId, text) => outbox.add(conversationId, text),
    messages,
    conversations: () => pages<WidgetConversation>('/conversations', ''),
    conversationIds: secrets.ids,
    identify: session.identify,
    queue: outbox.list,
    retry: outbox.retry,
    discard: outbox.discard,
    connect: stream.connect,
    on,
    stop() {
      signals.removeEventListener?.('storage', fromOtherTab);
      outbox.stop();
      stream.stop();
      pauses.stop();
    },
  };
}
