import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { beforeAll, expect, test, vi } from 'vitest';
import { createDatabase, database } from '../testing/index.ts';
import { createProgram } from './program.ts';
import { run } from './run.ts';

const cli = resolve(import.meta.dirname, '../cli.ts');
const folder = mkdtempSync(join(tmpdir(), 'woes-cli-'));
const rootToken = 'root-token-of-the-command-line-tests';
const unknownKey = 'key_01jd0000000000000000000009';
let env: Record<string, string>;

beforeAll(async () => {
  env = {
    PATH: process.env.PATH!,
    WOES_DATA: folder,
    WOES_SECRET: 'an installation secret for the command line',
    WOES_ROOT_TOKEN: rootToken,
    ...(database === 'postgres' ? { DATABASE_URL: await createDatabase() } : {}),
  };
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

function start(
  args: string[],
  more: Record<string, string> = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...env, ...more } });
  const ended = new Promise<Ended>((done) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('close', (code) => done({ code, out, err }));
  });
  return { child, ended };
}

const woes = (line: string): Promise<Ended> => start(line.split(' ')).ended;

/** Starts a server and waits for the line that says where it is. */
async function startServer(): Promise<{ url: string; stop(): Promise<Ended> }> {
  const { child, ended } = start(['serve', '--port', '0'], { WOES_LOG: 'warn' });
  const url = await new Promise<string>((done, fail) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      const [, found] = /Woes serves on (\S+)/.exec(chunk.toString()) ?? [];
      if (found) done(found);
    });
    void ended.then(({ err }) => fail(new Error(err)));
  });
  return {
    url,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const ask = (url: string, key: string) =>
  fetch(`${url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${key}` } });

function* leaves(command: Command): Generator<Command> {
  if (command.commands.length === 0) yield command;
  for (const child of command.commands) yield* leaves(child);
}

test('every command says what it does and shows examples', () => {
  for (const command of leaves(createProgram({}))) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(command.description(), command.name()).toMatch(/\.$/);
    expect(help, command.name()).toContain('Examples:\n  $ ');
  }
});

test('a wrong call ends with 2 and prints no result', async () => {
  const calls = [
    [],
    ['nothing'],
    ['workspace', 'create', '--name', 'Acme'],
    ['key', 'create', '--name', 'n', '--scope', 'customers:reed', '--workspace', 'acme'],
    ['key', 'create', '--name', 'n', '--scope', 'all'],
    ['key', 'create', '--name', 'n', '--scope', 'all', '--workspace', 'acme', '--expires', 'tomorrow'],
    ['key', 'revoke', 'not-an-id'],
    ['key', 'revoke', unknownKey, '--url', 'http://localhost:1'],
    ['key', 'revoke', unknownKey, '--url', 'localhost', '--token', 'woesk_x'],
  ];
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const result = vi.spyOn(console, 'log').mockReturnValue();
  try {
    for (const args of calls) {
      expect(await run(args, { WOES_DATA: join(folder, 'untouched') }), args.join(' ')).toBe(2);
      expect(err.mock.calls.length + told.mock.calls.length, args.join(' ')).toBeGreaterThan(0);
      err.mockClear();
      told.mockClear();
    }
    expect([...out.mock.calls, ...result.mock.calls]).toEqual([]);
  } finally {
    vi.restoreAllMocks();
  }
  expect(existsSync(join(folder, 'untouched'))).toBe(false);
});

test('the OpenAPI document is printed whole, and alone', async () => {
  const { code, out, err } = await woes('openapi --widget');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ openapi: '3.1.1', info: { title: 'Woes widget API' } });
});

test('an operator sets up an installation, and works on it through the running server', async () => {
  const migrated = await woes('migrate --json');
  expect([migrated.code, migrated.err]).toEqual([0, '']);
  expect(JSON.parse(migrated.out).applied).toContain('0001_foundation');

  const created = await woes('workspace create --name Acme --slug acme --json');
  expect(created.code, created.err).toBe(0);
  const { workspace, credential } = JSON.parse(created.out);
  expect(workspace).toMatchObject({ name: 'Acme', slug: 'acme', timezone: 'UTC' });

  const made = await woes(
    'key create --workspace acme --name Billing --scope customers:read messages:read --json',
  );
  expect(made.code, made.err).toBe(0);
  const key = JSON.parse(made.out);
  expect(key).toMatchObject({
    scopes: ['customers:read', 'messages:read'],
    createdBy: { type: 'installation' },
  });

  const server = await startServer();
  const as = (token: string) => `--url ${server.url} --token ${token}`;
  try {
    const me = await ask(server.url, key.secret);
    expect(await me.json()).toMatchObject({
      workspace: { id: workspace.id },
      credential: { name: 'Billing' },
    });

    if (database === 'pglite') {
      const refused = await woes('migrate');
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toMatch(/in use by process \d+[\s\S]*--url .* --token/);
    }

    const second = await woes(`workspace create --name Other --slug other --json ${as(rootToken)}`);
    expect(second.code, second.err).toBe(0);
    const other = JSON.parse(second.out);
    const again = await woes(`workspace create --name Acme --slug acme ${as(rootToken)}`);
    expect([again.code, again.out]).toEqual([3, '']);
    expect(again.err).toContain('already_exists');

    const given = await woes(`key create --name Remote --scope all ${as(credential.secret)}`);
    expect(given.code, given.err).toBe(0);
    const [, id] = /credential +(key_\w+)/.exec(given.out)!;
    const [, secret] = /secret +(woesk_\w+)/.exec(given.out)!;
    expect((await ask(server.url, secret!)).status).toBe(200);
    expect(given.err).not.toContain(secret);

    // Neither a key that is not there, nor the key of another workspace, nor with a token of nobody.
    expect((await woes(`key revoke ${unknownKey} ${as(credential.secret)}`)).code).toBe(3);
    expect((await woes(`key revoke ${id} ${as(other.credential.secret)}`)).code).toBe(3);
    expect((await woes(`key revoke ${id} ${as('woesk_unknown')}`)).code).toBe(3);
    const revoked = await woes(`key revoke ${id} --reason unused ${as(credential.secret)}`);
    expect([revoked.code, revoked.out]).toEqual([0, expect.stringContaining('revoked')]);
    expect(await (await ask(server.url, secret!)).json()).toMatchObject({ code: 'revoked_credentials' });
  } finally {
    expect((await server.stop()).code).toBe(0);
  }

  expect((await woes(`key revoke ${key.id}`)).out).toMatch(/status +revoked/);
}, 240_000);
