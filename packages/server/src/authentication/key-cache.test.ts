import { expect, test } from 'vitest';
import type { Id } from '../contract/ids.ts';
import { KeyCache } from './key-cache.ts';
import type { KeyRecord } from './look-up-key.ts';

const id: Id<'key'> = 'key_00000000000000000000000001';
const record = { principal: { kind: 'credential', id }, status: 'active', expiresAt: null } as KeyRecord;
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

test('a look-up is kept for thirty seconds', () => {
  const cache = new KeyCache();
  cache.set('hash', record, at(0), cache.begin());
  expect(cache.get('hash', at(29))).toBe(record);
  expect(cache.get('hash', at(30))).toBeNull();
});

test('a key that changed is looked up again', () => {
  const cache = new KeyCache();
  cache.set('hash', record, at(0), cache.begin());
  cache.forget(id);
  expect(cache.get('hash', at(1))).toBeNull();
});

test('a look-up that began before the key changed is not kept: it may have seen the key as it was', () => {
  const cache = new KeyCache();
  const begun = cache.begin();
  cache.forget(id);
  cache.set('hash', record, at(0), begun);
  expect(cache.get('hash', at(1))).toBeNull();
  cache.set('hash', record, at(1), cache.begin());
  expect(cache.get('hash', at(2))).toBe(record);
});

test('who watches a key is told of each change until it stops', async () => {
  const cache = new KeyCache();
  let told = 0;
  const stop = cache.watch(id, () => {
    told += 1;
  });
  cache.forget(id);
  await Promise.resolve();
  expect(told).toBe(1);
  stop();
  cache.forget(id);
  await Promise.resolve();
  expect(told).toBe(1);
});
