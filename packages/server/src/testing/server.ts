import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { type Engine, openPglite, openPostgres } from '../platform/db/index.ts';
import { createLog } from '../platform/log.ts';
import { type RunningServer, startServer } from '../server.ts';
import { TestClock } from './clock.ts';
import { noteRefusal } from './declared-codes.ts';
import { loadImage } from './pglite-image.ts';

export interface TestServer extends RunningServer {
  readonly clock: TestClock;
  /** Every line that the server has logged. */
  readonly logLines: string[];
}

/** Which database the suites of this run use. */
export const database: 'pglite' | 'postgres' =
  process.env.WOES_TEST_DATABASE === 'postgres' ? 'postgres' : 'pglite';

export const testSecret = 'an installation secret for tests only';
export const testRootToken = 'root-token-of-the-test-installation';

/** The whole server over HTTP, on a database of its own. */
export async function startTestServer(
  env: Record<string, string> = {},
  engine?: Engine,
): Promise<TestServer> {
  const clock = new TestClock();
  const logLines: string[] = [];
  const config = readConfig({
    PORT: '0',
    WOES_DATA: mkdtempSync(join(tmpdir(), 'woes-test-')),
    WOES_SECRET: testSecret,
    WOES_ROOT_TOKEN: testRootToken,
    // The clock stands still, so quotas never refill: suites that test limits set their own.
    WOES_LIMIT_KEY: '1000000/10',
    WOES_LIMIT_WORKSPACE: '1000000/10',
    WOES_LIMIT_WIDGET_IP: '1000000/60',
    WOES_LIMIT_WIDGET_SESSION: '1000000/60',
    WOES_LIMIT_AUTH_FAIL: '1000000/60',
    // Nor do suites that write much at once share the places of one workspace.
    WOES_LIMIT_CONCURRENCY: '100000',
    ...env,
  });
  const log = createLog('info', {
    write(line: string) {
      logLines.push(line);
      noteRefusal(line);
    },
  });
  const server = await startServer(config, { clock, log, engine: engine ?? (await openTestEngine()) });
  await server.ready;
  return { ...server, clock, logLines };
}

export async function openTestEngine(): Promise<Engine> {
  if (database === 'pglite') return openPglite({ image: loadImage(inject('pgliteImage')) });
  return openPostgres({
    url: await createDatabase(),
    connectionsMax: 8,
    prepare: true,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 3000,
    idleTransactionTimeoutMs: 30_000,
  });
}

/** The engine for a server that does not own it: several can share one, and it outlives them. */
export const lend = (engine: Engine): Engine =>
  Object.assign(Object.create(engine) as Engine, { close: async () => undefined });

/** A new, empty database on the real server of this run. */
export async function createDatabase(): Promise<string> {
  const url = inject('postgresUrl');
  if (!url) throw new Error('PostgreSQL is not installed; run the suites on PGlite.');
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const database = new URL(url);
  database.pathname = `/${name}`;
  return database.href;
}

const shared = globalThis as { woesTestServer?: Promise<TestServer> };

/** The server that all suites of a worker share; each suite makes a workspace of its own in it. */
export function testServer(): Promise<TestServer> {
  shared.woesTestServer ??= startTestServer();
  return shared.woesTestServer;
}
