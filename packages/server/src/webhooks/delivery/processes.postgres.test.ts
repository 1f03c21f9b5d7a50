import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  createWorkspace,
  eventsAfter,
  lend,
  openTestEngine,
  type Receiver,
  startReceiver,
  startTestServer,
  type TestServer,
} from '../../testing/index.ts';

let engine: Awaited<ReturnType<typeof openTestEngine>>;
let receiver: Receiver;
const servers: TestServer[] = [];
const start = async () => {
  const server = await startTestServer(
    { WOES_WEBHOOKS: 'on', WOES_OUTGOING_ALLOW: '127.0.0.1' },
    lend(engine),
  );
  servers.push(server);
  return server;
};
beforeAll(async () => {
  engine = await openTestEngine();
  receiver = await startReceiver();
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await receiver.close();
  await engine.close();
});

test('of three processes that send for one workspace, two of which end: each event is one delivery', async () => {
  const first = await start();
  const workspace = await createWorkspace(first);
  const made = await workspace.admin.post('/webhooks', {
    url: receiver.url,
    eventTypes: ['customer.*'],
    maxInFlight: 20,
  });
  expect(made.status, made.text).toBe(201);
  // They find the subscription when they start.
  const others = [await start(), await start()];
  const write = async (writer: number) => {
    for (let n = 0; n < 10; n++) {
      const path = `/customers/by-external-id/${writer}-${n}`;
      // Refused after it has been decided: nothing of it is told.
      if (n % 5 === 4) await workspace.admin.put(path, { expectedVersion: 7 });
      else await workspace.admin.put(path, {});
      if (writer === 3 && n === 3) await others[0]!.stop();
      if (writer === 7 && n === 7) await others[1]!.stop();
    }
  };
  await Promise.all(Array.from({ length: 24 }, (_, writer) => write(writer)));
  const told = (await eventsAfter(workspace)).filter(({ type }) => type.startsWith('customer.')) as any[];
  expect(told).toHaveLength(24 * 8);
  const delivered: any[] = [];
  await vi.waitUntil(
    async () => {
      delivered.length = 0;
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const query = { limit: 100, state: 'delivered', ...(cursor ? { cursor } : {}) };
        const { body } = await workspace.admin.get('/webhook-deliveries', query);
        delivered.push(...body.data);
        cursor = body.nextCursor;
      }
      return delivered.length >= told.length;
    },
    { timeout: 30_000, interval: 50 },
  );
  const ids = (list: any[], name: string) => list.map((each) => each[name]).sort();
  expect(ids(delivered, 'eventId')).toEqual(ids(told, 'id'));
  const arrived = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
  expect([...arrived].sort()).toEqual(ids(told, 'id'));
}, 60_000);
