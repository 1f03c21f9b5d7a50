import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../platform/db/index.ts';
import {
  createWorkspace,
  expectProblem,
  openTestEngine,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

let engine: Engine;
let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  engine = await openTestEngine();
  server = await startTestServer({ WOES_LIMIT_CONCURRENCY: '3', WOES_REQUEST_TIMEOUT_MS: '300' }, engine);
  workspace = await createWorkspace(server);
});
afterAll(() => server.stop());

/** Takes every connection, so that nothing gets to the database until they are given back. */
async function holdDatabase(): Promise<() => void> {
  const leases = await Promise.all(Array.from({ length: engine.stats().size }, () => engine.acquire()));
  return () => {
    for (const lease of leases.splice(0)) lease.release();
  };
}
const write = (name: string, headers: Record<string, string> = {}) =>
  workspace.admin.put(`/customers/by-external-id/${name}`, {}, headers);
const known = async (name: string) =>
  (await workspace.admin.get('/customers')).body.data.some(({ externalId }: any) => externalId === name);

describe('a call that takes too long', () => {
  test('is answered as such at every door, and what it was about to write does not stand', async () => {
    await write('before');
    const giveBack = await holdDatabase();
    const [rest, rpc] = await Promise.all([
      write('too-late', { 'idempotency-key': 'late-1' }),
      workspace.admin.rpc('mutation', 'customers.upsert', { externalId: 'too-late-as-well' }),
    ]);
    expectProblem(rest, 504, 'timeout');
    expect(rpc.body.error.json.data.problem).toMatchObject({ status: 504, code: 'timeout' });
    // Given up is not ended: the work still has its place among those under way.
    expect(server.services.concurrency.used(workspace.id)).toBe(2);
    giveBack();
    await expect.poll(() => server.services.concurrency.total).toBe(0);
    await expect.poll(() => engine.stats().idle).toBe(engine.stats().size);
    expect(await known('too-late')).toBe(false);
    expect(await known('too-late-as-well')).toBe(false);
    const again = await write('too-late', { 'idempotency-key': 'late-1' });
    expect([again.status, again.body.result]).toEqual([200, 'created']);
    expect(again.headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('calls under way', () => {
  test('are limited for each workspace, and what comes on top is told to come back', async () => {
    const other = await createWorkspace(server);
    await other.admin.get('/limits');
    const giveBack = await holdDatabase();
    const running = Array.from({ length: 3 }, (_, n) => write(`running-${n}`));
    await expect.poll(() => server.services.concurrency.used(workspace.id)).toBe(3);
    const refused = await write('one-more');
    expectProblem(refused, 429, 'concurrency_limited', { policy: 'concurrency', quota: 3 });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await other.admin.get('/limits')).status).toBe(200);
    giveBack();
    for (const answer of await Promise.all(running)) expect(answer.status).toBe(200);
    expect(server.services.concurrency.total).toBe(0);
    expect((await write('one-more')).status).toBe(200);
  });
});
