import type { TestProject } from 'vitest/node';
import { pgliteImage } from './pglite-image.ts';
import { findPostgres, type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    pgliteImage: string;
    postgresUrl: string | null;
  }
}

/** Each project loads this file anew; what they share stands here. */
const run = globalThis as {
  woesTests?: { users: number; image: Promise<string>; postgres: Promise<PostgresServer> | null };
};

/** What all suites of a run share: the image of the embedded database, and one real server where there is one. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  run.woesTests ??= {
    users: 0,
    image: pgliteImage(),
    postgres: findPostgres()
      ? startPostgres({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
      : null,
  };
  const shared = run.woesTests;
  shared.users += 1;
  provide('pgliteImage', await shared.image);
  provide('postgresUrl', (await shared.postgres)?.url ?? null);
  return async () => {
    shared.users -= 1;
    if (shared.users === 0) await (await shared.postgres)?.stop();
  };
}
