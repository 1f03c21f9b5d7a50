import { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { inUnits, perUnitMs, reachOf, statesOf, whole, withoutCost } from './gcra.ts';
import type { Admission } from './index.ts';
import { MemoryRateLimiter } from './memory.ts';
import type { Seat } from './places.ts';
import type { Charge, RateState } from './policies.ts';
import { defaultLeaseMs, enterPlace, SharedPlaces } from './shared-places.ts';

/*
 * The rule of gcra.ts over the numbers of all processes, in one step, with a place where one is asked for: a key
 * more than there are charges. It answers with the numbers as they were, from which the caller works out the rest,
 * and whether there was a place; it keeps no number that is whole again.
 */
const takeAll = `${enterPlace}
local before, after, allowed, charges = {}, {}, true, (#ARGV - 4) / 4
for i = 1, charges do
  local now, reach, cost = tonumber(ARGV[4 * i + 1]), tonumber(ARGV[4 * i + 2]), tonumber(ARGV[4 * i + 3])
  before[i] = redis.call('get', KEYS[i]) or ''
  after[i] = math.max(tonumber(before[i]) or now, now) + cost
  if after[i] - now > reach then allowed = false end
end
local place = KEYS[charges + 1]
local entered = allowed and (not place or enter(place, ARGV[2], ARGV[3], ARGV[4]))
if entered and ARGV[1] == 'take' then
  for i = 1, charges do
    local left = math.ceil((after[i] - tonumber(ARGV[4 * i + 1])) * tonumber(ARGV[4 * i + 4]))
    if left > 0 then redis.call('set', KEYS[i], string.format('%.17g', after[i]), 'px', left) end
  end
end
before[charges + 1] = entered and 'entered' or ''
return before`;

interface Commands {
  takeAll(count: number, ...args: (string | number)[]): Promise<string[]>;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  onFailure(): void;
  /** For how long the places of a process that is gone stay taken. */
  readonly leaseMs?: number;
}

const commandTimeoutMs = 250;

/**
 * Counts the callers of all processes in one Redis or Valkey. A store that fails lets each process count for
 * itself: limits are there to protect the service, so their failure must not be one.
 */
export class RedisRateLimiter {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #onFailure: () => void;
  readonly #memory: MemoryRateLimiter;
  readonly #redis: Redis & Commands;
  readonly #places: SharedPlaces;
  #failing = false;

  constructor(url: string, { clock, log, onFailure, leaseMs = defaultLeaseMs }: Parts) {
    this.#clock = clock;
    this.#log = log;
    this.#onFailure = onFailure;
    this.#memory = new MemoryRateLimiter(clock);
    this.#redis = new Redis(url, {
      keyPrefix: 'woes:limit:',
      commandTimeout: commandTimeoutMs,
      connectTimeout: 2000,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (attempt) => Math.min(1000, 50 * 2 ** attempt),
    }) as Redis & Commands;
    // What goes wrong is seen by the commands; without a listener it would end the process.
    this.#redis.on('error', () => undefined);
    this.#redis.defineCommand('takeAll', { lua: takeAll });
    this.#places = new SharedPlaces(this.#redis, leaseMs);
  }

  take(charges: readonly Charge[]): Promise<RateState[]> {
    return this.#shared(
      async () => (await this.#ask('take', charges)).states,
      () => this.#memory.take(charges),
    );
  }

  peek(charges: readonly Charge[]): Promise<RateState[]> {
    return this.#shared(
      async () => (await this.#ask('peek', charges)).states,
      () => this.#memory.peek(charges),
    );
  }

  admit(charges: readonly Charge[], seat: Seat): Promise<Admission> {
    const { lease, member } = this.#places.draw(seat);
    return this.#shared<Admission>(
      async () => {
        const { states, entered } = await this.#ask('take', charges, { seat, member });
        return { states, leave: entered ? this.#places.hold(seat, lease) : null };
      },
      () => {
        // It may have been given, and the answer not have come.
        this.#places.withdraw(seat, member);
        let leave: Admission['leave'] = null;
        const states = this.#memory.takeIf(charges, () => {
          leave = this.#places.holdAlone(seat);
          return leave !== null;
        });
        return { states, leave };
      },
    );
  }

  used(seat: Seat): Promise<number> {
    return this.#shared(
      () => this.#places.used(seat),
      () => this.#memory.used(seat),
    );
  }

  async stop(): Promise<void> {
    this.#places.stop();
    this.#redis.disconnect();
  }

  async #ask(
    mode: 'take' | 'peek',
    charges: readonly Charge[],
    asked?: { seat: Seat; member: string },
  ): Promise<{ states: RateState[]; entered: boolean }> {
    const now = this.#clock.now().getTime();
    const keys = charges.map(({ policy, subject }) => `${policy.name}:${subject}`);
    if (asked) keys.push(this.#places.key(asked.seat));
    const answer = await this.#redis.takeAll(
      keys.length,
      ...keys,
      mode,
      asked?.seat.places.max ?? 0,
      this.#places.leaseMs,
      asked?.member ?? '',
      ...charges.flatMap(({ policy, cost }) => [
        inUnits(policy, now),
        reachOf(policy),
        cost,
        perUnitMs(policy),
      ]),
    );
    const entered = answer.pop() !== '';
    const before = answer.map((text) => (text === '' ? whole : Number(text)));
    const states = statesOf(charges, before, now);
    const full = !entered && states.every(({ allowed }) => allowed);
    return { states: full ? statesOf(withoutCost(charges), before, now) : states, entered };
  }

  /** What all processes count, or, where that fails, what this one does. */
  async #shared<T>(ask: () => Promise<T>, alone: () => T): Promise<T> {
    try {
      const answer = await ask();
      if (this.#failing) this.#log.info('rate limits are shared again');
      this.#failing = false;
      return answer;
    } catch (error) {
      this.#onFailure();
      if (!this.#failing)
        this.#log.warn({ err: error }, 'rate limits cannot be shared; this process counts for itself');
      this.#failing = true;
      return alone();
    }
  }
}
