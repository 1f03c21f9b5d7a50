import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openPglite, readMigrations } from '../platform/db/index.ts';

/** A migrated database to start tests from: made once per set of migrations, then loaded in half a second. */
export async function pgliteImage(): Promise<string> {
  const migrations = await readMigrations();
  const hash = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), 'woes-test-images');
  const path = join(folder, `${hash}.tar`);
  if (existsSync(path)) return path;
  const engine = await openPglite({});
  await migrate(engine, migrations);
  const dump = await engine.raw.dumpDataDir('none');
  await engine.close();
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, path);
  return path;
}

export const loadImage = (path: string): Blob => new Blob([readFileSync(path)]);
