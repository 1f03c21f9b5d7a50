import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a server must know and nobody else may: given by the environment, or made once and kept in its folder. */
export interface Installation {
  readonly secret: string;
  readonly rootToken: string;
}

export async function readInstallation(
  folder: string,
  given: { secret: string | null; rootToken: string | null },
): Promise<Installation> {
  if (given.secret && given.rootToken) return { secret: given.secret, rootToken: given.rootToken };
  const path = join(folder, 'installation.json');
  const kept = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Installation,
    async () => {
      const made = {
        secret: randomBytes(32).toString('base64url'),
        rootToken: randomBytes(24).toString('base64url'),
      };
      await mkdir(folder, { recursive: true });
      // Of two processes that start together one writes, and the other reads what it wrote.
      await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' }).catch(
        () => undefined,
      );
      return JSON.parse(await readFile(path, 'utf8')) as Installation;
    },
  );
  return { secret: given.secret ?? kept.secret, rootToken: given.rootToken ?? kept.rootToken };
}
