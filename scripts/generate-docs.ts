import { resolve } from 'node:path';
import { findDrift, writeGenerated } from '../packages/server/src/http/docs/generated-files.ts';

const root = resolve(import.meta.dirname, '..');

/** Brings docs/openapi*.json and docs/errors to what the routers say; with `check`, only names what drifted. */
export const generateDocs = ({ check = false } = {}): Promise<string[]> =>
  check ? findDrift(root) : writeGenerated(root);

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const drifted = await generateDocs({ check });
  for (const path of drifted) console.log(`${check ? 'drifted' : 'written'}  ${path}`);
  if (check && drifted.length > 0) process.exitCode = 1;
}
