import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
  constructor(folder: string, holder: { pid: number; host: string }) {
    super(
      `The database folder ${folder} is in use by process ${holder.pid} on ${holder.host}. ` +
        'Two processes would corrupt it. Stop the other one, choose another folder with WOES_DATA, ' +
        'or use PostgreSQL with DATABASE_URL.',
    );
  }
}

/**
 * Takes the folder for this process. PGlite itself does not notice a second opener, and advisory locks always
 * succeed in it, so the lock is a file that names its holder; one left behind by a dead process is taken over.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, '..', `${folder.split(/[\\/]/).at(-1)}.lock`);
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), started: processStart(process.pid) });

  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(mine);
      await file.close();
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (holder && (await isAlive(holder))) throw new FolderInUseError(folder, holder);
    await rm(path, { force: true });
  }
  throw new Error(`The lock of ${folder} could not be taken.`);
}

interface Holder {
  pid: number;
  host: string;
  started: string | null;
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    // Between its creation and its first line, the file is empty: its writer is alive.
    await new Promise((resolve) => setTimeout(resolve, 50));
    // Still unfinished, it was left by one that died there.
    return readFile(path, 'utf8')
      .then((text) => JSON.parse(text) as Holder)
      .catch(() => null);
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return holder.started === processStart(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = processStart(holder.pid);
  return holder.started === null || started === null || started === holder.started;
}

/** When a process started, so that a reused process id is not taken for the holder. Known on Linux only. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
