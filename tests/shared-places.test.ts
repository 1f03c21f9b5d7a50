import { createDatabase, findPostgres } from '@woes/server/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRedis, type RedisServer, startRedis } from '../packages/server/src/testing/redis-server.ts';
import {
  callerOf,
  newFolder,
  rootToken,
  type ServerProcess,
  startProcess,
  until,
} from './support/process.ts';

const runs = findPostgres() !== null && findRedis() !== null;
let redis: RedisServer;
let url: string;
const servers: ServerProcess[] = [];

beforeAll(async () => {
  if (!runs) return;
  [redis, url] = [await startRedis(), await createDatabase()];
});
afterAll(async () => {
  for (const { child } of servers) child.kill('SIGKILL');
  if (runs) await redis.stop();
});

async function start(): Promise<ServerProcess> {
  const server = await startProcess(newFolder(), {
    DATABASE_URL: url,
    WOES_SECRET: 'one secret for all processes of the installation',
    WOES_REDIS_URL: redis.url,
    WOES_LIMIT_STREAMS: '2',
    WOES_LIMIT_CONCURRENCY: '2',
  });
  servers.push(server);
  return server;
}

test.runIf(runs)(
  'processes share the places of a key and of a workspace, and one that is killed frees its own',
  async () => {
    const [one, two] = [await start(), await start()];
    const made = await callerOf(one.url, rootToken)('POST', '/workspaces', {
      name: 'Shared',
      slug: 'shared',
    });
    const authorization = `Bearer ${made.body.credential.secret}`;
    const [askOne, askTwo] = [one, two].map((server) => callerOf(server.url, made.body.credential.secret));
    const follow = async (server: ServerProcess) =>
      (await fetch(`${server.url}/api/v1/events/stream`, { headers: { authorization } })).status;
    const used = async (name: string) =>
      (await askTwo!('GET', '/limits')).body.quotas.find((quota: any) => quota.name === name).used;

    // Streams: two of one process are all that the other sees taken.
    for (let n = 0; n < 2; n++) expect(await follow(one)).toBe(200);
    expect(await used('streams')).toBe(2);
    expect(await follow(two)).toBe(429);

    // Calls: two that wait for a row in one process leave none for the other.
    const database = postgres(url, { max: 2 });
    const { body: customer } = await askOne!('PUT', '/customers/by-external-id/held', {});
    const path = `/customers/${customer.id}`;
    await database.begin(async (held) => {
      await held`select from customers for update`;
      for (let n = 0; n < 2; n++)
        askOne!('PUT', '/customers/by-external-id/held', { name: `Name ${n}` }).catch(() => undefined);
      await until(async () => (await database`select from pg_locks where not granted`).length === 2);
      const { status, body } = await askTwo!('GET', path);
      expect([status, body.code, body.metadata.policy]).toEqual([429, 'concurrency_limited', 'concurrency']);

      one.child.kill('SIGKILL');
      await one.exited;
      expect(await follow(two)).toBe(429);
      await until(async () => (await askTwo!('GET', path)).status === 200, 20_000);
    });
    await database.end();
    await until(async () => (await follow(two)) === 200, 20_000);
    expect(await used('concurrency')).toBe(1);
  },
);
