import { asWidgetError, errorOfFrame, type WidgetError } from './errors.ts';
import { type Frame, readFrames } from './frames.ts';
import { type Http, parse } from './http.ts';
import type { Pauses } from './pauses.ts';
import type { Secrets } from './secrets.ts';
import type { Session } from './session.ts';
import type { Clock, ConnectionState, WidgetConversation, WidgetMessage } from './types.ts';

/** Data of the frames `message` and `state`. */
export type WidgetEvent =
  | { type: 'message'; sequence: number; message: WidgetMessage }
  | { type: 'state'; sequence: number; conversation: WidgetConversation };

interface Wiring {
  http: Http;
  session: Session;
  secrets: Secrets;
  clock: Clock;
  pauses: Pauses;
  status(state: ConnectionState): void;
  event(event: WidgetEvent): void;
  failed(error: WidgetError): void;
  /** Reads what a conversation has beyond what is known. */
  catchUp(conversationId: string): Promise<void>;
}

export type Stream = ReturnType<typeof createStream>;

/** Secrets that one stream takes. */
const followedMax = 20;
/** The server pings every 15 s; two lost pings and a half mean that the line is dead. */
const silenceMs = 40_000;
/** A connection that lasted so long was a good one. */
const healthyMs = 5000;
const refusedWaitMs = 300_000;

/** Follows the conversations of this visitor, for as long as it is wanted, through every interruption. */
export function createStream({
  http,
  session,
  secrets,
  clock,
  pauses,
  status,
  event,
  failed,
  catchUp,
}: Wiring) {
  let wanted = false;
  let running = false;
  let attempt = 0;
  let lastEventId: string | undefined;
  let connection: AbortController | null = null;
  let changed = false;

  const followed = () => secrets.usable().slice(-followedMax);

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (wanted && followed().length > 0) {
      status('connecting');
      changed = false;
      const startedAt = clock.now();
      let error: WidgetError | null = null;
      let planned = false;
      try {
        planned = await follow();
      } catch (thrown) {
        error = asWidgetError(thrown);
      }
      if (!wanted || changed) continue;
      if (clock.now() - startedAt > healthyMs) attempt = 0;
      if (planned && attempt++ === 0) continue;
      status('waiting');
      await recover(error);
    }
    running = false;
    status('idle');
  }

  /** True when the server announced the end. */
  async function follow(): Promise<boolean> {
    const abort = new AbortController();
    connection = abort;
    let stopListening = () => {};
    const heard = () => {
      stopListening();
      stopListening = clock.schedule(() => abort.abort(), silenceMs);
    };
    heard();
    let planned = false;
    let incomplete: unknown;
    // Subscribed first, then what came before; whatever comes twice is dropped by its id.
    const readBacklog = () =>
      void catchUpAll().catch((error: unknown) => {
        incomplete = error;
        abort.abort();
      });
    try {
      const secret = followed()
        .map(([, value]) => value)
        .join(',');
      const response = await session.authorized((token) =>
        http.open('/stream', { token, secret, lastEventId, signal: abort.signal }),
      );
      heard();
      status('open');
      readBacklog();
      const take = ({ event: name, data, id }: Frame): boolean => {
        const problem = name === 'problem' ? errorOfFrame(parse(data)) : null;
        // A refresh ends the streams of the token before it; the next one takes the new token.
        planned = name === 'reconnect' || problem?.status === 401;
        if (problem && !planned) throw problem;
        if (name === 'message' || name === 'state') event(parse(data));
        if (name === 'gap') readBacklog();
        lastEventId = id ?? lastEventId;
        return planned;
      };
      await readFrames(response.body!, take, heard);
      return planned;
    } catch (error) {
      throw incomplete ?? error;
    } finally {
      stopListening();
      abort.abort();
      connection = null;
    }
  }

  /** A conversation whose secret is refused is left out; it must not cost the others their stream. */
  async function catchUpAll(): Promise<void> {
    for (const [conversationId] of followed().reverse()) {
      try {
        await catchUp(conversationId);
      } catch (thrown) {
        if (!isRefusal(asWidgetError(thrown))) throw thrown;
        secrets.refuse(conversationId);
      }
    }
  }

  async function recover(error: WidgetError | null): Promise<void> {
    if (error?.retryAfterMs != null) return pauses.wait(error.retryAfterMs, false);
    if (error?.code === 'sequence_expired') lastEventId = undefined;
    else if (error?.retry === 'no') {
      failed(error);
      if (!isRefusal(error)) return pauses.wait(refusedWaitMs);
      await catchUpAll().catch(() => {});
    }
    return pauses.wait(pauses.backoff(attempt++));
  }

  return {
    connect() {
      wanted = true;
      pauses.wake();
      void run();
    },

    /** There is another conversation to follow. */
    refollow() {
      if (!wanted) return;
      changed = true;
      connection?.abort();
      this.connect();
    },

    stop() {
      wanted = false;
      connection?.abort();
    },
  };
}

const isRefusal = ({ code }: WidgetError) => code === 'conversation_secret_required' || code === 'not_found';
