import { asWidgetError, WidgetError } from './errors.ts';
import type { Http } from './http.ts';
import type { Pauses } from './pauses.ts';
import { randomId } from './random-id.ts';
import type { Secrets } from './secrets.ts';
import type { Session } from './session.ts';
import type { Store } from './store.ts';
import type { Clock, OwnMessage, StartOptions, WidgetConversation, WidgetMessage } from './types.ts';

/** The answer to the first message of a conversation. */
export interface StartedConversation {
  conversation: WidgetConversation;
  message: WidgetMessage;
  secret: string;
}

/** The answer to a further message; the secret is there when it landed in a new conversation. */
export interface SentWidgetMessage {
  message: WidgetMessage;
  followUpSecret: string | null;
}

/** A message as it is stored until the server has it. */
interface Queued extends StartOptions {
  clientMessageId: string;
  conversationId: string;
  text: string;
  state: OwnMessage['state'];
  createdAt: number;
  errorCode: string | null;
  idempotencyKey: string;
}

interface Wiring {
  http: Http;
  session: Session;
  secrets: Secrets;
  store: Store;
  clock: Clock;
  pauses: Pauses;
  changed(message: OwnMessage): void;
  started(conversation: WidgetConversation): void;
  /** The server has the message. `secretIsNew` when it opened a conversation. */
  sent(message: WidgetMessage, secretIsNew: boolean): void;
  failed(error: WidgetError): void;
}

export type Outbox = ReturnType<typeof createOutbox>;

/**
 * Messages of this visitor, stored before they are sent, sent in order per conversation. Two tabs may send the
 * same one: the idempotency key and `clientMessageId` make it one message.
 */
export function createOutbox({
  http,
  session,
  secrets,
  store,
  clock,
  pauses,
  changed,
  started,
  sent,
  failed,
}: Wiring) {
  const items = store.read<Queued[]>('outbox', []);
  const draining = new Set<string>();
  const moved = new Map<string, string>();
  const callers = new Map<
    string,
    { resolve(message: WidgetMessage): void; reject(error: WidgetError): void }
  >();
  let stopped = false;

  const present = ({
    clientMessageId,
    conversationId,
    text,
    state,
    createdAt,
    errorCode,
  }: Queued): OwnMessage => ({
    clientMessageId,
    conversationId,
    text,
    state,
    createdAt: new Date(createdAt),
    errorCode,
  });

  /** Only this message is written anew: other tabs keep theirs in the same list. */
  function save(item: Queued): void {
    const others = store
      .read<Queued[]>('outbox', [])
      .filter((other) => other.clientMessageId !== item.clientMessageId);
    store.write('outbox', items.includes(item) ? [...others, item] : others);
  }

  function remove(item: Queued): void {
    items.splice(items.indexOf(item), 1);
    save(item);
  }

  function update(item: Queued, state: OwnMessage['state'], errorCode: string | null = null): void {
    item.state = state;
    item.errorCode = errorCode;
    save(item);
    changed(present(item));
  }

  /** The promise may be left alone: `queue` events tell the same. */
  function promised(item: Queued): Promise<WidgetMessage> {
    const promise = new Promise<WidgetMessage>((resolve, reject) =>
      callers.set(item.clientMessageId, { resolve, reject }),
    );
    promise.catch(() => {});
    return promise;
  }

  function add(
    conversationId: string | null,
    text: string,
    { apiContext, page }: StartOptions = {},
  ): Promise<WidgetMessage> {
    const clientMessageId = randomId();
    const item: Queued = {
      clientMessageId,
      conversationId: moved.get(conversationId ?? '') ?? conversationId ?? clientMessageId,
      text,
      state: 'sending',
      createdAt: clock.now(),
      errorCode: null,
      idempotencyKey: randomId(),
      ...(apiContext && { apiContext }),
      ...(page && { page }),
    };
    items.push(item);
    const promise = promised(item);
    update(item, 'sending');
    void drain(item.conversationId);
    return promise;
  }

  async function drain(start: string): Promise<void> {
    let conversationId = start;
    if (draining.has(conversationId)) return;
    draining.add(conversationId);
    for (let attempt = 0; !stopped; ) {
      const item = items.find((one) => one.conversationId === conversationId && one.state === 'sending');
      if (!item) break;
      try {
        const message = await deliver(item);
        attempt = 0;
        if (message.conversationId === conversationId) continue;
        draining.delete(conversationId);
        move(conversationId, message.conversationId);
        conversationId = message.conversationId;
        if (draining.has(conversationId)) return;
        draining.add(conversationId);
      } catch (thrown) {
        const error = asWidgetError(thrown);
        if (error.retry === 'no') fail(item, error);
        else {
          if (error.retry === 'new_key') item.idempotencyKey = randomId();
          await (error.retryAfterMs === null
            ? pauses.wait(pauses.backoff(attempt++))
            : pauses.wait(error.retryAfterMs, false));
        }
      }
    }
    draining.delete(conversationId);
  }

  async function deliver(item: Queued): Promise<WidgetMessage> {
    const { clientMessageId, conversationId, text, apiContext, page, idempotencyKey } = item;
    const content = { body: { text }, clientMessageId };
    const post = <T>(path: string, body: object, secret?: string) =>
      session.authorized((token) => http.call<T>(path, { token, secret, body, idempotencyKey }));

    const answer = isNamed(conversationId)
      ? await post<SentWidgetMessage>(
          `/conversations/${conversationId}/messages`,
          content,
          secrets.of(conversationId),
        )
      : await post<StartedConversation>('/conversations', { ...content, apiContext, page });
    const { message } = answer;
    const secret = 'secret' in answer ? answer.secret : answer.followUpSecret;
    if (secret) secrets.keep(message.conversationId, secret);
    if ('conversation' in answer) started(answer.conversation);
    item.conversationId = message.conversationId;
    remove(item);
    sent(message, secret !== null);
    item.state = 'sent';
    changed(present(item));
    callers.get(clientMessageId)?.resolve(message);
    callers.delete(clientMessageId);
    return message;
  }

  /** What waits behind the message goes where it went. */
  function move(from: string, to: string): void {
    moved.set(from, to);
    for (const item of items)
      if (item.conversationId === from) {
        item.conversationId = to;
        update(item, item.state, item.errorCode);
      }
  }

  function fail(item: Queued, error: WidgetError): void {
    update(item, 'failed', error.code);
    callers.get(item.clientMessageId)?.reject(error);
    callers.delete(item.clientMessageId);
    failed(error);
  }

  const failedItem = (clientMessageId: string) =>
    items.find((item) => item.clientMessageId === clientMessageId && item.state === 'failed');

  return {
    add,

    list: () => items.map(present),

    /** Sends what an earlier page left behind. */
    resume() {
      for (const { conversationId } of [...items]) void drain(conversationId);
    },

    retry(clientMessageId: string): Promise<WidgetMessage> {
      const item = failedItem(clientMessageId);
      if (!item) return Promise.reject(new WidgetError('not_found'));
      // The server replays a stored refusal to the key it was given with.
      item.idempotencyKey = randomId();
      const promise = promised(item);
      update(item, 'sending');
      void drain(item.conversationId);
      return promise;
    },

    discard(clientMessageId: string): void {
      const item = failedItem(clientMessageId);
      if (item) remove(item);
    },

    stop() {
      stopped = true;
      for (const { reject } of callers.values()) reject(new WidgetError('stopped'));
      callers.clear();
    },
  };
}

const isNamed = (conversationId: string) => conversationId.startsWith('conv_');
