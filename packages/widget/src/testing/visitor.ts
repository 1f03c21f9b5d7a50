import { afterEach, beforeEach, vi } from 'vitest';
import { createWidgetClient, type WidgetClient } from '../client.ts';
import type {
  ConnectionState,
  OwnMessage,
  WidgetClientOptions,
  WidgetConversation,
  WidgetMessage,
} from '../types.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryStorage } from './memory-storage.ts';
import { Peer } from './peer.ts';

/** One loaded page with a client on it, and what the client told. */
export interface Visit {
  client: WidgetClient;
  messages: WidgetMessage[];
  states: WidgetConversation[];
  queue: OwnMessage[];
  connections: ConnectionState[];
  errors: string[];
}

/** A server, a browser's storage, a clock, and pages that come and go. Fresh for each test. */
export function visitor() {
  const here = {} as {
    peer: Peer;
    clock: ManualClock;
    storage: MemoryStorage;
    signals: EventTarget;
    visit(options?: Partial<WidgetClientOptions>): Visit;
  };
  let open: Visit[] = [];

  beforeEach(async () => {
    here.peer = new Peer();
    here.clock = new ManualClock();
    here.storage = new MemoryStorage();
    here.signals = new EventTarget();
    await here.peer.listen();
  });

  afterEach(async () => {
    for (const { client } of open) client.stop();
    open = [];
    await here.peer.close();
  });

  here.visit = (options) => {
    const { peer, clock, storage, signals } = here;
    const client = createWidgetClient({
      baseUrl: peer.url,
      widgetKey: peer.widgetKey,
      storage,
      clock,
      signals,
      ...options,
    });
    const visit: Visit = { client, messages: [], states: [], queue: [], connections: [], errors: [] };
    client.on('message', (message) => visit.messages.push(message));
    client.on('state', (conversation) => visit.states.push(conversation));
    client.on('queue', (message) => visit.queue.push(message));
    client.on('connection', (state) => visit.connections.push(state));
    client.on('error', (error) => visit.errors.push(error.code));
    open.push(visit);
    return visit;
  };
  return here;
}

/** Waits until it holds. */
export const until = (holds: () => boolean) =>
  vi.waitFor(
    () => {
      if (!holds()) throw new Error(`Never came true: ${holds}`);
    },
    { timeout: 5000, interval: 5 },
  );

export const texts = (messages: { body: { text: string } }[]) => messages.map(({ body }) => body.text);
