import { connect } from 'node:net';
import { createDatabase, findPostgres, RestActor, type TestServer } from '@woes/server/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { everyOperation, freshKeyOf, type Stage, stage, validInput } from '../support/doors.ts';
import { restRequest } from '../support/operations.ts';
import { newFolder, startProcess, until } from '../support/process.ts';

/** Every write whose answer got lost with the process: it was carried out, and a retry gets the stored answer. */
const writes = everyOperation.filter(
  ({ entry }) => entry.kind === 'mutation' && !entry.operation.neverReplayed,
);

test.runIf(findPostgres())(
  'a process killed between commit and answer has stored the answer of every write for its retry',
  async () => {
    const folder = newFolder();
    const database = await createDatabase();
    const limits = { WOES_LIMIT_WIDGET_IP: '1000000/60', WOES_LIMIT_WIDGET_SESSION: '1000000/60' };
    const env = { DATABASE_URL: database, ...limits };
    const first = await startProcess(folder, env);
    const sql = postgres(database, { max: 1 });
    let second: Awaited<ReturnType<typeof startProcess>> | null = null;
    try {
      const on: Stage = await stage({ url: first.url } as TestServer);
      const asks = writes.map(async (doors) => {
        const { method, path, ...request } = restRequest(doors.entry, validInput(doors, on));
        return {
          name: `${doors.surface} ${doors.entry.name}`,
          method,
          path: doors.rest + path,
          body: request.body === undefined ? undefined : JSON.stringify(request.body),
          query: new URLSearchParams((request.query ?? {}) as Record<string, string>).toString(),
          status: doors.entry.operation.status ?? 200,
          headers: {
            ...request.headers,
            authorization: `Bearer ${await freshKeyOf(doors, on)}`,
            'idempotency-key': `lost-${doors.surface}-${doors.entry.name}`,
            ...(doors.surface === 'widget' ? { origin: 'https://docs.example.com' } : {}),
            ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          } as Record<string, string>,
        };
      });
      const asked = await Promise.all(asks);
      const stored = async () =>
        Number((await sql`select count(*) from idempotency_records where status is not null`)[0]!.count);
      const before = await stored();
      // One after the other, each until it is committed; what is answered is never read.
      for (const [i, each] of asked.entries()) {
        sendAndForget(first.url, each);
        await until(async () => (await stored()) === before + i + 1, 20_000).catch(() => {
          throw new Error(`${each.name} stored nothing.`);
        });
      }
      first.child.kill('SIGKILL');
      await first.exited;

      second = await startProcess(folder, env);
      for (const each of asked) {
        const url = `${second.url}${each.path}${each.query ? `?${each.query}` : ''}`;
        const retried = await fetch(url, {
          method: each.method,
          headers: each.headers,
          ...(each.body === undefined ? {} : { body: each.body }),
        });
        const text = await retried.text();
        expect([each.name, retried.status, text.length > 0 || each.status === 204], text).toEqual([
          each.name,
          each.status,
          true,
        ]);
        expect(retried.headers.get('idempotent-replayed'), each.name).toBe('true');
      }
      const admin = new RestActor({ url: second.url } as TestServer, on.workspace.admin.key);
      expect((await admin.get('/auth/me')).status).toBe(200);
    } finally {
      first.child.kill('SIGKILL');
      second?.child.kill('SIGKILL');
      await sql.end();
    }
  },
);

interface Sent {
  method: string;
  path: string;
  query: string;
  body: string | undefined;
  headers: Record<string, string>;
}

/** Writes a request to a socket from which nobody reads. */
function sendAndForget(url: string, { method, path, query, body, headers }: Sent): void {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  const lines = [
    `${method} ${path}${query ? `?${query}` : ''} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : [`content-length: ${Buffer.byteLength(body)}`]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
