import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, openStream, startTestServer, type TestServer } from '../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    WOES_LIMIT_KEY: '10/1000',
    WOES_LIMIT_WORKSPACE: '100/1000',
    WOES_LIMIT_CONCURRENCY: '50',
  });
});
afterAll(() => server.stop());
const bucket = (body: any, name: string) => body.buckets.find((each: any) => each.class === name);

test('a credential is told what it has left, when it is whole again, and what it may send', async () => {
  const { admin } = await createWorkspace(server);
  await admin.get('/customers');
  const { status, body } = await admin.get('/limits');
  expect(status).toBe(200);
  expect(bucket(body, 'key')).toMatchObject({ limit: 10, windowSeconds: 1000, remaining: 9 });
  expect(bucket(body, 'workspace')).toMatchObject({ limit: 100, remaining: 99 });
  expect(Date.parse(bucket(body, 'key').resetAt)).toBeGreaterThan(server.clock.now().getTime());
  expect(body.quotas).toEqual([
    { name: 'concurrency', used: 1, max: 50 },
    { name: 'streams', used: 0, max: 20 },
  ]);
  expect(body.sizes).toMatchObject({ bodyBytes: 1_048_576, batchCalls: 20 });
});

test('asking takes nothing, and is answered when nothing is left', async () => {
  const { admin } = await createWorkspace(server);
  for (let n = 0; n < 10; n++) await admin.get('/customers');
  for (let n = 0; n < 3; n++) {
    const { status, body, headers } = await admin.get('/limits');
    expect(status).toBe(200);
    expect(bucket(body, 'key').remaining).toBe(0);
    expect(headers.get('ratelimit')).toContain('"key";r=0');
  }
  expect((await admin.get('/customers')).status).toBe(429);
});

test('open streams are counted for their key', async () => {
  const { admin } = await createWorkspace(server);
  const stream = await openStream(server, '/api/v1/events/stream', { authorization: `Bearer ${admin.key}` });
  const streams = async () =>
    (await admin.get('/limits')).body.quotas.find(({ name }: any) => name === 'streams').used;
  expect(await streams()).toBe(1);
  stream.close();
  await expect.poll(() => server.services.streams.total).toBe(0);
});
