import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisServer, startRedis } from '../../testing/redis-server.ts';
import type { Clock } from '../clock.ts';
import { createLog } from '../log.ts';
import { type Charge, MemoryRateLimiter, RedisRateLimiter } from './index.ts';

class SteppedClock implements Clock {
  ms = Date.parse('2026-11-22T09:00:00.000Z');
  now = () => new Date(this.ms);
}

const policies = [
  { name: 'small', quota: 3, windowSeconds: 1 },
  { name: 'odd', quota: 7, windowSeconds: 10 },
  { name: 'wide', quota: 1000, windowSeconds: 60 },
];
const clock = new SteppedClock();
const lines: string[] = [];
const log = createLog('info', { write: (line) => lines.push(line) });
let failures = 0;
const onFailure = () => {
  failures += 1;
};
let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
const openLimiter = async () => {
  const limiter = new RedisRateLimiter(redis.url, { clock, log, onFailure });
  await expect.poll(() => answersShared(limiter)).toBe(true);
  return limiter;
};
const answersShared = async (limiter: RedisRateLimiter) => {
  const before = failures;
  await limiter.peek([{ policy: policies[0]!, subject: 'nobody', cost: 0 }]);
  return failures === before;
};

describe('counters in Redis', () => {
  test('say and do the same as those of one process, for any sequence of charges', async () => {
    const shared = await openLimiter();
    const charge = fc.record({
      policy: fc.constantFrom(...policies),
      subject: fc.constantFrom('a', 'b'),
      cost: fc.integer({ min: 0, max: 5 }),
    });
    const charges = fc.uniqueArray(charge, {
      minLength: 1,
      maxLength: 3,
      selector: ({ policy, subject }) => `${policy.name} ${subject}`,
    });
    const step = fc.record({
      wait: fc.constantFrom(0, 0, 1, 333, 1430, 20_000),
      peek: fc.boolean(),
      charges,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        run += 1;
        const local = new MemoryRateLimiter(clock);
        for (const { wait, peek, charges: asked } of steps) {
          clock.ms += wait;
          const mine = asked.map((each): Charge => ({ ...each, subject: `${run} ${each.subject}` }));
          const mode = peek ? 'peek' : 'take';
          expect(await shared[mode](mine)).toEqual(local[mode](mine));
        }
      }),
      { seed: 5, numRuns: 40 },
    );
    await shared.stop();
  });

  test('are one quota for several processes, however they race', async () => {
    const limiters = [await openLimiter(), await openLimiter()];
    const one: Charge[] = [{ policy: policies[1]!, subject: 'raced', cost: 1 }];
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => limiters[n % 2]!.take(one)));
    expect(answers.filter(([state]) => state!.allowed)).toHaveLength(7);
    await Promise.all(limiters.map((limiter) => limiter.stop()));
  });

  test('that cannot be reached let the process count for itself, and are shared again when they come back', async () => {
    const limiter = await openLimiter();
    const one: Charge[] = [{ policy: policies[0]!, subject: 'lonely', cost: 1 }];
    await redis.kill();
    const before = failures;
    lines.length = 0;
    const answers = [];
    for (let n = 0; n < 5; n++) answers.push(await limiter.take(one));
    expect(answers.map(([state]) => state!.allowed)).toEqual([true, true, true, false, false]);
    expect(failures - before).toBe(5);
    expect(lines.filter((line) => line.includes('cannot be shared'))).toHaveLength(1);
    await redis.start();
    await expect.poll(() => answersShared(limiter), { timeout: 10_000 }).toBe(true);
    expect(lines.at(-1)).toContain('shared again');
    expect((await limiter.take(one))[0]!.allowed).toBe(true);
    await limiter.stop();
  });
});
