// Everything that this machine can check, in the order in which it fails fastest. What it cannot run is named.
import { existsSync } from 'node:fs';
import { bringUp, runNode } from './bring-up.mjs';

bringUp();

const args = process.argv.slice(2);
const steps = [
  ['Types', ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json']],
  ['Style', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['Generated files', ['scripts/generate.ts', '--check']],
  ['Tests', ['node_modules/vitest/vitest.mjs', 'run', ...args]],
];

const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(':')];
const has = (...programs) =>
  programs.some((program) => folders.some((folder) => existsSync(`${folder}/${program}`)));
const missing = [
  [existsSync('/usr/lib/postgresql') || has('initdb'), 'PostgreSQL: the suites ran on PGlite only'],
  [has('redis-server', 'valkey-server'), 'Redis or Valkey: no test of shared limits'],
  [existsSync('/usr/bin/chromium'), 'Chromium: no test in a browser'],
  [has('python3'), 'Python 3: no REST client in another language, no Schemathesis'],
].filter(([there]) => !there);

for (const [title, command] of args.length > 0 ? steps.slice(-1) : steps) {
  console.log(`\n${title}`);
  const code = await runNode(command);
  if (code !== 0) {
    console.error(`\n${title} failed.`);
    process.exit(code);
  }
}
if (missing.length > 0)
  console.log(`\nNot run, because this machine lacks:\n${missing.map(([, what]) => `  ${what}`).join('\n')}`);
