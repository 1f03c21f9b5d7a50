import { createDatabase, findPostgres } from '@woes/server/testing';
import { describe, expect, test } from 'vitest';
import { callerOf, newFolder, rootToken, startProcess, until } from './support/process.ts';

/** Jobs over the death of their server: nothing is lost, and nothing is done twice. */
const databases: [string, () => Promise<Record<string, string>>][] = [['PGlite', async () => ({})]];
if (findPostgres()) databases.push(['PostgreSQL', async () => ({ DATABASE_URL: await createDatabase() })]);

const total = 400;

describe.each(databases)('on %s', (_, environment) => {
  test.each([
    ['killed', 'SIGKILL'],
    ['told to stop', 'SIGTERM'],
  ] as const)(
    'a bulk job whose server is %s goes on with the next server where it was',
    async (_, signal) => {
      const folder = newFolder();
      const env = await environment();
      const first = await startProcess(folder, env);
      const made = await callerOf(first.url, rootToken)('POST', '/workspaces', {
        name: 'Jobs',
        slug: 'jobs',
      });
      const key = made.body.credential.secret as string;
      const call = callerOf(first.url, key);
      const items = Array.from({ length: total }, (_, n) => ({ externalId: `user-${n}` }));
      const { body: job } = await call('POST', '/customers/bulk', { items });
      const progressOf = async (caller: typeof call) =>
        (await caller('GET', `/jobs/${job.id}`)).body.progress.done as number;
      await until(async () => (await progressOf(call)) > 5);
      first.child.kill(signal);
      await first.exited;

      const second = await startProcess(folder, env);
      try {
        const again = callerOf(second.url, key);
        expect(await progressOf(again)).toBeLessThan(total);
        await until(async () => (await again('GET', `/jobs/${job.id}`)).body.finishedAt !== null);
        const { body: ended } = await again('GET', `/jobs/${job.id}?include=results`);
        expect(ended).toMatchObject({ state: 'succeeded', progress: { done: total, failed: 0, total } });
        // `noop` would tell of an item that was done a second time.
        expect(ended.results.filter(({ result }: any) => result !== 'created')).toEqual([]);
        const events: { type: string }[] = [];
        for (let after = 0, more = true; more; ) {
          const { body } = await again('GET', `/events?limit=100&afterSequence=${after}`);
          events.push(...body.data);
          [after, more] = [body.nextSequence, body.hasMore];
        }
        const told = (type: string) => events.filter((event) => event.type === type).length;
        expect([told('customer.created'), told('job.succeeded')]).toEqual([total, 1]);
      } finally {
        second.child.kill('SIGKILL');
        await second.exited;
      }
    },
  );
});
