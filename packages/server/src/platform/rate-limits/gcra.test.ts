import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemoryRateLimiter } from './memory.ts';

test('a quota gives just its units at once, also where a unit is no whole number of milliseconds', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
      (quota, windowSeconds, ms) => {
        const limiter = new MemoryRateLimiter({ now: () => new Date(ms) });
        const charge = { policy: { name: 'any', quota, windowSeconds }, subject: 'a', cost: 1 };
        for (let taken = 1; taken <= quota; taken++)
          expect(limiter.take([charge])[0]).toMatchObject({ allowed: true, remaining: quota - taken });
        expect(limiter.take([charge])[0]).toMatchObject({ allowed: false, remaining: 0 });
      },
    ),
    { seed: 3, numRuns: 30 },
  );
});
