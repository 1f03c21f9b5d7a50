import { type Clock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Engine } from './db/index.ts';
import { EventBus } from './events/bus.ts';
import { Signals } from './events/signals.ts';
import { EventTails } from './events/tails.ts';
import { type FileStore, openFiles } from './files/index.ts';
import { OutgoingHttp } from './http-out/index.ts';
import { Jobs } from './jobs/index.ts';
import { KeyRing } from './keys/index.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { MemoryRateLimiter, Places, type RateLimiter, RedisRateLimiter } from './rate-limits/index.ts';

/** What one running server consists of. Handed to every call; nothing of it is global. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly keys: KeyRing;
  readonly bus: EventBus;
  readonly tails: EventTails;
  readonly signals: Signals;
  readonly jobs: Jobs;
  readonly outgoing: OutgoingHttp;
  /** Where the content of attachments is kept. */
  readonly files: FileStore;
  readonly limiter: RateLimiter;
  /** Calls under way in this process, by workspace. */
  readonly concurrency: Places;
  /** Streams that are open in this process, by key. */
  readonly streams: Places;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
}

/** Where the process is in its life. */
export interface Lifecycle {
  /** The schema of the database is that of this release. */
  migrated: boolean;
  /** The process is ending and takes nothing new. */
  draining: boolean;
}

/** Puts together what a server consists of, around its database. */
export function createServices(
  config: Config,
  secret: string,
  engine: Engine,
  { log, clock = systemClock, migrated = false }: { log: Log; clock?: Clock | undefined; migrated?: boolean },
): Services {
  const bus = new EventBus(engine, log);
  const metrics = new Metrics();
  metrics.watchPool(engine);
  const streams = new Places('streams', config.streamsPerKeyMax);
  metrics.watch('woes_streams', 'Streams that are open.', () => streams.total);
  const tails = new EventTails(engine, bus, log, (events) =>
    metrics.delivered((clock.now().getTime() - events.at(-1)!.envelope.occurredAt.getTime()) / 1000),
  );
  const onFailure = () => metrics.limiterFailures.inc();
  return {
    config,
    clock,
    engine,
    keys: new KeyRing(secret, config.previousSecrets),
    bus,
    tails,
    signals: new Signals(engine, log),
    jobs: new Jobs(engine, { clock, log, metrics }),
    outgoing: new OutgoingHttp(config.outgoing),
    files: openFiles(config),
    limiter: config.redisUrl
      ? new RedisRateLimiter(config.redisUrl, { clock, log, onFailure })
      : new MemoryRateLimiter(clock),
    concurrency: new Places('concurrency', config.callsPerWorkspaceMax),
    streams,
    metrics,
    log,
    lifecycle: { migrated, draining: false },
  };
}
