import {
  createWorkspace,
  openStream,
  startTestServer,
  startWidget,
  type TestServer,
  type TestWorkspace,
  visitorOrigin,
  type WidgetVisitor,
} from '@woes/server/testing';
import { beforeAll, expect, test } from 'vitest';
import { capabilities } from '../packages/server/src/contract/capabilities.ts';
import { errorCodesOf } from '../packages/server/src/rpc/catalogue.ts';
import { restRequest, widgetOperations } from './support/operations.ts';

/** Every widget operation, with a key that has all capabilities but the one it needs. */
let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await createWorkspace(server);
  return () => server.stop();
});

const needs = widgetOperations.map((entry) => {
  if (!('widget' in entry.operation.access)) throw new Error(`${entry.name} is open to others.`);
  return { entry, ...entry.operation.access };
});

const limitTo = (visitor: WidgetVisitor, allowed: readonly string[]) =>
  workspace.admin.patch(`/auth/widget-keys/${visitor.widgetKeyId}`, { capabilities: allowed });

async function visitorWithout(capability: string | null) {
  const visitor = await startWidget(workspace);
  await limitTo(
    visitor,
    capabilities.filter((each) => each !== capability),
  );
  // A session that is already known to the process keeps what it could for as long as a look-up is kept.
  server.clock.advance(31_000);
  return visitor;
}

test('operations that need a capability and operations that need none are both there', () => {
  expect(new Set(needs.map(({ capability }) => capability === null))).toEqual(new Set([true, false]));
});

test.each(needs.map((need) => [need.entry.name, need] as const))(
  'widget %s answers a key without its capability with a refusal, at both doors',
  async (name, { entry, widget, capability }) => {
    const visitor = await visitorWithout(capability);
    const bearer = widget === 'key' ? visitor.widgetKey : visitor.token;
    const headers = { origin: visitorOrigin, authorization: `Bearer ${bearer}` };
    const { method, path, ...asked } = restRequest(
      entry,
      entry.operation.example.input as Record<string, unknown>,
    );
    const rest = await visitor.send(method, path, { ...asked, key: bearer });
    const rpc = await fetch(
      `${server.url}/api/widget/trpc/${name}${entry.kind === 'mutation' ? '' : '?input=%7B%22json%22%3A%7B%7D%7D'}`,
      entry.kind === 'mutation'
        ? { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"json":{}}' }
        : { headers },
    );
    expect(errorCodesOf(entry).includes('capability_not_allowed')).toBe(capability !== null);
    if (capability === null) {
      expect(rest.body.code ?? null).not.toBe('capability_not_allowed');
      await rpc.body?.cancel();
      return;
    }
    expect(rest.status).toBe(403);
    expect(rest.body).toMatchObject({
      code: 'capability_not_allowed',
      metadata: { missingCapability: capability },
    });
    expect(await rpc.text()).toContain('"code":"capability_not_allowed"');
  },
);

test('a key without any capability still starts and renews sessions, and says so in its configuration', async () => {
  const visitor = await startWidget(workspace);
  await limitTo(visitor, []);
  const config = await visitor.send('GET', '/config', { key: visitor.widgetKey });
  expect(config.body.capabilities).toEqual([]);
  const session = await visitor.send('POST', '/sessions', { key: visitor.widgetKey, body: {} });
  expect(session.status, session.text).toBe(201);
});

test('a capability that is given back opens the routes again', async () => {
  const visitor = await visitorWithout('conversations');
  expect((await visitor.send('GET', '/conversations')).status).toBe(403);
  await limitTo(visitor, ['conversations']);
  server.clock.advance(31_000);
  expect((await visitor.send('GET', '/conversations')).status).toBe(200);
});

test('a stream ends when the scope that opened it is taken from its credential', async () => {
  const { admin } = workspace;
  const made = await admin.post('/auth/credentials', {
    name: 'Follower',
    scopes: ['webhooks:read', 'customers:read'],
  });
  const stream = await openStream(server, '/api/v1/events/stream', {
    authorization: `Bearer ${made.body.secret}`,
  });
  await admin.patch(`/auth/credentials/${made.body.id}`, { scopes: ['customers:read'] });
  const problem = await stream.until(({ event }) => event === 'problem');
  expect(problem.data.code).toBe('insufficient_scope');
  stream.close();
});
