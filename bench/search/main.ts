import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { indexChanges } from '../../packages/server/src/conversations/index.ts';
import { readConfig } from '../../packages/server/src/platform/config.ts';
import { type RunningServer, startServer } from '../../packages/server/src/server.ts';
import { findPostgres, startPostgres } from '../../packages/server/src/testing/postgres-server.ts';
import { describeMachine, machineLine } from '../machine.ts';
import { Progress } from '../progress.ts';
import { fill } from './fill.ts';
import { queryKinds } from './queries.ts';

const usage = `npm run bench:search -- [options]

  --messages N   how many messages the workspace has; 1 000 000 when left out, 50 000 on PGlite
  --pglite       on the embedded database
  --rounds N     requests of each kind, 100 when left out
  --json FILE    also writes the result as JSON
  --help         prints this`;

const quota = '1000000000/10';
const targetMs = 50;

interface Result {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string' },
      rounds: { type: 'string' },
      pglite: { type: 'boolean' },
      json: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(usage);
  const programs = findPostgres();
  if (!programs && !values.pglite) throw new Error('The bench needs PostgreSQL 15 or later on this machine.');
  const progress = new Progress(process.stderr);
  await using stack = new AsyncDisposableStack();
  const server = await start(stack, values.pglite === true);
  const ask = await createWorkspace(server);

  const wanted = Number(values.messages ?? (values.pglite ? 50_000 : 1_000_000));
  progress.begin(wanted / 4000);
  const filled = await fill(server.services.engine, ask.place, wanted, (done) =>
    progress.step(`fill ${done}`),
  );
  progress.step('index');
  const begun = performance.now();
  await indexChanges(server.services, ask.place.workspaceId as `ws_${string}`);
  const indexed = (performance.now() - begun) / 1000;
  await tidy(server);
  const size = await indexSize(server);

  const rounds = Number(values.rounds ?? 100);
  progress.begin(rounds);
  const kinds = queryKinds();
  const times = new Map<string, number[]>(kinds.map(({ name }) => [name, []]));
  for (let round = -5; round < rounds; round++) {
    progress.step('search');
    for (const { name, next } of kinds) {
      const took = await ask.search(next());
      if (round >= 0) times.get(name)!.push(took);
    }
  }
  progress.end();
  const results = [...times].map(([name, all]): Result => summary(name, all));
  const overall = summary('all', [...times.values()].flat());
  const machine = programs ? describeMachine(programs) : null;
  console.log(`
${machine ? machineLine(machine) : ''}${values.pglite ? ' (PGlite is used)' : ''}
${filled.messages} messages in ${filled.conversations} conversations of one workspace; index of ${size} MB, built in ${Math.round(indexed)} s (${Math.round(filled.messages / indexed)} messages/s)

| query | p50 ms | p95 ms | max ms |
|---|--:|--:|--:|
${[...results, overall].map(({ name, p50Ms, p95Ms, maxMs }) => `| ${name} | ${p50Ms.toFixed(1)} | ${p95Ms.toFixed(1)} | ${maxMs.toFixed(1)} |`).join('\n')}

${overall.p95Ms <= targetMs ? 'reached' : 'missed'}: p95 of ${overall.p95Ms.toFixed(1)} ms over all kinds, ${targetMs} ms wanted`);
  if (values.json)
    await writeFile(
      values.json,
      `${JSON.stringify({ machine, filled, size, indexed, results, overall }, null, 2)}\n`,
    );
}

async function start(stack: AsyncDisposableStack, onPglite: boolean): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'woes-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const settings = { shared_buffers: '1GB', max_wal_size: '8GB', checkpoint_timeout: '1h', work_mem: '16MB' };
  const database = onPglite ? null : await startPostgres(settings);
  if (database) stack.defer(() => database.stop());
  const server = await startServer(
    readConfig({
      PORT: '0',
      ...(database ? { DATABASE_URL: database.url } : {}),
      WOES_DATA: join(folder, 'data'),
      WOES_LOG: 'error',
      WOES_LIMIT_KEY: quota,
      WOES_LIMIT_WORKSPACE: quota,
    }),
  );
  stack.defer(() => server.stop());
  await server.ready;
  return server;
}

async function createWorkspace({ url, rootToken }: RunningServer) {
  const post = async (path: string, key: string, body: object) => {
    const answer = await fetch(new URL(`/api/v1${path}`, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return JSON.parse(text);
  };
  const made = await post('/workspaces', rootToken, { name: 'Bench', slug: 'bench' });
  return {
    place: { workspaceId: made.workspace.id as string, channelId: made.channelId as string },
    async search(body: object): Promise<number> {
      const begun = performance.now();
      await post('/conversations/search', made.credential.secret, { limit: 20, ...body });
      return performance.now() - begun;
    },
  };
}

async function tidy({ services }: RunningServer): Promise<void> {
  const lease = await services.engine.acquire();
  await lease.command('reset role; set statement_timeout = 0');
  await lease.command('vacuum analyze');
  lease.release();
}

async function indexSize({ services }: RunningServer): Promise<number> {
  const lease = await services.engine.acquire();
  const [row] = await lease.rows("select pg_total_relation_size('search_postings')::text as bytes", []);
  lease.release();
  return Math.round(Number((row as { bytes: string }).bytes) / 1024 ** 2);
}

function summary(name: string, all: readonly number[]): Result {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: sorted.at(-1)! };
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
