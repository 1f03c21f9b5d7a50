import { eq } from 'drizzle-orm';
import { listWorkspaceIds } from '../../authentication/index.ts';
import type { Id } from '../../contract/ids.ts';
import { db, inTransaction } from '../../platform/db/index.ts';
import type { Services } from '../../platform/services.ts';
import { subscriptions } from '../tables.ts';
import { type Claimed, claimDue, nextDue } from './claim.ts';
import { fanOut } from './fan-out.ts';
import { bodyOf, send } from './request.ts';
import { type Settled, settle } from './settle.ts';

const pumps = new WeakMap<Services, WebhookPump>();

/** Requests that one process makes at a time, and deliveries that it takes on at once. */
const inFlightMax = 128;
const claimMax = 64;
const tickMs = 250;
const scanMs = 60_000;
const retryMs = 1000;

interface Watched {
  unfollow: () => void;
  running: boolean;
  again: boolean;
  /** By the server's clock: when to look again without being called. */
  lookAt: Date | null;
  readonly settled: Settled[];
  settling: boolean;
}

/**
 * Sends webhooks. It follows the logs of workspaces that have subscriptions; what it knows is only when to look:
 * the place in the log and the deliveries themselves are in the database, so any process goes on where one died.
 */
export class WebhookPump {
  readonly #services: Services;
  readonly #watched = new Map<Id<'ws'>, Watched>();
  readonly #underWay = new Set<Promise<void>>();
  #inFlight = 0;
  #ticking: NodeJS.Timeout | null = null;
  #scanning: NodeJS.Timeout | null = null;
  #stopped = true;

  constructor(services: Services) {
    this.#services = services;
  }

  static of(services: Services): WebhookPump {
    const known = pumps.get(services) ?? new WebhookPump(services);
    pumps.set(services, known);
    return known;
  }

  start(): void {
    if (!this.#services.config.webhookDelivery) return;
    this.#stopped = false;
    this.#ticking = setInterval(() => this.#tick(), tickMs).unref();
    // What other processes have begun to watch, and what was left behind.
    const scan = () => void this.#scan().catch((error) => this.#warn(error));
    this.#scanning = setInterval(scan, scanMs).unref();
    scan();
  }

  /** Takes on nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#ticking) clearInterval(this.#ticking);
    if (this.#scanning) clearInterval(this.#scanning);
    for (const { unfollow } of this.#watched.values()) unfollow();
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    this.#watched.clear();
  }

  /** Follows a workspace from now on. */
  watch(workspaceId: Id<'ws'>): void {
    if (this.#stopped) return;
    if (!this.#watched.has(workspaceId)) {
      const unfollow = this.#services.bus.follow(workspaceId, () => this.wake(workspaceId));
      this.#watched.set(workspaceId, {
        unfollow,
        running: false,
        again: false,
        lookAt: null,
        settled: [],
        settling: false,
      });
    }
    this.wake(workspaceId);
  }

  /** Something may have become due. */
  wake(workspaceId: Id<'ws'>): void {
    const watched = this.#watched.get(workspaceId);
    if (!watched || this.#stopped) return;
    watched.again = true;
    if (!watched.running) this.#track(this.#run(workspaceId, watched));
  }

  async #run(workspaceId: Id<'ws'>, watched: Watched): Promise<void> {
    watched.running = true;
    try {
      while (watched.again && !this.#stopped) {
        watched.again = false;
        while (!this.#stopped && (await fanOut(this.#services, workspaceId)));
        // From before the look: what becomes due while it goes on is due after it.
        const lookedAt = this.#services.clock.now();
        const isServed = await this.#deliver(workspaceId, watched);
        watched.lookAt = isServed ? await nextDue(this.#services, workspaceId, lookedAt) : lookedAt;
      }
    } catch (error) {
      this.#warn(error);
      watched.lookAt = new Date(this.#services.clock.now().getTime() + retryMs);
    } finally {
      watched.running = false;
      if (watched.again && !this.#stopped) this.wake(workspaceId);
    }
  }

  /** False when there is no place for more, or another process looks: then it looks again soon. */
  async #deliver(workspaceId: Id<'ws'>, watched: Watched): Promise<boolean> {
    while (!this.#stopped) {
      const room = Math.min(claimMax, inFlightMax - this.#inFlight);
      if (room <= 0) return false;
      const claimed = await claimDue(this.#services, workspaceId, room);
      if (!claimed) return false;
      for (const each of claimed) this.#track(this.#attempt(workspaceId, watched, each));
      if (claimed.length < room) return true;
    }
    return true;
  }

  async #attempt(workspaceId: Id<'ws'>, watched: Watched, claimed: Claimed): Promise<void> {
    this.#inFlight += 1;
    try {
      const body = bodyOf(claimed);
      const outcome = body === null ? null : await send(this.#services, claimed, body);
      watched.settled.push({ claimed, outcome, at: this.#services.clock.now() });
    } catch (error) {
      // Its lease runs out, and it is tried again.
      this.#warn(error);
      return;
    } finally {
      this.#inFlight -= 1;
    }
    if (!watched.settling) await this.#settle(workspaceId, watched);
  }

  /** Whoever comes first writes for all who come meanwhile. */
  async #settle(workspaceId: Id<'ws'>, watched: Watched): Promise<void> {
    watched.settling = true;
    try {
      while (watched.settled.length > 0) await settle(this.#services, workspaceId, watched.settled.splice(0));
    } catch (error) {
      this.#warn(error);
    } finally {
      watched.settling = false;
    }
    this.wake(workspaceId);
  }

  #tick(): void {
    const now = this.#services.clock.now();
    for (const [workspaceId, { lookAt, running }] of this.#watched)
      if (lookAt && lookAt <= now && !running) this.wake(workspaceId);
  }

  async #scan(): Promise<void> {
    const { engine } = this.#services;
    for (const workspaceId of await listWorkspaceIds(this.#services)) {
      if (this.#stopped) return;
      if (this.#watched.has(workspaceId)) {
        this.wake(workspaceId);
        continue;
      }
      const [any] = await inTransaction(engine, workspaceId, 'read', () =>
        db
          .select({ id: subscriptions.id })
          .from(subscriptions)
          .where(eq(subscriptions.workspaceId, workspaceId))
          .limit(1),
      );
      if (any) this.watch(workspaceId);
    }
  }

  #track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  #warn(error: unknown): void {
    this.#services.log.warn({ err: error }, 'a webhook delivery had a fault');
  }
}
