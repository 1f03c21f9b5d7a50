import { defineConfig } from 'vitest/config';
import { findPostgres } from './packages/server/src/testing/postgres-server.ts';
import { findRedis } from './packages/server/src/testing/redis-server.ts';

const hasPostgres = findPostgres() !== null;

const shared = {
  globalSetup: ['packages/server/src/testing/global-setup.ts'],
  // Suites of a worker share one server and database; each makes a workspace of its own in it.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** The suites of the server run on both databases; what crosses packages runs once. */
const server = (name: string, database: string) => ({
  test: {
    ...shared,
    name,
    include: ['packages/server/src/**/*.test.ts'],
    // What only a server of several connections can do has no test on the embedded database.
    exclude: [
      ...(database === 'postgres' ? [] : ['**/*.postgres.test.ts']),
      ...(findRedis() ? [] : ['**/*.redis.test.ts']),
    ],
    setupFiles: ['packages/server/src/testing/check-codes.ts'],
    env: { WOES_TEST_DATABASE: database },
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      server('pglite', 'pglite'),
      ...(hasPostgres ? [server('postgres', 'postgres')] : []),
      { test: { ...shared, name: 'widget', include: ['packages/widget/src/**/*.test.ts'] } },
      { test: { ...shared, name: 'sdk', include: ['packages/sdk/src/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'across',
          include: ['tests/**/*.test.ts'],
          setupFiles: ['packages/server/src/testing/check-codes.ts'],
          testTimeout: 240_000,
        },
      },
    ],
  },
});
