import { connect, createServer } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../contract/ids.ts';
import { createDatabase } from '../../testing/index.ts';
import { newId } from '../ids.ts';
import { type Engine, inTransaction, openPostgres, statement, transaction } from './index.ts';

const whereAmI = statement<[number]>(
  `select current_setting('app.workspace_id'), current_user, $1::int from (select pg_sleep($1::int / 100000.0)) as slept`,
);
const end = statement<[]>('select pg_terminate_backend(pg_backend_pid())');
const options = (url: string) => ({
  url,
  connectionsMax: 3,
  prepare: true,
  statementTimeoutMs: 10_000,
  lockTimeoutMs: 3000,
  idleTransactionTimeoutMs: 30_000,
});
const read = <T>(engine: Engine, workspaceId: Id<'ws'>, work: () => Promise<T>) =>
  inTransaction(engine, workspaceId, 'read', () => {
    transaction().lastStatement();
    return work();
  });
const uuidOf = async (engine: Engine, id: Id<'ws'>) =>
  (await inTransaction(engine, id, 'read', () => whereAmI(0)))[0]![0];

describe('reads that share connections', () => {
  let url: string;
  let engine: Engine;
  const workspaces = Array.from({ length: 7 }, (_, n) => newId('ws', new Date(1_800_000_000_000 + n)));
  beforeAll(async () => {
    url = await createDatabase();
    const owner = postgres(url, { max: 1 });
    await owner.unsafe(
      `do $$ begin create role woes_tenant nologin; exception when duplicate_object then null; end $$`,
    );
    await owner.end();
    engine = openPostgres(options(url));
    await engine.connect();
  });
  afterAll(() => engine.close());

  test('each is in its own workspace and role, whatever runs beside it', async () => {
    expect(engine.runShared).not.toBeNull();
    const expected = await Promise.all(workspaces.map((id) => uuidOf(engine, id)));
    const ask = (n: number): Promise<unknown[][]> =>
      n % 5 === 0
        ? inTransaction(engine, workspaces[n % 7]!, 'write', () => whereAmI(n % 11))
        : read(engine, workspaces[n % 7]!, () => whereAmI(n % 11));
    const got = await Promise.all(Array.from({ length: 300 }, (_, n) => ask(n)));
    for (const [n, [row]] of got.entries()) expect(row).toEqual([expected[n % 7], 'woes_tenant', n % 11]);
    expect(engine.stats()).toEqual({ size: 3, idle: 3, waiting: 0 });
  });

  test('reads on a connection that is lost fail, and those after them are in their own workspace again', async () => {
    const single = openPostgres({ ...options(url), connectionsMax: 1 });
    await single.connect();
    const outcomes = await Promise.allSettled([
      read(single, workspaces[0]!, () => whereAmI(1)),
      read(single, workspaces[1]!, () => end()),
      ...Array.from({ length: 20 }, () => read(single, workspaces[2]!, () => whereAmI(1))),
    ]);
    expect(outcomes[1]!.status).toBe('rejected');
    for (const outcome of outcomes.slice(2))
      if (outcome.status === 'fulfilled')
        expect(outcome.value[0]![0]).toBe(await uuidOf(engine, workspaces[2]!));
    expect(await read(single, workspaces[3]!, () => whereAmI(0))).toEqual([
      [await uuidOf(engine, workspaces[3]!), expect.any(String), 0],
    ]);
    await single.close();
  });

  test('a caller who makes statements without end does not fill the database with them', async () => {
    const single = openPostgres({ ...options(url), connectionsMax: 1 });
    await single.connect();
    const kept = statement<[number]>('select count(*) from pg_prepared_statements where $1 = 1');
    for (let n = 0; n < 600; n++)
      expect(
        await read(single, workspaces[0]!, () => statement<[number]>(`select ${n} + $1::int`)(1)),
      ).toEqual([[n + 1]]);
    const [[count]] = (await read(single, workspaces[0]!, () => kept(1))) as [[string]];
    expect(Number(count)).toBeGreaterThan(100);
    expect(Number(count)).toBeLessThanOrEqual(500);
    await single.close();
  });

  test('behind a pooler they stay in transactions', async () => {
    const target = new URL(url);
    // Poolers hand out cancel keys of their own, with another process number.
    const pooler = createServer((client) => {
      const server = connect(Number(target.port), target.hostname);
      client.pipe(server);
      server.on('data', (chunk) => {
        const at = chunk.indexOf(Buffer.from([75, 0, 0, 0, 12]));
        if (at >= 0) chunk.writeUInt32BE(1, at + 5);
        client.write(chunk);
      });
      server.on('close', () => client.destroy());
      client.on('close', () => server.destroy());
    });
    await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
    const through = new URL(url);
    through.host = `127.0.0.1:${(pooler.address() as { port: number }).port}`;
    const pooled = openPostgres(options(through.href));
    await pooled.connect();
    expect(pooled.runShared).toBeNull();
    expect((await read(pooled, workspaces[0]!, () => whereAmI(0)))[0]![0]).toBe(
      await uuidOf(engine, workspaces[0]!),
    );
    await pooled.close();
    pooler.close();
  });
});
