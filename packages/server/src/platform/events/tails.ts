import type { Id } from '../../contract/ids.ts';
import type { Engine } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { EventBus } from './bus.ts';
import { type LoggedEvent, readBounds, readEvents, readInside } from './read.ts';

const pageSize = 200;
const retryMs = 500;

export interface Follower {
  /** What it returns is waited for by the backlog, so that a reader sets the pace of its own catching up. */
  onEvents(events: readonly LoggedEvent[]): void | Promise<void>;
  /** The asked point is past retention; events go on after `oldest - 1`. */
  onGap(oldest: number): void;
}

/** Called with the newest events of a log when all who are up to date have been served. */
type OnServed = (events: readonly LoggedEvent[]) => void;

interface Following extends Follower {
  last: number;
  live: boolean;
  left: boolean;
}

/**
 * Follows the logs of workspaces. The newest events of a workspace are read once for all its followers; one
 * that is behind reads on its own until it has caught up, then joins. Each gets every event once, in order.
 */
export class EventTails {
  readonly #engine: Engine;
  readonly #bus: EventBus;
  readonly #log: Log;
  readonly #onServed: OnServed;
  readonly #tails = new Map<Id<'ws'>, Tail>();

  constructor(engine: Engine, bus: EventBus, log: Log, onServed: OnServed = () => undefined) {
    this.#engine = engine;
    this.#bus = bus;
    this.#log = log;
    this.#onServed = onServed;
  }

  /** Follows what comes after a number. Returns the function that ends it. */
  follow(workspaceId: Id<'ws'>, after: number, follower: Follower): () => void {
    let tail = this.#tails.get(workspaceId);
    if (!tail) {
      tail = new Tail(this.#engine, workspaceId, this.#log, this.#onServed);
      tail.unfollow = this.#bus.follow(workspaceId, () => tail?.advance());
      this.#tails.set(workspaceId, tail);
    }
    const joined = tail;
    const following: Following = { ...bind(follower), last: after, live: false, left: false };
    joined.followers.add(following);
    void joined.catchUp(following);
    return () => {
      following.left = true;
      joined.followers.delete(following);
      if (joined.followers.size > 0 || this.#tails.get(workspaceId) !== joined) return;
      joined.unfollow();
      this.#tails.delete(workspaceId);
    };
  }
}

const bind = (follower: Follower): Follower => ({
  onEvents: (events) => follower.onEvents(events),
  onGap: (oldest) => follower.onGap(oldest),
});

class Tail {
  readonly followers = new Set<Following>();
  unfollow: () => void = () => undefined;
  readonly #engine: Engine;
  readonly #workspaceId: Id<'ws'>;
  readonly #log: Log;
  /** Up to here the live followers have been served; -1 before the first has joined. */
  #head = -1;
  #reading = false;
  #grown = false;

  readonly #onServed: OnServed;

  constructor(engine: Engine, workspaceId: Id<'ws'>, log: Log, onServed: OnServed) {
    this.#onServed = onServed;
    this.#engine = engine;
    this.#workspaceId = workspaceId;
    this.#log = log;
  }

  /** The log has grown: reads what is new and hands it to everyone who is up to date. */
  async advance(): Promise<void> {
    this.#grown = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#grown) {
        this.#grown = false;
        if (this.#head < 0) break;
        const events = await this.#read(this.#head);
        if (events.length === 0) continue;
        this.#head = events.at(-1)!.sequence;
        for (const follower of this.followers) if (follower.live) void serve(follower, events);
        this.#onServed(events);
        this.#grown ||= events.length === pageSize;
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'event tail failed');
      setTimeout(() => void this.advance(), retryMs).unref();
    } finally {
      this.#reading = false;
    }
  }

  async catchUp(follower: Following): Promise<void> {
    while (!follower.left) {
      try {
        const { oldest, head } = await readInside(this.#engine, this.#workspaceId, () =>
          readBounds(this.#workspaceId),
        );
        // Nobody has seen what has not happened: a point beyond the end is the end.
        if (follower.last > head) follower.last = head;
        else if (oldest > follower.last + 1) {
          follower.onGap(oldest);
          follower.last = oldest - 1;
        }
        for (let full = true; full && !follower.left; ) {
          const events = await this.#read(follower.last);
          await serve(follower, events);
          full = events.length === pageSize;
        }
        // No await between this look and the change: nothing can be published in between.
        if (follower.last >= this.#head) {
          if (this.#head < 0) this.#head = follower.last;
          follower.live = true;
          // What came after the last read may have been announced already.
          void this.advance();
          return;
        }
      } catch (error) {
        this.#log.warn({ err: error }, 'event catch-up failed');
        await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
      }
    }
  }

  #read(after: number): Promise<LoggedEvent[]> {
    return readInside(this.#engine, this.#workspaceId, () => readEvents(this.#workspaceId, after, pageSize));
  }
}

function serve(follower: Following, events: readonly LoggedEvent[]): void | Promise<void> {
  const fresh = events.filter((event) => event.sequence > follower.last);
  if (fresh.length === 0 || follower.left) return undefined;
  follower.last = fresh.at(-1)!.sequence;
  return follower.onEvents(fresh);
}
