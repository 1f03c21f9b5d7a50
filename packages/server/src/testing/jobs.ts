import { vi } from 'vitest';
import type { Engine } from '../platform/db/index.ts';
import type { Queue } from '../platform/jobs/index.ts';
import type { TestServer } from './server.ts';

/**
 * Lets the jobs begin that are due by the server's clock, and waits until they have ended. The clock of a test is
 * not the database's: what is due in an hour of the one would take an hour of the other.
 */
export async function runDueJobs({ services, clock }: Pick<TestServer, 'services' | 'clock'>): Promise<void> {
  const { engine, jobs } = services;
  const due = await rows(
    engine,
    `update pgboss.job_common set start_after = now()
     where state < 'active' and (data->>'dueAt')::timestamptz <= $1::timestamptz
       and name in (select jsonb_array_elements_text($2::jsonb)) returning id, name`,
    [clock.now().toISOString(), JSON.stringify(jobs.worked)],
  );
  for (const name of new Set(due.map((row) => row.name as string))) jobs.wake({ name } as Queue);
  const ids = JSON.stringify(due.map(({ id }) => id));
  await vi.waitUntil(
    async () => {
      const unfinished = await rows(
        engine,
        `select id from pgboss.job_common
         where id in (select value::uuid from jsonb_array_elements_text($1::jsonb)) and state <= 'active' limit 1`,
        [ids],
      );
      return unfinished.length === 0;
    },
    { timeout: 30_000, interval: 20 },
  );
}

async function rows(engine: Engine, text: string, params: readonly unknown[]) {
  const lease = await engine.acquire();
  try {
    // A session that reads have shared acts for a tenant.
    await lease.command("reset role; set app.workspace_id = ''");
    return await lease.rows(text, params);
  } finally {
    lease.release();
  }
}
