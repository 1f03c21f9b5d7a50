import { afterAll, beforeAll, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import {
  createWorkspace,
  inDatabase,
  setUpIdentity,
  startTestServer,
  type TestServer,
} from '../testing/index.ts';
import { forgetUsedTokens } from './forget.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('a used token is remembered until it would have ended anyway, and forgotten then', async () => {
  const workspace = await createWorkspace(server);
  const setup = await setUpIdentity(workspace, 'enforce');
  expect((await setup.start(await setup.sign({ jti: 'once' }))).status).toBe(201);
  const kept = async () => {
    await forgetUsedTokens(server.services, workspace.id as never);
    const rows = await inDatabase(
      workspace,
      () => statement<[]>('select count(*)::int from identity_token_uses')(),
      'read',
    );
    return rows[0]![0];
  };
  expect(await kept()).toBe(1);
  server.clock.advance(320_000);
  expect(await kept()).toBe(1);
  server.clock.advance(60_000);
  expect(await kept()).toBe(0);
});
