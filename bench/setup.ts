import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../packages/server/src/testing/postgres-server.ts';
import { type Child, startChild } from './children.ts';
import { type Contender, startContender, startOthers } from './contenders.ts';
import { createLogin, type Data, seed } from './data.ts';

export interface Setup {
  programs: string;
  ownerUrl: string;
  folder: string;
  data: Data;
  contenders: Contender[];
  generator: Child;
}

interface Wanted {
  conversations: number;
  poolSize: number;
  onStep(step: string): void;
  /** Flags of node for the server under test. */
  flags?: string[];
}

/*
 * Commits reach the disk as they do in production. Room in memory and for the log keep checkpoints out of the
 * run: one of them would cost whoever has his turn.
 */
const settings = { shared_buffers: '512MB', max_wal_size: '8GB', checkpoint_timeout: '1h' };

/** Starts everything; what has been started is stopped by the stack, in reverse order. */
export async function setUp(stack: AsyncDisposableStack, wanted: Wanted): Promise<Setup> {
  const { onStep, conversations, poolSize, flags } = wanted;
  const folder = await mkdtemp(join(tmpdir(), 'woes-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  onStep('PostgreSQL');
  const database = await startPostgres(settings);
  stack.defer(() => database.stop());
  const ownerUrl = database.url;
  const contenderSettings = {
    ownerUrl,
    tenantUrl: await createLogin(ownerUrl),
    connections: poolSize,
    dataFolder: join(folder, 'data'),
  };
  onStep('server');
  const ours = await startContender('ours', contenderSettings, flags);
  stack.defer(() => ours.child.stop());
  const data = await seed(ownerUrl, { port: ours.port, rootToken: ours.rootToken! }, conversations, onStep);
  onStep('contenders');
  const others = await startOthers(contenderSettings);
  for (const { child } of others) stack.defer(() => child.stop());
  const generator = startChild('./load.ts');
  stack.defer(() => generator.stop());
  return { programs: database.programs, ownerUrl, folder, data, contenders: [ours, ...others], generator };
}
