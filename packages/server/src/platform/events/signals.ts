import type { Id } from '../../contract/ids.ts';
import type { Engine } from '../db/index.ts';
import type { Log } from '../log.ts';

const channel = 'woes_signals';

/** Something that is true for a moment: it is told to whoever looks now, has no number, and is kept nowhere. */
export interface Signal {
  readonly type: 'typing';
  readonly workspaceId: Id<'ws'>;
  readonly conversationId: Id<'conv'>;
  readonly from: 'team' | 'customer';
  readonly memberId: Id<'mem'> | null;
  readonly state: 'started' | 'stopped';
  readonly expiresAt: string;
}

type OnSignal = (signal: Signal) => void;

/** Passes signals on to followers in this process, and by a notification to those in others. */
export class Signals {
  readonly #engine: Engine;
  readonly #log: Log;
  readonly #followers = new Map<Id<'ws'>, Set<OnSignal>>();
  readonly #self = Math.random().toString(36).slice(2);
  #unlisten: (() => Promise<void>) | null = null;

  constructor(engine: Engine, log: Log) {
    this.#engine = engine;
    this.#log = log;
  }

  async start(): Promise<void> {
    this.#unlisten = await this.#engine.listen(channel, (payload) => {
      const { from, signal } = JSON.parse(payload) as { from: string; signal: Signal };
      if (from !== this.#self) this.#tell(signal);
    });
  }

  async stop(): Promise<void> {
    await this.#unlisten?.().catch(() => undefined);
  }

  send(signal: Signal): void {
    this.#tell(signal);
    if (this.#engine.kind !== 'postgres') return;
    this.#engine
      .notify(channel, JSON.stringify({ from: this.#self, signal }))
      .catch((error: unknown) => this.#log.warn({ err: error }, 'a signal was not passed on'));
  }

  follow(workspaceId: Id<'ws'>, onSignal: OnSignal): () => void {
    const followers = this.#followers.get(workspaceId) ?? new Set();
    followers.add(onSignal);
    this.#followers.set(workspaceId, followers);
    return () => {
      followers.delete(onSignal);
      if (followers.size === 0) this.#followers.delete(workspaceId);
    };
  }

  #tell(signal: Signal): void {
    for (const onSignal of this.#followers.get(signal.workspaceId) ?? []) onSignal(signal);
  }
}
