// Brings a fresh checkout to where it can run: the packages of the lockfile, with them Node 24, and the built
// widget. It runs on the Node that is there, so it uses nothing newer than Node 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
/** Not in package.json, where pnpm would want its own packages in the lockfile. */
const packageManager = 'pnpm@12.21.0';

/** Runs a step when what it depends on has changed since it last succeeded. */
function once(name, inputs, step) {
  const stamp = join(root, 'node_modules', '.cache', 'woes', name);
  const hash = createHash('sha256');
  for (const path of inputs) hash.update(path).update(readFileSync(join(root, path)));
  const now = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  step();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, now);
}

function run(command, args, title) {
  if (process.stderr.isTTY) process.stderr.write(`${title} …\n`);
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
  if (done.status === 0) return;
  process.stderr.write(`${title} failed.\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}\n`);
  process.exit(1);
}

const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length))
    .sort();

export function bringUp({ widget = true } = {}) {
  if (existsSync(join(root, 'node_modules', '.bin', 'node')) === false)
    // The stamp may be older than the folder it speaks of.
    spawnSync('rm', ['-rf', join(root, 'node_modules', '.cache', 'woes')]);
  const manifests = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/package.json`);
  once('install', ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...manifests], () =>
    run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], 'Installing packages'),
  );
  if (widget && existsSync(join(root, 'packages/widget/tsdown.config.ts')))
    once('widget', ['packages/widget/package.json', ...filesBelow('packages/widget/src')], () =>
      run(
        'npx',
        ['--yes', packageManager, '--filter', '@woes/widget', 'run', 'build'],
        'Building the widget',
      ),
    );
}

/** Runs a program on the Node of the checkout; it gets the signals of the terminal itself, and we wait for it. */
export function runNode(args, env = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const pass = (signal) => child.exitCode === null && child.kill(signal);
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => pass('SIGTERM'));
  return new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1))),
  );
}
