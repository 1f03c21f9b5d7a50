import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../schemathesis');
const environment = resolve(import.meta.dirname, '../../node_modules/.cache/woes-schemathesis');

/** Where a Python 3 is, or null. */
export function findPython(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders.map((each) => join(each, 'python3')).find(existsSync) ?? null;
}

/** The pinned tool in an environment of its own; null where it is not there and cannot be installed. */
export function schemathesis(): string | null {
  const requirements = join(folder, 'requirements.txt');
  const program = join(environment, 'bin', 'schemathesis');
  const stamp = join(environment, 'installed');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return program;
  const python = findPython();
  if (!python) return null;
  const did = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: 'ignore', timeout: 300_000 }).status === 0;
  if (!did(python, '-m', 'venv', '--clear', environment)) return null;
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  if (!did(join(environment, 'bin', 'python'), ...install)) return null;
  writeFileSync(stamp, wanted);
  return program;
}

export interface Asked {
  readonly document: unknown;
  readonly origin: string;
  /** The key of each security scheme of the document. */
  readonly keys: Readonly<Record<string, string>>;
  readonly base: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never revoked by the run. */
  readonly ownCredential?: string;
}

/** Runs all checks in all phases against a server; gives the exit code and what was printed. */
export async function runSchemathesis(
  program: string,
  { document, origin, base, keys, headers = {}, ownCredential = '' }: Asked,
): Promise<{ code: number | null; output: string }> {
  const work = mkdtempSync(join(tmpdir(), 'woes-schemathesis-'));
  copyFileSync(join(folder, 'hooks.py'), join(work, 'hooks.py'));
  writeFileSync(join(work, 'openapi.json'), JSON.stringify(document));
  const text = JSON.stringify;
  const config = [
    readFileSync(join(folder, 'schemathesis.toml'), 'utf8'),
    '[headers]',
    ...Object.entries(headers).map(([name, value]) => `${text(name)} = ${text(value)}`),
    ...Object.entries(keys).flatMap(([scheme, key]) => [`[auth.openapi.${scheme}]`, `bearer = ${text(key)}`]),
  ];
  writeFileSync(join(work, 'schemathesis.toml'), `${config.join('\n')}\n`);
  const child = spawn(program, ['run', 'openapi.json', '--url', `${origin}${base}`], {
    cwd: work,
    env: {
      PATH: process.env.PATH,
      NO_COLOR: '1',
      COLUMNS: '160',
      PYTHONDONTWRITEBYTECODE: '1',
      WOES_OWN_CREDENTIAL: ownCredential,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, output };
}
