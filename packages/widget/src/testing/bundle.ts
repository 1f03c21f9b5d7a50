import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'tsdown';
import builds from '../../tsdown.config.ts';

/** Builds as the package is built, in a place of its own, and gives the files by name. */
export async function bundle(
  name: 'index' | 'panel' | 'embed',
  dts = false,
): Promise<Record<string, string>> {
  const outDir = await mkdtemp(join(tmpdir(), 'woes-widget-'));
  const cwd = join(import.meta.dirname, '../..');
  const settings = builds.find(({ entry }) => Object.keys(entry as object).includes(name))!;
  await build({ ...settings, config: false, cwd, outDir, dts, logLevel: 'silent' });
  const read = (file: string) => readFile(join(outDir, file), 'utf8');
  const files: Record<string, string> = { [`${name}.js`]: await read(`${name}.js`) };
  if (dts) files[`${name}.d.ts`] = await read(`${name}.d.ts`);
  await rm(outDir, { recursive: true });
  return files;
}

/** Bytes that travel. */
export const brotliBytes = (text: string): number => brotliCompressSync(text).length;
