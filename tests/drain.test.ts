import { createDatabase, findPostgres } from '@woes/server/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { callerOf, newFolder, rootToken, startProcess, until } from './support/process.ts';

test.runIf(findPostgres() !== null)(
  'a server that is told to stop sends its streams away, takes nothing new, and finishes what runs',
  async () => {
    const url = await createDatabase();
    const server = await startProcess(newFolder(), { DATABASE_URL: url });
    const database = postgres(url, { max: 2 });
    try {
      const made = await callerOf(server.url, rootToken)('POST', '/workspaces', {
        name: 'Drained',
        slug: 'drained',
      });
      const key = made.body.credential.secret as string;
      const call = callerOf(server.url, key);
      const { body: conversation } = await call('POST', '/conversations', {
        customer: { externalId: 'u' },
        channelId: made.body.channelId,
      });
      const stream = await fetch(`${server.url}/api/v1/events/stream`, {
        headers: { authorization: `Bearer ${key}` },
      });
      const told = stream.text();

      let answered: Promise<{ status: number; body: any }> | undefined;
      await database.begin(async (held) => {
        await held`select from conversations for update`;
        answered = call('POST', `/conversations/${conversation.id}/messages`, {
          body: { text: 'under way' },
        });
        await until(async () => {
          const [waiting] = await database`select from pg_locks where not granted`;
          return waiting !== undefined;
        });
        server.child.kill('SIGTERM');
        expect(await told).toContain('event: reconnect');
        await expect(fetch(`${server.url}/livez`, { headers: { connection: 'close' } })).rejects.toThrow();
      });
      const { status, body } = await answered!;
      expect([status, body.body.text]).toEqual([201, 'under way']);
      expect(await server.exited).toBe(0);
      expect(await database`select from messages`).toHaveLength(1);
    } finally {
      server.child.kill('SIGKILL');
      await database.end();
    }
  },
);
