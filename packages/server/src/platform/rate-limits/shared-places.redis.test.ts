import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RedisServer, startRedis } from '../../testing/redis-server.ts';
import { createLog } from '../log.ts';
import { type Charge, type Leave, Places, RedisRateLimiter } from './index.ts';

const clock = { now: () => new Date('2026-11-22T09:00:00.000Z') };
const log = createLog('silent');
const leaseMs = 600;
let redis: RedisServer;
let store: Redis;
beforeAll(async () => {
  redis = await startRedis();
  store = new Redis(redis.url, { retryStrategy: () => 20 });
  store.on('error', () => undefined);
});
afterAll(async () => {
  store.disconnect();
  await redis.stop();
});

/** What one process has of its own: a limiter, and a book of its places. */
async function startCounting(max = 3) {
  const counting = { failures: 0 };
  const onFailure = () => {
    counting.failures += 1;
  };
  const limiter = new RedisRateLimiter(redis.url, { clock, log, onFailure, leaseMs });
  const places = new Places('streams', max);
  const enter = async (subject: string, charges: Charge[] = []) =>
    (await limiter.admit(charges, { places, subject })).leave;
  const used = (subject: string) => limiter.used({ places, subject });
  const isShared = async () => {
    const { failures } = counting;
    await used('nobody');
    return counting.failures === failures;
  };
  await expect.poll(isShared, { timeout: 10_000 }).toBe(true);
  return { limiter, places, enter, used, isShared, counting };
}
const taken = (leaves: (Leave | null)[]) => leaves.filter((leave) => leave !== null);
const policy = { name: 'key', quota: 5, windowSeconds: 10 };
const cost = (subject: string, units = 1): Charge[] => [{ policy, subject, cost: units }];

describe('places in Redis', () => {
  test('are one number for several processes, however they race', async () => {
    const [one, two] = [await startCounting(7), await startCounting(7)];
    const asked = Array.from({ length: 40 }, (_, n) => (n % 2 ? one : two).enter('raced'));
    expect(taken(await Promise.all(asked))).toHaveLength(7);
    expect(one.places.total + two.places.total).toBe(7);
    expect([await one.used('raced'), await two.used('raced')]).toEqual([7, 7]);
    expect(await one.enter('another')).not.toBeNull();
    await Promise.all([one.limiter.stop(), two.limiter.stop()]);
  });

  test('are free for others when they are given back, once and without a wait', async () => {
    const [one, two] = [await startCounting(2), await startCounting(2)];
    const leaves = [(await one.enter('shared'))!, (await one.enter('shared'))!];
    expect(await two.enter('shared')).toBeNull();
    expect(leaves[0]!()).toBeUndefined();
    leaves[0]!();
    await expect.poll(() => two.used('shared')).toBe(1);
    expect(await two.enter('shared')).not.toBeNull();
    expect(await two.enter('shared')).toBeNull();
    await Promise.all([one.limiter.stop(), two.limiter.stop()]);
  });

  test('and units are taken together or not at all', async () => {
    const { limiter, places, enter } = await startCounting(1);
    const left = async () => (await limiter.peek(cost('whole', 0)))[0]!.remaining;
    const leave = (await enter('whole', cost('whole')))!;
    expect(await left()).toBe(4);
    const full = await limiter.admit(cost('whole'), { places, subject: 'whole' });
    expect([full.leave, full.states[0]!.allowed, full.states[0]!.remaining]).toEqual([null, true, 4]);
    expect(await left()).toBe(4);
    leave();
    const tooMuch = await limiter.admit(cost('whole', 9), { places, subject: 'whole' });
    expect([tooMuch.leave, tooMuch.states[0]!.allowed]).toEqual([null, false]);
    expect([places.total, await limiter.used({ places, subject: 'whole' })]).toEqual([0, 0]);
    await limiter.stop();
  });

  test('are asked for in the trip that counts the units', async () => {
    const { limiter, enter } = await startCounting();
    // The first use of a script on a connection sends it whole.
    const scripts = async () =>
      [...(await store.info('commandstats')).matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
        (sum, [, calls]) => sum + Number(calls),
        0,
      );
    const before = await scripts();
    for (let n = 0; n < 3; n++) await enter(`trip-${n}`, cost('trips'));
    expect((await scripts()) - before).toBe(3);
    await limiter.stop();
  });

  test('stay taken for as long as they are held, and no longer than a lease when nobody holds them', async () => {
    const [holder, other] = [await startCounting(1), await startCounting(1)];
    expect(await holder.enter('held')).not.toBeNull();
    const end = async () =>
      Number((await store.zrange('woes:limit:streams:held', '0', '0', 'WITHSCORES'))[1]);
    const first = await end();
    // Two leases later it is there only because it was renewed.
    await expect.poll(end, { timeout: 10_000 }).toBeGreaterThan(first + 2 * leaseMs);
    expect(await other.enter('held')).toBeNull();
    // A process that stops without giving back is as one that was killed.
    await holder.limiter.stop();
    await expect.poll(() => other.enter('held'), { timeout: 10_000 }).not.toBeNull();
    await other.limiter.stop();
  });

  test('that cannot be counted together are counted by each process, and together again afterwards', async () => {
    const [one, two] = [await startCounting(2), await startCounting(2)];
    const before = (await one.enter('alone'))!;
    await redis.kill();
    // What it held before counts.
    const during = (await one.enter('alone'))!;
    expect(during).not.toBeNull();
    expect(await one.enter('alone')).toBeNull();
    expect(await two.enter('alone')).not.toBeNull();
    expect(one.counting.failures).toBeGreaterThan(0);
    await redis.start();
    for (const { isShared } of [one, two]) await expect.poll(isShared, { timeout: 10_000 }).toBe(true);
    // Redis has forgotten all of them, and is told again by those who hold them.
    await expect.poll(() => one.used('alone'), { timeout: 10_000 }).toBe(3);
    expect(await two.enter('alone')).toBeNull();
    before();
    during();
    await expect.poll(() => two.used('alone')).toBe(1);
    await Promise.all([one.limiter.stop(), two.limiter.stop()]);
  });
});
