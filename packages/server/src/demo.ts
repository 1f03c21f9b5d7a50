import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from './platform/ids.ts';
import { appRouter } from './router.ts';
import type { Context } from './rpc/context.ts';
import type { RunningServer } from './server.ts';

export interface Demo {
  workspaceId: string;
  credential: string;
  widgetKey: string;
  channelId: string;
}

/** Calls the procedures inside the process, with the same checks as through any door. */
export function directCaller({ services }: RunningServer, key: string) {
  const context: Context = {
    services,
    request: {
      id: newId('req', services.clock.now()),
      door: 'direct',
      surface: 'workspace',
      ip: '127.0.0.1',
      origin: null,
      authorization: `Bearer ${key}`,
      idempotencyKey: null,
      version: null,
      traceparent: null,
      batchSize: 1,
    },
    reply: { limits: [], replayed: false, retryAfter: null },
  };
  return appRouter.createCaller(context);
}

/** The workspace to try things in, made on the first start on a database and kept in `demo.json`. */
export async function ensureDemo(server: RunningServer): Promise<Demo> {
  const { dataFolder } = server.services.config;
  const path = join(dataFolder, 'demo.json');
  const kept = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Demo,
    () => null,
  );
  if (kept && (await stillWorks(server, kept))) return kept;

  const root = directCaller(server, server.rootToken);
  const slug = `demo-${newId('ws', server.services.clock.now()).slice(-6)}`;
  const { workspace, credential, channelId } = await root.workspaces.create({ name: 'Demo', slug });
  const { port, protocol } = new URL(server.url);
  const caller = directCaller(server, credential.secret);
  const widgetKey = await caller.authentication.widgetKeys.create({
    channelId,
    name: 'Demo page',
    allowedOrigins: ['localhost', '127.0.0.1'].map((host) => `${protocol}//${host}:${port}`),
  });
  const demo: Demo = {
    workspaceId: workspace.id,
    credential: credential.secret,
    widgetKey: widgetKey.key,
    channelId,
  };
  await mkdir(dataFolder, { recursive: true });
  await writeFile(path, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}

/** The file may be left from another database. */
async function stillWorks(server: RunningServer, demo: Demo): Promise<boolean> {
  return directCaller(server, demo.credential)
    .authentication.me({})
    .then(
      ({ workspace }) => workspace.id === demo.workspaceId,
      () => false,
    );
}
