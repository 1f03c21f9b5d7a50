import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../platform/db/index.ts';
import {
  createWorkspace,
  expectProblem,
  lend,
  openTestEngine,
  RestActor,
  request,
  startTestServer,
  type TestServer,
} from '../testing/index.ts';

const [older, newer] = [
  'the installation secret of tests as it was before',
  'the installation secret of tests as it is now',
];
const servers: TestServer[] = [];
let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(async () => {
  for (const server of servers.splice(0)) await server.stop();
  await engine.close();
});
const start = async (env: Record<string, string>) => {
  const server = await startTestServer(env, lend(engine));
  servers.push(server);
  return server;
};

test('keys, cursors and stored secrets outlive a change of the installation secret, and keys move to the new one', async () => {
  const first = await start({ WOES_SECRET: older });
  const { admin } = await createWorkspace(first);
  for (const name of ['a', 'b', 'c']) await admin.put(`/customers/by-external-id/${name}`, {});
  const page = await admin.get('/customers', { limit: 2 });
  const create = (actor: RestActor) =>
    actor.post(
      '/auth/credentials',
      { name: 'Kept', scopes: ['customers:read'] },
      { 'idempotency-key': 'over-the-change' },
    );
  const made = await create(admin);

  const second = await start({ WOES_SECRET: newer, WOES_SECRET_PREVIOUS: older });
  const moved = new RestActor(second, admin.key);
  expect((await moved.get('/customers', { limit: 2, cursor: page.body.nextCursor })).status).toBe(200);
  const replayed = await create(moved);
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  expect(replayed.text).toBe(made.text);

  const third = await start({ WOES_SECRET: newer });
  expect((await new RestActor(third, admin.key).get('/customers')).status).toBe(200);
  const unused = await request(third, 'GET', '/api/v1/customers', {
    headers: { authorization: `Bearer ${made.body.secret}` },
  });
  expectProblem(unused, 401, 'invalid_credentials');
});
