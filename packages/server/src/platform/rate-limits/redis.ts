import { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { inUnits, perUnitMs, reachOf, statesOf, whole } from './gcra.ts';
import { MemoryRateLimiter } from './memory.ts';
import type { Charge, RateState } from './policies.ts';

/*
 * The rule of gcra.ts over the numbers of all processes, in one step. It answers with the numbers as they were,
 * from which the caller works out the rest, and it keeps none that is whole again.
 */
const takeAll = `
local before, after, allowed = {}, {}, true
for i, key in ipairs(KEYS) do
  local now, reach, cost = tonumber(ARGV[4 * i - 2]), tonumber(ARGV[4 * i - 1]), tonumber(ARGV[4 * i])
  before[i] = redis.call('get', key) or ''
  after[i] = math.max(tonumber(before[i]) or now, now) + cost
  if after[i] - now > reach then allowed = false end
end
if allowed and ARGV[1] == 'take' then
  for i, key in ipairs(KEYS) do
    local left = math.ceil((after[i] - tonumber(ARGV[4 * i - 2])) * tonumber(ARGV[4 * i + 1]))
    if left > 0 then redis.call('set', key, string.format('%.17g', after[i]), 'px', left) end
  end
end
return before`;

interface Commands {
  takeAll(count: number, ...args: (string | number)[]): Promise<string[]>;
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
  #failing = false;

  constructor(url: string, { clock, log, onFailure }: { clock: Clock; log: Log; onFailure: () => void }) {
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
  }

  take(charges: readonly Charge[]): Promise<RateState[]> {
    return this.#ask('take', charges);
  }

  peek(charges: readonly Charge[]): Promise<RateState[]> {
    return this.#ask('peek', charges);
  }

  async stop(): Promise<void> {
    this.#redis.disconnect();
  }

  async #ask(mode: 'take' | 'peek', charges: readonly Charge[]): Promise<RateState[]> {
    const now = this.#clock.now().getTime();
    try {
      const before = await this.#redis.takeAll(
        charges.length,
        ...charges.map(({ policy, subject }) => `${policy.name}:${subject}`),
        mode,
        ...charges.flatMap(({ policy, cost }) => [
          inUnits(policy, now),
          reachOf(policy),
          cost,
          perUnitMs(policy),
        ]),
      );
      if (this.#failing) this.#log.info('rate limits are shared again');
      this.#failing = false;
      return statesOf(
        charges,
        before.map((text) => (text === '' ? whole : Number(text))),
        now,
      );
    } catch (error) {
      this.#onFailure();
      if (!this.#failing)
        this.#log.warn({ err: error }, 'rate limits cannot be shared; this process counts for itself');
      this.#failing = true;
      return this.#memory[mode](charges);
    }
  }
}
