import postgres from 'postgres';
import { expect, test } from 'vitest';
import {
  createConversation,
  createDatabase,
  createWorkspace,
  runDueJobs,
  startTestServer,
} from '../../testing/index.ts';
import { openPostgres } from './index.ts';

/** As an operator would set it up: a login that owns nothing yet, is no superuser and cannot bypass a policy. */
async function plainLogin(): Promise<string> {
  const url = new URL(await createDatabase());
  const role = `plain_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const sql = postgres(url.href, { max: 1 });
  await sql.unsafe(`create role ${role} login nosuperuser nobypassrls nocreaterole nocreatedb`);
  await sql.unsafe(`grant create on database ${url.pathname.slice(1)} to ${role}`);
  await sql.unsafe(`grant all on schema public to ${role}`);
  await sql.end();
  url.username = role;
  return url.href;
}

test('a server whose login may do no more than it needs migrates, serves, and does its jobs', async () => {
  const engine = await openPostgres({
    url: await plainLogin(),
    connectionsMax: 5,
    prepare: true,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 3000,
    idleTransactionTimeoutMs: 30_000,
  });
  const server = await startTestServer({}, engine);
  const workspace = await createWorkspace(server);
  const { id } = await createConversation(workspace);
  const until = new Date(server.clock.now().getTime() + 60_000).toISOString();
  const snoozed = await workspace.admin.post(`/conversations/${id}/snooze`, { until });
  expect(snoozed.status, snoozed.text).toBe(200);
  server.clock.advance(120_000);
  await runDueJobs(server);
  expect((await workspace.admin.get(`/conversations/${id}`)).body.snoozedUntil).toBeNull();
  const found = await workspace.admin.post('/conversations/search', { query: 'next track' });
  expect(found.body.data.map((hit: any) => hit.conversation.id)).toEqual([id]);
  await server.stop();
});
