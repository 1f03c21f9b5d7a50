import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@woes/server/testing';

const main = resolve(import.meta.dirname, '../../packages/server/src/main.ts');
export const rootToken = 'root-token-of-the-test-installation';

/** The server as users run it: a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  readonly output: () => string;
  /** Resolves when the process has ended. */
  readonly exited: Promise<number | null>;
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 'woes-process-'));

/** Starts the server and waits until it answers. */
export async function startProcess(folder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const started = await spawnProcess(folder, env);
  try {
    await until(async () => {
      if (started.child.exitCode !== null) throw new Error(`The server ended:\n${started.output()}`);
      return (await fetch(`${started.url}/readyz`)).ok;
    });
  } catch (error) {
    started.child.kill('SIGKILL');
    throw error;
  }
  return started;
}

export async function spawnProcess(folder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      WOES_DATA: folder,
      WOES_ROOT_TOKEN: rootToken,
      WOES_LOG: 'warn',
      WOES_LIMIT_KEY: '1000000/10',
      WOES_LIMIT_WORKSPACE: '1000000/10',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((done) => child.once('exit', done));
  return { url: `http://127.0.0.1:${port}`, child, output: () => output, exited };
}

/** Waits for a condition; what throws counts as not yet, but for an error that will not pass. */
export async function until(condition: () => Promise<boolean>, withinMs = 120_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      if (await condition()) return;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('The server ended')) throw error;
    }
    if (Date.now() > end) throw new Error('The condition did not come true in time.');
    await new Promise((next) => setTimeout(next, 25));
  }
}

export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<{ status: number; body: any }>;

/** A caller with a key, who notices when the server is gone. */
export const callerOf =
  (url: string, key: string): Caller =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
