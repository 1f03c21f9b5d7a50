import { type Runtime, Woes, type WoesOptions } from '@woes/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, startTestServer, type TestServer } from '../packages/server/src/testing/index.ts';

// The client's reading of `RateLimit` against the limiter that writes it.

let server: TestServer;
beforeAll(async () => {
  // One unit each two seconds.
  server = await startTestServer({ WOES_LIMIT_KEY: '10/20' });
});
afterAll(() => server.stop());

/** A client and a server that live in one time, in which waits pass at once. */
async function clientOf(options: WoesOptions) {
  const { admin, channelId } = await createWorkspace(server);
  const waits: number[] = [];
  let time = 0;
  const runtime: Runtime = {
    now: () => time,
    today: () => 0,
    random: () => 0,
    after(ms, run) {
      // What takes longer is a limit, and not reached.
      if (ms > 25_000) return () => undefined;
      waits.push(ms);
      time += ms;
      server.clock.advance(ms);
      queueMicrotask(run);
      return () => undefined;
    },
  };
  const statuses: (number | null)[] = [];
  const onResponse = ({ status }: { status: number | null }) => statuses.push(status);
  const woes = new Woes({ apiKey: admin.key, baseUrl: server.url, onResponse, ...options }, runtime);
  return { woes, waits, statuses, channelId: channelId as `chn_${string}` };
}

test('a client that has used up its quota goes on at the pace at which it refills, and is never refused', async () => {
  const { woes, waits, statuses, channelId } = await clientOf({});
  for (let n = 0; n < 9; n++) await woes.channels.get({ id: channelId });
  for (let n = 0; n < 5; n++) await woes.channels.create({ type: 'api', name: `Channel ${n}` });
  for (let n = 0; n < 11; n++) await woes.channels.get({ id: channelId });
  expect(statuses).toEqual(Array(25).fill(200));
  expect(waits.length).toBeGreaterThan(10);
  expect(Math.max(...waits)).toBeLessThanOrEqual(4000);
});

test('without holding back it is refused, and gets there by `Retry-After`', async () => {
  const { woes, statuses, channelId } = await clientOf({ maxQuotaWaitMs: 0 });
  for (let n = 0; n < 20; n++) await woes.channels.get({ id: channelId });
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses).toContain(429);
});
