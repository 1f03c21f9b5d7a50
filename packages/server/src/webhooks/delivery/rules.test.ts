import { describe, expect, test } from 'vitest';
import { disableAfterMs, type Health, healthAfter } from './health.ts';
import type { Outcome } from './outcome.ts';
import { retryDelays, stepAfter } from './schedule.ts';

const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  status: 500,
  durationMs: 1,
  errorCode: 'server_error',
  responseExcerpt: null,
  retryAfterMs: null,
  ...more,
});
const good = outcome({ status: 200, errorCode: null });
const now = new Date('2026-11-22T09:00:00.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);

describe('the schedule', () => {
  test('tries eight times: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, each a fifth more or less', () => {
    expect(retryDelays.map((ms) => ms / 1000)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 36_000]);
    for (const [index, base] of retryDelays.entries()) {
      for (const [random, share] of [
        [0, 0.8],
        [0.5, 1],
        [1, 1.2],
      ] as const)
        expect(stepAfter(index + 1, outcome(), random)).toEqual({
          state: 'pending',
          delayMs: Math.round(base * share),
        });
    }
    expect(stepAfter(8, outcome(), 0.5)).toEqual({ state: 'exhausted' });
  });

  test('gives an overloaded receiver a minute, and what it asks for up to twice the wait', () => {
    const wait = (more: Partial<Outcome>, burned = 1) => stepAfter(burned, outcome(more), 0.5);
    expect(wait({ errorCode: 'timeout' })).toEqual({ state: 'pending', delayMs: 60_000 });
    expect(wait({ errorCode: 'rate_limited', status: 429 })).toEqual({ state: 'pending', delayMs: 60_000 });
    expect(wait({ retryAfterMs: 8000 })).toEqual({ state: 'pending', delayMs: 8000 });
    expect(wait({ retryAfterMs: 3_600_000 })).toEqual({ state: 'pending', delayMs: 10_000 });
    expect(wait({ retryAfterMs: 1 })).toEqual({ state: 'pending', delayMs: 5000 });
    expect(wait({ errorCode: 'rate_limited', retryAfterMs: 400_000 }, 2)).toEqual({
      state: 'pending',
      delayMs: 400_000,
    });
  });

  test('ends at once where asking again cannot help, and with any 2xx', () => {
    for (const errorCode of ['gone', 'url_not_allowed', 'address_not_allowed'] as const)
      expect(stepAfter(1, outcome({ errorCode }), 0.5)).toEqual({ state: 'failed' });
    expect(stepAfter(8, good, 0.5)).toEqual({ state: 'delivered' });
  });
});

describe('the health of an endpoint', () => {
  const healthy: Health = {
    status: 'active',
    statusReason: null,
    failures: 0,
    failingSince: null,
    lastSuccessAt: null,
    heldUntil: null,
    trips: 0,
  };
  const few = { attempts: 1, failed: 1 };
  const most = { attempts: 10, failed: 7 };

  test('opens the breaker at seven failures of ten, and no sooner', () => {
    expect(healthAfter(healthy, outcome(), { attempts: 9, failed: 9 }, now).heldUntil).toBeNull();
    expect(healthAfter(healthy, outcome(), { attempts: 10, failed: 6 }, now).heldUntil).toBeNull();
    expect(healthAfter(healthy, outcome(), most, now)).toMatchObject({
      status: 'failing',
      heldUntil: later(30_000),
      trips: 1,
    });
  });

  test('looks again after 30 s, then after twice as long, up to ten minutes; one success closes it', () => {
    let health = healthAfter(healthy, outcome(), most, now);
    const waits: number[] = [];
    for (let n = 0; n < 7; n++) {
      const at = health.heldUntil!;
      health = healthAfter(health, outcome(), most, at);
      waits.push((health.heldUntil!.getTime() - at.getTime()) / 1000);
    }
    expect(waits).toEqual([60, 120, 240, 480, 600, 600, 600]);
    expect(healthAfter(health, good, few, health.heldUntil!)).toEqual({
      ...healthy,
      lastSuccessAt: health.heldUntil,
    });
  });

  test('is not made worse by what was under way when the breaker opened', () => {
    const open = healthAfter(healthy, outcome(), most, now);
    expect(healthAfter(open, outcome(), most, later(1000))).toMatchObject({
      heldUntil: open.heldUntil,
      trips: 1,
    });
  });

  test('is failing after five failures in a row, and ends after five days of nothing else', () => {
    let health = healthy;
    for (let n = 0; n < 4; n++) health = healthAfter(health, outcome(), few, later(n));
    expect(health.status).toBe('active');
    health = healthAfter(health, outcome(), few, later(5));
    expect(health).toMatchObject({ status: 'failing', statusReason: 'failures', failingSince: now });
    expect(healthAfter(health, outcome(), few, later(disableAfterMs - 1)).status).toBe('failing');
    expect(healthAfter(health, outcome(), few, later(disableAfterMs))).toMatchObject({
      status: 'disabled',
      statusReason: 'failures',
    });
  });

  test('ends at once with a 410', () => {
    expect(healthAfter(healthy, outcome({ errorCode: 'gone', status: 410 }), few, now)).toMatchObject({
      status: 'disabled',
      statusReason: 'gone',
    });
  });

  test('of one that somebody has paused or that has ended stays what it is', () => {
    for (const status of ['paused', 'disabled'] as const) {
      const settled: Health = { ...healthy, status, statusReason: 'asked' };
      for (const each of [good, outcome(), outcome({ errorCode: 'gone' })])
        expect(healthAfter(settled, each, most, later(disableAfterMs))).toMatchObject({
          status,
          statusReason: 'asked',
        });
    }
  });
});
