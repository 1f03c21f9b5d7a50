import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newestVersion } from '../contract/versions.ts';
import {
  createConversation,
  createWorkspace,
  openStream,
  type RestActor,
  startTestServer,
  type TestServer,
  type TestStream,
  type TestWorkspace,
} from '../testing/index.ts';

/** The event stream as tRPC's own client asks for it: a subscription over server-sent events. */
let server: TestServer;
let workspace: TestWorkspace;
const open: TestStream[] = [];
beforeAll(async () => {
  server = await startTestServer({ WOES_LIMIT_STREAMS: '2' });
  workspace = await createWorkspace(server);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(() => server.stop());

const pathOf = (input: object) =>
  `/api/trpc/webhooks.events.stream?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;

async function subscribe({ key }: RestActor, input: object = {}, headers: Record<string, string> = {}) {
  const asked = { authorization: `Bearer ${key}`, accept: 'text/event-stream', ...headers };
  const stream = await openStream(server, pathOf(input), asked);
  open.push(stream);
  return stream;
}
const happen = async (name: string) =>
  (await workspace.admin.put(`/customers/by-external-id/${name}`, {})).body.id as string;
const about = (id: string) => (frame: { data: any }) => frame.data?.json?.resource?.id === id;
// An event source cannot read the body of a refusal: tRPC puts it into the stream.
const problemOf = (stream: TestStream) => stream.frames.at(-1)!.data.json.data.problem;
const places = async ({ key }: RestActor) => {
  const authorization = `Bearer ${key}`;
  const answer = await fetch(new URL('/api/v1/limits', server.url), { headers: { authorization } });
  return (await answer.json()).quotas.find(({ name }: any) => name === 'streams').used;
};
const credentialOf = async (actor: RestActor) => (await actor.get('/auth/me')).body.credential;

describe('a subscription', () => {
  test('gives events as they happen, with their times as dates', async () => {
    const stream = await subscribe(workspace.admin);
    await expect.poll(() => places(workspace.admin)).toBe(1);
    const id = await happen('told');
    const { data } = await stream.until(about(id));
    expect(data.json).toMatchObject({ type: 'customer.created', apiVersion: newestVersion });
    expect(data.meta.values.occurredAt).toEqual(['Date']);
  });

  test('in an older contract gives events in its form', async () => {
    const conversation = await createConversation(workspace);
    const input = { afterSequence: 0, types: ['conversation.created'] };
    const [older, newest] = [
      await subscribe(workspace.admin, input, { 'woes-version': '2026-09-01' }),
      await subscribe(workspace.admin, input),
    ];
    const [old, now] = [
      await older.until(about(conversation.id)),
      await newest.until(about(conversation.id)),
    ];
    expect(old.data.json.apiVersion).toBe('2026-09-01');
    expect(old.data.json.data.conversation).toMatchObject({ messageCount: 0 });
    expect(old.data.json.data.conversation).not.toHaveProperty('counts');
    expect(now.data.json.data.conversation).toMatchObject({ counts: { messages: 0 } });
  });

  test('ends with the reason when its key is revoked, and gives nothing from then on', async () => {
    const user = await workspace.withScopes('webhooks:read');
    const { id } = await credentialOf(user);
    const stream = await subscribe(user);
    await expect.poll(() => places(user)).toBe(1);
    await workspace.admin.delete(`/auth/credentials/${id}`);
    await stream.ended;
    const happened = await happen('after revocation');
    expect(problemOf(stream)).toMatchObject({ code: 'revoked_credentials', status: 401 });
    expect(stream.frames.some(about(happened))).toBe(false);
  });

  test('ends with the reason when its key may do less than it needs', async () => {
    const user = await workspace.withScopes('webhooks:read', 'customers:read');
    const { id } = await credentialOf(user);
    const stream = await subscribe(user);
    await expect.poll(() => places(user)).toBe(1);
    await workspace.admin.patch(`/auth/credentials/${id}`, { scopes: ['customers:read'] });
    await stream.ended;
    expect(problemOf(stream)).toMatchObject({
      code: 'insufficient_scope',
      metadata: { missingScope: 'webhooks:read' },
    });
  });

  test('is let go when the server ends, so that nobody waits for it', async () => {
    const ending = await startTestServer();
    const own = await createWorkspace(ending);
    const stream = await openStream(ending, pathOf({}), {
      authorization: `Bearer ${own.admin.key}`,
      accept: 'text/event-stream',
    });
    const gone = stream.ended.catch(() => undefined);
    await expect.poll(() => ending.services.streams.total).toBe(1);
    for (let n = 0; stream.frames.length < 2; n++) await own.admin.put(`/customers/by-external-id/${n}`, {});
    const started = performance.now();
    await Promise.all([ending.stop(), gone]);
    expect(performance.now() - started).toBeLessThan(8000);
    // No word that it is over: the client is to come back.
    expect(stream.frames.map(({ event }) => event)).not.toContain('return');
    expect(stream.frames.map(({ event }) => event)).not.toContain('serialized-error');
  });

  test('takes one of the stream places of its key, and gives it back at its end', async () => {
    const user = await workspace.withScopes('webhooks:read');
    const streams = [await subscribe(user), await subscribe(user)];
    const refused = await subscribe(user);
    await refused.ended;
    expect(problemOf(refused)).toMatchObject({
      code: 'concurrency_limited',
      metadata: { policy: 'streams', quota: 2 },
    });
    expect(
      (await openStream(server, '/api/v1/events/stream', { authorization: `Bearer ${user.key}` })).status,
    ).toBe(429);
    for (const stream of streams) stream.close();
    await expect.poll(() => places(user)).toBe(0);
    await subscribe(user);
    await expect.poll(() => places(user)).toBe(1);
  });

  test('that was given up before it began takes no place', async () => {
    const user = await workspace.withScopes('webhooks:read');
    for (let n = 0; n < 20; n++) {
      const abort = new AbortController();
      const asked = fetch(new URL(pathOf({}), server.url), {
        headers: { authorization: `Bearer ${user.key}`, accept: 'text/event-stream' },
        signal: abort.signal,
      });
      setTimeout(() => abort.abort(), n % 4);
      await asked.then(
        () => abort.abort(),
        () => undefined,
      );
    }
    await expect.poll(() => places(user)).toBe(0);
  });

  test('that is refused for its input takes no place', async () => {
    const user = await workspace.withScopes('webhooks:read');
    for (let n = 0; n < 5; n++) {
      const stream = await subscribe(user, { nonsense: n });
      await stream.ended;
      expect(problemOf(stream).code).toBe('validation_failed');
      stream.close();
    }
    await expect.poll(() => places(user)).toBe(0);
  });
});
