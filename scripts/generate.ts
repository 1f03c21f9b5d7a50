import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Writes everything that is made from the contract, or, with `--check`, says what has drifted from it. */
const generators = ['generate-docs.ts', 'generate-sdk.ts', 'generate-redaction-rules.ts'];

const statuses = generators.map((script) => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return spawnSync(process.execPath, [path, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
});
process.exitCode = Math.max(...statuses);
