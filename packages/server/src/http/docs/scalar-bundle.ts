import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface Bundle {
  /** Changes with the content, so that it may be kept for ever. */
  readonly path: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly gzipped: Buffer<ArrayBuffer>;
}

let loaded: Promise<Bundle> | null = null;

/** The script of the API reference, from the installed package: read and compressed once. */
export const scalarBundle = (): Promise<Bundle> => {
  loaded ??= load();
  return loaded;
};

async function load(): Promise<Bundle> {
  const manifest = findPackageJSON('@scalar/api-reference', import.meta.url);
  if (!manifest) throw new Error('The package @scalar/api-reference is not installed.');
  const plain = await readFile(join(manifest, '../dist/browser/standalone.js'));
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 16);
  return { path: `/docs/scalar-${hash}.js`, plain, gzipped: await promisify(gzip)(plain) };
}
