import { createDatabase, findPostgres, type PostgresServer, startPostgres } from '@woes/server/testing';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Caller,
  callerOf,
  newFolder,
  rootToken,
  type ServerProcess,
  spawnProcess,
  startProcess,
  until,
} from './support/process.ts';

/** What stands after the worst: processes killed without warning, databases that go and come back. */
const running: ServerProcess[] = [];
const start = async (folder: string, env: Record<string, string>) => {
  const server = await startProcess(folder, env);
  running.push(server);
  return server;
};

afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    child.kill('SIGKILL');
    await exited;
  }
});

async function newConversation(url: string) {
  const made = await callerOf(url, rootToken)('POST', '/workspaces', {
    name: 'Durable',
    slug: `durable-${Date.now()}`,
  });
  const key = made.body.credential.secret as string;
  const call = callerOf(url, key);
  const conversation = await call('POST', '/conversations', {
    customer: { externalId: 'u' },
    channelId: made.body.channelId,
  });
  return { key, call, conversationId: conversation.body.id as string };
}

/** Eight writers send messages until the server is gone; gives what it had acknowledged, and what was under way. */
async function writeUntilGone(call: Caller, conversationId: string, onAcknowledged: (count: number) => void) {
  const acknowledged = new Map<string, string>();
  const underWay = new Set<string>();
  let gone = false;
  const writer = async (name: number) => {
    for (let i = 0; !gone; i++) {
      const key = `writer-${name}-${i}`;
      underWay.add(key);
      try {
        const sent = await call(
          'POST',
          `/conversations/${conversationId}/messages`,
          { body: { text: key } },
          { 'idempotency-key': key },
        );
        if (sent.status !== 201) continue;
        acknowledged.set(key, sent.body.id);
        underWay.delete(key);
        onAcknowledged(acknowledged.size);
      } catch {
        gone = true;
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));
  return { acknowledged, underWay };
}

async function allMessages(call: Caller, conversationId: string) {
  const messages: { id: string; sequence: number; body: { text: string } }[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { body: any } = await call(
      'GET',
      `/conversations/${conversationId}/messages?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    messages.push(...page.body.data);
    cursor = page.body.nextCursor;
  }
  return messages;
}

async function allEvents(call: Caller) {
  const events: { sequence: number; type: string; resource: { id: string } }[] = [];
  for (let after = 0; ; ) {
    const { body } = await call('GET', `/events?limit=100&afterSequence=${after}`);
    events.push(...body.data);
    if (!body.hasMore) return events;
    after = body.nextSequence;
  }
}

const databases: [string, () => Promise<Record<string, string>>][] = [['PGlite', async () => ({})]];
if (findPostgres()) databases.push(['PostgreSQL', async () => ({ DATABASE_URL: await createDatabase() })]);

describe.each(databases)('on %s', (_, environment) => {
  test('after kill -9 during writes every acknowledged write is there, and no event is missing or doubled', async () => {
    const folder = newFolder();
    const env = await environment();
    const first = await start(folder, env);
    const { key, call, conversationId } = await newConversation(first.url);
    const { acknowledged, underWay } = await writeUntilGone(call, conversationId, (count) => {
      if (count === 60) first.child.kill('SIGKILL');
    });
    await first.exited;
    expect(acknowledged.size).toBeGreaterThanOrEqual(60);

    const second = await start(folder, env);
    const again = callerOf(second.url, key);
    const messages = await allMessages(again, conversationId);
    const stored = new Map(messages.map((message) => [message.body.text, message.id]));
    for (const [text, id] of acknowledged) expect(stored.get(text)).toBe(id);
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, i) => i + 1));

    const events = await allEvents(again);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    const told = events.filter(({ type }) => type === 'message.sent').map(({ resource }) => resource.id);
    expect(told.sort()).toEqual(messages.map(({ id }) => id).sort());

    // Who got no answer asks again with the same key: what was stored is replayed, what was not is done now, once.
    for (const text of underWay) {
      const retried = await again(
        'POST',
        `/conversations/${conversationId}/messages`,
        { body: { text } },
        { 'idempotency-key': text },
      );
      expect(retried.status).toBe(201);
      if (stored.has(text)) expect(retried.body.id).toBe(stored.get(text));
    }
    const texts = (await allMessages(again, conversationId)).map(({ body }) => body.text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('a stop by signal finishes what runs and ends streams by plan', async () => {
    const server = await start(newFolder(), await environment());
    const { key } = await newConversation(server.url);
    const stream = await fetch(`${server.url}/api/v1/events/stream`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const text = stream.text();
    server.child.kill('SIGINT');
    expect(await server.exited).toBe(0);
    expect(await text).toContain('event: reconnect');
  });
});

test('a second process on one PGlite folder is refused, and says who holds it', async () => {
  const folder = newFolder();
  const first = await start(folder, {});
  const second = await spawnProcess(folder);
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`in use by process ${first.child.pid}`);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
});

describe.runIf(findPostgres())('a PostgreSQL that goes away', () => {
  test('is waited for at start, answered with 503, and recovered from without a restart', async () => {
    const postgres: PostgresServer = await startPostgres();
    try {
      await postgres.kill();
      const server = await spawnProcess(newFolder(), { DATABASE_URL: postgres.url });
      running.push(server);
      await until(async () => (await fetch(`${server.url}/readyz`)).status === 503);
      expect((await fetch(`${server.url}/livez`)).status).toBe(200);
      const early = await callerOf(server.url, rootToken)('GET', '/auth/me');
      expect(early.body).toMatchObject({ status: 503, code: 'unavailable', retry: 'after' });
      expect(server.output()).toContain('The database cannot be reached');

      await postgres.start();
      await until(async () => (await fetch(`${server.url}/readyz`)).ok);
      const { call, conversationId } = await newConversation(server.url);
      const sent = await call('POST', `/conversations/${conversationId}/messages`, {
        body: { text: 'Before.' },
      });
      expect(sent.status).toBe(201);

      await postgres.kill();
      await until(async () => (await fetch(`${server.url}/readyz`)).status === 503);
      expect((await call('GET', `/conversations/${conversationId}`)).body).toMatchObject({
        status: 503,
        code: 'unavailable',
      });

      await postgres.start();
      await until(async () => (await fetch(`${server.url}/readyz`)).ok);
      await until(
        async () =>
          (await call('POST', `/conversations/${conversationId}/messages`, { body: { text: 'After.' } }))
            .status === 201,
      );
      const texts = (await allMessages(call, conversationId)).map(({ body }) => body.text);
      expect(texts).toEqual(['Before.', 'After.']);
    } finally {
      await postgres.stop();
    }
  });
});
