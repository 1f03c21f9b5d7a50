import { readFileSync } from 'node:fs';
import type { Engine } from '../../packages/server/src/platform/db/connection.ts';

/**
 * Milliseconds of processor time that this process and the database's have used; on a machine with other work that
 * says more than the clock. Where the system does not tell it of the database, that part is left out.
 */
export async function processorOf(engine: Engine): Promise<() => number> {
  const lease = await engine.acquire();
  const rows = await lease.rows('select pid from pg_stat_activity where datname is not null', []);
  lease.release();
  const paths = engine.kind === 'postgres' ? rows.map(({ pid }) => `/proc/${pid}/schedstat`) : [];
  return () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000 + paths.reduce((sum, path) => sum + nanoseconds(path), 0) / 1e6;
  };
}

function nanoseconds(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}
