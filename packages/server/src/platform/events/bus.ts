import type { Id } from '../../contract/ids.ts';
import type { Engine } from '../db/index.ts';
import type { Log } from '../log.ts';

const channel = 'woes_events';
const coalesceMs = 25;
const pollMs = 2000;
const aliveMs = 30_000;

/** Where the log of a workspace ends now, as far as the caller can find out. */
export type ReadHeads = (workspaceIds: Id<'ws'>[]) => Promise<Map<Id<'ws'>, number>>;

/**
 * Tells followers that the log of a workspace has grown. It carries no events: whoever hears it reads the log,
 * so a lost, doubled or late call costs time and nothing else.
 *
 * Between processes one NOTIFY goes out per 25 ms, outside of any transaction: inside one it would put a
 * database-wide lock around each commit. A slow poll covers what is lost, a crash after commit for example.
 */
export class EventBus {
  readonly #engine: Engine;
  readonly #log: Log;
  readonly #followers = new Map<Id<'ws'>, Set<() => void>>();
  readonly #heads = new Map<Id<'ws'>, number>();
  readonly #dirty = new Map<Id<'ws'>, number>();
  #written = new Set<Id<'ws'>>();
  #flushTimer: NodeJS.Timeout | null = null;
  #pollTimer: NodeJS.Timeout | null = null;
  #unlisten: (() => Promise<void>) | null = null;
  #polledAt = Date.now();

  constructor(engine: Engine, log: Log) {
    this.#engine = engine;
    this.#log = log;
  }

  async start(readHeads: ReadHeads): Promise<void> {
    this.#unlisten = await this.#engine.listen(channel, (payload) => {
      for (const entry of payload.split(' ')) {
        const [workspaceId, seq] = entry.split(':');
        this.#wake(workspaceId as Id<'ws'>, Number(seq));
      }
    });
    const poll = async () => {
      try {
        const followed = [...this.#followers.keys()];
        if (followed.length > 0)
          for (const [workspaceId, seq] of await readHeads(followed)) this.#wake(workspaceId, seq);
        this.#polledAt = Date.now();
      } catch (error) {
        this.#log.warn({ err: error }, 'event poll failed');
      }
      if (this.#pollTimer) this.#pollTimer = setTimeout(poll, pollMs).unref();
    };
    this.#pollTimer = setTimeout(poll, pollMs).unref();
  }

  /** Called after commit with the newest number of the workspace. */
  advanced(workspaceId: Id<'ws'>, seq: number): void {
    this.wrote(workspaceId);
    this.#wake(workspaceId, seq);
    if (this.#engine.kind !== 'postgres') return;
    this.#dirty.set(workspaceId, Math.max(seq, this.#dirty.get(workspaceId) ?? 0));
    this.#flushTimer ??= setTimeout(() => this.#flush(), coalesceMs).unref();
  }

  /** Notes that there is something to be done in a workspace, or still is. */
  wrote(workspaceId: Id<'ws'>): void {
    this.#written.add(workspaceId);
  }

  /** The workspaces that this process has written in since it was last asked. */
  takeWritten(): Set<Id<'ws'>> {
    const written = this.#written;
    this.#written = new Set();
    return written;
  }

  /** Calls `onGrowth` whenever the log of the workspace may have grown, until the returned function is called. */
  follow(workspaceId: Id<'ws'>, onGrowth: () => void): () => void {
    const followers = this.#followers.get(workspaceId) ?? new Set();
    followers.add(onGrowth);
    this.#followers.set(workspaceId, followers);
    return () => {
      followers.delete(onGrowth);
      if (followers.size > 0) return;
      this.#followers.delete(workspaceId);
      this.#heads.delete(workspaceId);
    };
  }

  /** Whether followers are sure to hear of what happens: the last look at the logs is not long ago. */
  isAlive(): boolean {
    return Date.now() - this.#polledAt < aliveMs;
  }

  async stop(): Promise<void> {
    if (this.#pollTimer) clearTimeout(this.#pollTimer);
    this.#pollTimer = null;
    if (this.#flushTimer) clearTimeout(this.#flushTimer);
    await this.#unlisten?.().catch(() => undefined);
  }

  #wake(workspaceId: Id<'ws'>, seq: number): void {
    const followers = this.#followers.get(workspaceId);
    if (!followers || seq <= (this.#heads.get(workspaceId) ?? -1)) return;
    this.#heads.set(workspaceId, seq);
    for (const onGrowth of followers) onGrowth();
  }

  #flush(): void {
    this.#flushTimer = null;
    // A payload holds 8000 bytes; 150 entries of at most 50 stay below.
    const entries = [...this.#dirty].map(([workspaceId, seq]) => `${workspaceId}:${seq}`);
    this.#dirty.clear();
    for (let i = 0; i < entries.length; i += 150) {
      this.#engine.notify(channel, entries.slice(i, i + 150).join(' ')).catch((error: unknown) => {
        this.#log.warn({ err: error }, 'event notification failed');
      });
    }
  }
}
