import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkspace } from '../packages/server/src/testing/index.ts';

// The package as others get it: built, packed, installed into a project of its own, compiled, run.

const root = new URL('../', import.meta.url);
const sdk = fileURLToPath(new URL('packages/sdk/', root));
const consumer = fileURLToPath(new URL('tests/consumer/', root));
const installed = (path: string) => join(sdk, 'node_modules', path);

/** The same as in `scripts/bring-up.mjs`. */
const packageManager = 'pnpm@12.21.0';

let folder: string;
let tarball: string;

/** Runs a program; when it fails, what it has said is the reason that matters. */
function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}) {
  return new Promise<string>((resolve, reject) =>
    execFile(command, args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      error ? reject(new Error([error.message, stdout, stderr].join('\n'))) : resolve(stdout),
    ),
  );
}
const node = (args: string[], cwd: string, env = {}) => run(process.execPath, args, cwd, env);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'woes-consumer-'));
  const manifest = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  const pnpm = (args: string[], cwd: string) => run('npx', ['--yes', packageManager, ...args], cwd);
  await node([installed('tsdown/dist/run.mjs'), '--log-level', 'error'], sdk);
  await pnpm(['pack', '--pack-destination', folder], sdk);
  tarball = join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz'))!);
  await writeProject(manifest.devDependencies['@types/node']);
  await pnpm(['install', '--prefer-offline', '--ignore-workspace', '--ignore-scripts'], folder);
}, 180_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A project that knows nothing of this repository. */
async function writeProject(nodeTypes: string): Promise<void> {
  const { dependencies } = await packedManifest();
  const project = {
    name: 'consumer',
    private: true,
    dependencies: {
      '@woes/sdk': `file:${tarball}`,
      '@trpc/client': dependencies['@trpc/client'],
      superjson: '2.2.6',
    },
    devDependencies: { '@types/node': nodeTypes },
  };
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom'],
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await write('package.json', JSON.stringify(project));
  await write('pnpm-workspace.yaml', 'autoInstallPeers: false\n');
  await write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.mts', '*.cts'] }));
  for (const name of ['run.mjs', 'run.cjs']) await write(name, await readFile(join(consumer, name), 'utf8'));
  for (const name of ['consumer', 'trpc']) {
    const text = await readFile(join(consumer, `${name}.ts`), 'utf8');
    await write(`${name}.mts`, text);
    await write(`${name}.cts`, text);
  }
  const examples = [...documentedExamples(await declarations()), ...readmeExamples(), ...guides()];
  expect(examples.length).toBeGreaterThan(30);
  for (const [n, text] of examples.entries()) await write(`example-${n}.mts`, text);
}

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const declarations = () => readFile(join(sdk, 'dist/index.d.ts'), 'utf8');
const packedManifest = async () =>
  JSON.parse(await run('tar', ['xzOf', tarball, 'package/package.json'], folder));

/** The examples in the comments of the public surface, each as a program. */
function documentedExamples(text: string): string[] {
  const comments = [...text.matchAll(/@example\n((?:[ \t]*\*.*\n)*?)[ \t]*\*(?:\/| @)/g)];
  return comments.map(([, lines = '']) => {
    const code = lines.replace(/^[ \t]*\* ?/gm, '');
    if (code.startsWith('import ')) return `import type { AppRouter } from '@woes/sdk';\n${code}`;
    return `import { isWoesError, Woes, WoesConnectionError, WoesTimeoutError } from '@woes/sdk';
import type { MetadataOf, Runtime } from '@woes/sdk';
import { woes } from './consumer.mjs';
declare const error: unknown;
export { error, isWoesError, Woes, WoesConnectionError, WoesTimeoutError, woes };
export type { MetadataOf, Runtime };
{
${code}
}
`;
  });
}

function readmeExamples(): string[] {
  const text = readFileSync(join(sdk, 'README.md'), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** The guides, each as the one program that it is. */
function guides(): string[] {
  const folder = new URL('docs/guides/', root);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .map((text) => [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code).join('\n'));
}

test('the package passes publint and are-the-types-wrong', async () => {
  await node([installed('publint/src/cli.js'), tarball, '--strict'], folder);
  await node([installed('@arethetypeswrong/cli/dist/index.js'), tarball], folder);
});

test('it holds what it needs and nothing else', async () => {
  const files = (await run('tar', ['tzf', tarball], folder)).trim().split('\n').sort();
  expect(files).toEqual(
    [
      'README.md',
      'dist/index.cjs',
      'dist/index.d.cts',
      'dist/index.d.ts',
      'dist/index.js',
      'package.json',
    ].map((name) => `package/${name}`),
  );
  const { dependencies } = await packedManifest();
  expect(Object.keys(dependencies)).toEqual(['@trpc/client', '@trpc/server']);
  const code = await readFile(join(sdk, 'dist/index.js'), 'utf8');
  expect(importsOf(code)).toEqual(['@trpc/client', '@trpc/server/observable']);
});

test('its declarations know tRPC and nothing of the server', async () => {
  const text = await declarations();
  expect(importsOf(text)).toEqual(['@trpc/client', '@trpc/server']);
  expect(text).not.toMatch(/\b(zod|drizzle|hono|ZodType|Services)\b/);
});

const importsOf = (code: string) =>
  [...code.matchAll(/^(?:import|export)\b[^;]*? from ["'](.+?)["']/gm)].map(([, from]) => from).sort();

test.each(['typescript-5.9', 'typescript', 'typescript-7'])(
  '%s compiles it as a module and as CommonJS, with every example, libraries checked',
  async (compiler) => {
    expect(await node([installed(`${compiler}/bin/tsc`), '-p', '.'], folder)).toBe('');
  },
);

/** A Node of the oldest line that is supported, where the machine has one. */
const olderNode = (process.env.PATH ?? '')
  .split(':')
  .map((path) => join(path, 'node'))
  .find((path) => existsSync(path) && /^v20\./.test(spawnSync(path, ['--version']).stdout.toString()));

test.each([process.execPath, ...(olderNode ? [olderNode] : [])])(
  'it runs as a module and through require, in one program and alone, on %s',
  async (program) => {
    const node = (args: string[], cwd: string, env = {}) => run(program, args, cwd, env);
    const workspace = await createWorkspace();
    const env = { WOES_API_KEY: workspace.admin.key, WOES_BASE_URL: workspace.server.url };
    const { copies, answers } = JSON.parse(await node(['run.mjs'], folder, env));
    const { body } = await workspace.admin.get('/workspace');
    expect(copies).toBe(true);
    expect(answers).toEqual([
      [body.name, true, true, true],
      [body.name, true, true, true],
    ]);
    const { version } = await packedManifest();
    expect(JSON.parse(await node(['run.cjs'], folder, env))).toEqual({
      version,
      listed: true,
      refused: true,
    });
  },
);
