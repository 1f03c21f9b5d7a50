import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../platform/db/index.ts';
import {
  createWorkspace,
  expectProblem,
  lend,
  openTestEngine,
  RestActor,
  startTestServer,
  type TestServer,
} from '../testing/index.ts';

let engine: Engine;
let here: TestServer;
let elsewhere: TestServer;
beforeAll(async () => {
  engine = await openTestEngine();
  here = await startTestServer({}, lend(engine));
  elsewhere = await startTestServer({}, lend(engine));
});
afterAll(async () => {
  await here.stop();
  await elsewhere.stop();
  await engine.close();
});

test('a revoked or narrowed key counts at once in its process, and within 30 s in every other', async () => {
  const { admin } = await createWorkspace(here);
  const make = async () => {
    const { body } = await admin.post('/auth/credentials', { name: 'Some', scopes: ['customers:read'] });
    const both = [new RestActor(here, body.secret), new RestActor(elsewhere, body.secret)] as const;
    for (const actor of both) expect((await actor.get('/customers')).status).toBe(200);
    return { id: body.id, both };
  };
  const [revoked, narrowed] = [await make(), await make()];
  await admin.delete(`/auth/credentials/${revoked.id}`);
  await admin.patch(`/auth/credentials/${narrowed.id}`, { scopes: ['webhooks:read'] });
  expectProblem(await revoked.both[0].get('/customers'), 401, 'revoked_credentials');
  expectProblem(await narrowed.both[0].get('/customers'), 403, 'insufficient_scope');
  elsewhere.clock.advance(30_000);
  expectProblem(await revoked.both[1].get('/customers'), 401, 'revoked_credentials');
  expectProblem(await narrowed.both[1].get('/customers'), 403, 'insufficient_scope');
});
