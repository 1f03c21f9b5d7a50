import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace, request, startTestServer, type TestServer } from '../testing/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ WOES_LIMIT_KEY: '4/1000' });
});
afterAll(() => server.stop());
const scrape = async () => (await request(server, 'GET', '/metrics')).text;
const sample = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1) ?? Number.NaN,
  );

test('calls are counted by procedure, door and code; limits and replays by what they did', async () => {
  const { admin, id } = await createWorkspace(server);
  const key = { 'idempotency-key': 'once' };
  await admin.put('/customers/by-external-id/a', {}, key);
  await admin.put('/customers/by-external-id/a', {}, key);
  await admin.get('/customers');
  const text = await scrape();
  const calls = (labels: string) => sample(text, `woes_call_duration_seconds_count{${labels}}`);
  expect(calls('procedure="customers.upsert",door="rest",code="ok"')).toBe(2);
  expect(calls('procedure="customers.list",door="rest",code="rate_limited"')).toBe(1);
  expect(sample(text, 'woes_limited_total{policy="key"}')).toBe(1);
  expect(sample(text, 'woes_idempotency_total{outcome="taken"}')).toBeGreaterThan(0);
  expect(sample(text, 'woes_idempotency_total{outcome="replayed"}')).toBe(1);
  expect(sample(text, 'woes_db_connections{state="waiting"}')).toBe(0);
  expect(sample(text, 'woes_streams')).toBe(0);
  expect(sample(text, 'woes_nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
  for (const secret of [admin.key, id]) expect(text).not.toContain(secret);
});

test('only this machine may read them, unless the operator says otherwise', async () => {
  const forwarded = { headers: { 'x-forwarded-for': '203.0.113.7' } };
  expect((await request(server, 'GET', '/metrics', forwarded)).status).toBe(404);
  expect((await request(server, 'GET', '/metrics')).status).toBe(200);
});
