import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('who shares gets what is shared least, and nothing that somebody has alone', () => {
  const slots = new Slots(['a', 'b', 'c']);
  expect([slots.takeAlone(), slots.share(), slots.share(), slots.share()]).toEqual(['a', 'b', 'c', 'b']);
  slots.unshare('b');
  slots.unshare('b');
  expect(slots.share()).toBe('b');
  expect(slots.stats()).toEqual({ size: 3, idle: 0, waiting: 0 });
});

test('a connection is taken alone although others still share it', () => {
  const slots = new Slots(['a']);
  slots.share();
  expect(slots.takeAlone()).toBe('a');
  slots.unshare('a');
  expect(slots.stats().idle).toBe(0);
});

test('who waits is served in order of arrival, sharers together', async () => {
  const slots = new Slots(['a']);
  slots.takeAlone();
  const served: string[] = [];
  const note = (name: string, waiting: string | Promise<string>) =>
    Promise.resolve(waiting).then((item) => {
      served.push(name);
      return item;
    });
  const waiting = [
    note('first reader', slots.share()),
    note('second reader', slots.share()),
    note('writer', slots.takeAlone()),
    note('late reader', slots.share()),
  ];
  expect(slots.stats().waiting).toBe(4);
  slots.giveAlone('a');
  await Promise.all(waiting.slice(0, 3));
  expect(served).toEqual(['first reader', 'second reader', 'writer']);
  slots.giveAlone('a');
  await Promise.all(waiting);
  expect(served.at(-1)).toBe('late reader');
  slots.unshare('a');
  slots.unshare('a');
  slots.unshare('a');
  expect(slots.stats()).toEqual({ size: 1, idle: 1, waiting: 0 });
});
