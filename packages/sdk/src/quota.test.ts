import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWoesError, type WoesOptions } from './index.ts';
import { Peer, type Reaction, refuse, succeed } from './testing/peer.ts';
import { until } from './testing/test-runtime.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());

const policy = '"key";q=1000;w=10, "workspace";q=2500;w=10';
/** An answer that says what is left. */
const left =
  (state: string, reaction: Reaction = succeed({}), policies = policy): Reaction =>
  (response, request) => {
    response.setHeader('ratelimit-policy', policies);
    response.setHeader('ratelimit', state);
    reaction(response, request);
  };
const usedUp = left('"key";r=0;t=10, "workspace";r=1500;t=4');

/** A client that has just learned from an answer, and whose time stands still. */
async function taught(lesson: Reaction, options: WoesOptions = {}) {
  peer.answers(lesson);
  const { woes, runtime } = peer.client(options);
  await woes.workspaces.get({ maxRetries: 0 }).catch(() => undefined);
  runtime.hurries = false;
  peer.answers(succeed({}));
  return { woes, runtime, waits: () => runtime.set.filter((ms) => ms !== 30_000) };
}

test('while the quota is used up, calls are spread over the time in which it refills', async () => {
  const { woes, runtime, waits } = await taught(usedUp);
  const reads = [1, 2, 3].map(() => woes.workspaces.get());
  const write = woes.channels.create({ type: 'api', name: 'Console' });
  await until(() => waits().length === 4);
  expect(waits()).toEqual([10, 20, 30, 50]);
  expect(peer.received).toHaveLength(0);
  for (const ms of [10, 20, 30, 50]) await runtime.elapse(ms);
  await Promise.all([...reads, write]);
  expect(peer.received).toHaveLength(4);
});

test('a call that would be held back for longer than five seconds is sent, and the server decides', async () => {
  const { woes, waits } = await taught(usedUp);
  const calls = Array.from({ length: 502 }, () => woes.workspaces.get());
  await Promise.all(calls.slice(500));
  expect(peer.received).toHaveLength(2);
  expect(Math.max(...waits())).toBe(5000);
});

test('nothing is held back when there is something left, when it says nothing, or when it is not wanted', async () => {
  for (const [lesson, options] of [
    [left('"key";r=2;t=10'), {}],
    [left('"key";r=1;t=10'), {}],
    [succeed({}), {}],
    [left('key=0'), {}],
    [left('"key";r=0;t=99999'.repeat(40), succeed({}), '"key";q=0;w=0'), {}],
    [left('"key";r=0;t=86400', succeed({}), ''), {}],
    [usedUp, { maxQuotaWaitMs: 0 }],
  ] as const) {
    const { woes } = await taught(lesson, options);
    await woes.workspaces.get();
    expect(peer.received).toHaveLength(1);
  }
});

test('an answer that has something left ends the waiting, and so does the time in which the quota is whole', async () => {
  const { woes, runtime, waits } = await taught(usedUp);
  const waiting = woes.workspaces.get();
  await until(() => waits().length === 1);
  peer.answers(left('"key";r=400;t=6'));
  await runtime.elapse(10);
  await waiting;
  await woes.workspaces.get();

  peer.answers(usedUp, succeed({}));
  await woes.workspaces.get();
  runtime.time += 10_000;
  await woes.workspaces.get();
  expect(peer.received).toHaveLength(2);
});

test('what is left is enough for a read, and a write waits for what it lacks', async () => {
  const { woes, waits } = await taught(left('"key";r=1;t=10, "workspace";r=900;t=4'));
  void woes.channels.create({ type: 'api', name: 'Console' });
  await until(() => waits().length === 1);
  expect(waits()).toEqual([10]);
});

test('one refusal holds back the other calls of the client too', async () => {
  const refusal = refuse('rate_limited', 429, { retry: 'after', retryAfter: 3 });
  const { woes, waits } = await taught(refusal);
  void woes.workspaces.get();
  await until(() => waits().length === 1);
  expect(waits()).toEqual([3000]);

  const patient = await taught(refuse('rate_limited', 429, { retry: 'after', retryAfter: 30 }));
  await patient.woes.workspaces.get();
  expect(peer.received).toHaveLength(1);
});

test('a call that is held back can be given up, and begins no wait beyond its own time', async () => {
  const { woes, runtime, waits } = await taught(left('"key";r=0;t=4', succeed({}), '"key";q=1;w=4'));
  const abort = new AbortController();
  const failed: unknown[] = [];
  const call = woes.workspaces.get({ signal: abort.signal }).catch((error: unknown) => failed.push(error));
  await until(() => waits().length === 1);
  abort.abort('enough');
  await call;
  expect(failed).toEqual(['enough']);
  expect(peer.received).toHaveLength(0);
  expect(runtime.set).toEqual([]);

  await woes.workspaces.get({ totalTimeoutMs: 3000 });
  expect(peer.received).toHaveLength(1);
});

test('who is refused although it waited is told so after the retries', async () => {
  peer.answers(left('"key";r=0;t=1', refuse('rate_limited', 429, { retry: 'after', retryAfter: 1 })));
  const { woes, runtime } = peer.client();
  const error = await woes.workspaces.get().catch((thrown: unknown) => thrown);
  expect(isWoesError(error, 'rate_limited')).toBe(true);
  expect(peer.received).toHaveLength(3);
  expect(runtime.waits).toEqual([1000, 1000]);
});
