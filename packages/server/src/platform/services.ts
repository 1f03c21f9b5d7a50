import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Engine } from './db/index.ts';
import type { EventBus } from './events/bus.ts';
import type { EventTails } from './events/tails.ts';
import type { KeyRing } from './keys/index.ts';
import type { Log } from './log.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** What one running server consists of. Handed to every call; nothing of it is global. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly keys: KeyRing;
  readonly bus: EventBus;
  readonly tails: EventTails;
  readonly limiter: RateLimiter;
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
