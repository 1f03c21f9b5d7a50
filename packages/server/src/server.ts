import type { Server } from 'node:http';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { flushUses } from './authentication/index.ts';
import { choresOf } from './housekeeping.ts';
import { createApp } from './http/app.ts';
import { Streams } from './http/stream/streams.ts';
import type { Clock } from './platform/clock.ts';
import { type Config, summarise } from './platform/config.ts';
import {
  databaseFault,
  type Engine,
  migrate,
  openPglite,
  openPostgres,
  readMigrations,
} from './platform/db/index.ts';
import { readHeads } from './platform/events/heads.ts';
import { keepHouse } from './platform/housekeeping.ts';
import { readInstallation } from './platform/installation-secret.ts';
import { createLog, type Log } from './platform/log.ts';
import { createServices, type Services } from './platform/services.ts';
import { workersOf } from './workers.ts';

export interface RunningServer {
  readonly url: string;
  readonly services: Services;
  readonly rootToken: string;
  /** Resolves when the database has been reached and migrated. */
  readonly ready: Promise<void>;
  /** Takes nothing new, tells streams to come back later, finishes what runs, closes. */
  stop(): Promise<void>;
}

interface Parts {
  clock?: Clock;
  log?: Log;
  engine?: Engine;
}

const retryMs = 1000;

/** Puts one server together. */
export async function startServer(given: Config, parts: Parts = {}): Promise<RunningServer> {
  const log = parts.log ?? createLog(given.logLevel);
  const installation = await readInstallation(given.dataFolder, given);
  const config: Config = { ...given, ...installation };
  log.info({ configuration: summarise(given) }, 'starting');
  const engine = parts.engine ?? (await openEngine(config));
  const services = createServices(config, installation.secret, engine, { log, clock: parts.clock });
  const { bus } = services;

  const http = createAdaptorServer({
    fetch: createApp(services).fetch,
  }) as Server;
  http.keepAliveTimeout = 65_000;
  http.requestTimeout = config.requestTimeoutMs;
  await listen(http, config.port, config.host);
  const { port } = http.address() as { port: number };
  const stopping = new AbortController();
  const ready = prepareDatabase(services, stopping.signal);
  ready.catch(() => undefined);
  const leaveHouse = keepHouse(choresOf(services), log);

  let stopped: Promise<void> | null = null;
  const stop = async () => {
    services.lifecycle.draining = true;
    stopping.abort();
    leaveHouse();
    Streams.of(services).reconnectAll();
    const drained = services.jobs.drain();
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    // A connection whose last answer has gone out stays open for the next request, which will not be taken.
    const closing = setInterval(() => http.closeIdleConnections(), 50);
    setTimeout(() => http.closeAllConnections(), 10_000).unref();
    await closed;
    clearInterval(closing);
    drained.catch(() => undefined);
    await services.jobs.stop();
    await services.outgoing.close();
    await flushUses(services).catch(() => undefined);
    await bus.stop();
    await services.signals.stop();
    await services.limiter.stop?.();
    await engine.close();
  };
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    services,
    rootToken: installation.rootToken,
    ready,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

export async function openEngine(config: Config): Promise<Engine> {
  if (!config.databaseUrl) return openPglite({ folder: join(config.dataFolder, 'database') });
  return openPostgres({
    url: config.databaseUrl,
    connectionsMax: config.dbConnections,
    prepare: config.dbPrepare,
    statementTimeoutMs: 10_000,
    lockTimeoutMs: 3000,
    idleTransactionTimeoutMs: 30_000,
  });
}

function listen(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

/** Reaches the database, again and again while it is away, and brings it to this release. */
async function prepareDatabase(services: Services, stopping: AbortSignal): Promise<void> {
  const { engine, log, bus } = services;
  const migrations = await readMigrations();
  for (let told = false; !stopping.aborted; ) {
    try {
      await engine.connect();
      await migrate(engine, migrations);
      await services.jobs.start(workersOf(services));
      await bus.start((workspaceIds) => readHeads(engine, workspaceIds));
      await services.signals.start();
      services.lifecycle.migrated = true;
      return;
    } catch (error) {
      if (databaseFault(error) !== 'unavailable') throw error;
      if (!told)
        log.error({ err: error }, 'The database cannot be reached. The server answers 503 and keeps trying.');
      told = true;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}
