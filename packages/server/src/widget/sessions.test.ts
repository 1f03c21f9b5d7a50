import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mintKey } from '../platform/keys/index.ts';
import {
  createWorkspace,
  eventsOf,
  expectProblem,
  newKey,
  openStream,
  request,
  startTestServer,
  startWidget,
  type TestServer,
  type TestWorkspace,
  type WidgetVisitor,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const refresh = (visitor: WidgetVisitor, refreshToken: string) =>
  visitor.send('POST', '/sessions/refresh', { key: visitor.widgetKey, body: { refreshToken } });
const ask = (visitor: WidgetVisitor, token: string) => visitor.send('GET', '/conversations', { key: token });

describe('starting', () => {
  test('a session is anonymous, has a token for an hour, and is told in one event without it', async () => {
    let visitor: WidgetVisitor | undefined;
    const events = await eventsOf(workspace, async () => {
      visitor = await startWidget(workspace);
    });
    expect(events.map(({ type }) => type)).toEqual(['widget_key.created', 'widget_session.started']);
    const started = await visitor!.send('POST', '/sessions', { key: visitor!.widgetKey });
    expect(started.status).toBe(201);
    expect(started.body).toEqual({
      id: expect.stringMatching(/^wses_/),
      token: expect.stringMatching(/^woess_[0-9A-Za-z]{38}$/),
      refreshToken: expect.stringMatching(/^woesr_[0-9A-Za-z]{38}$/),
      expiresAt: expect.any(String),
      refreshExpiresAt: expect.any(String),
      identity: 'anonymous',
    });
    const lifeMs = Date.parse(started.body.expiresAt) - workspace.server.clock.now().getTime();
    expect(lifeMs / 60_000).toBeCloseTo(60, 0);
    expect(events[1]!.data).toEqual({
      widgetSession: {
        id: events[1]!.resource.id,
        widgetKeyId: visitor!.widgetKeyId,
        identity: 'anonymous',
        customerId: null,
        identityFailures: [],
      },
    });
    expect(JSON.stringify(events)).not.toContain(visitor!.token);
  });

  test('the configuration holds what a page needs and nothing of the workspace beyond', async () => {
    const visitor = await startWidget(workspace);
    const config = await visitor.send('GET', '/config', { key: visitor.widgetKey });
    expect(config.status).toBe(200);
    expect(Object.keys(config.body).sort()).toEqual([
      'capabilities',
      'identityMode',
      'locale',
      'messageLengthMax',
      'timezone',
      'workspaceName',
    ]);
  });

  test('a key that insists on a verified identity starts no anonymous session', async () => {
    const visitor = await startWidget(workspace);
    await workspace.admin.patch(`/auth/widget-keys/${visitor.widgetKeyId}`, { identityMode: 'enforce' });
    const refused = await visitor.send('POST', '/sessions', { key: visitor.widgetKey });
    expect(refused.body).toMatchObject({ status: 403, code: 'identity_required' });
  });

  test('two visitors who choose one idempotency key get a session each', async () => {
    const visitor = await startWidget(workspace);
    const start = (headers: Record<string, string>) =>
      visitor.send('POST', '/sessions', { key: visitor.widgetKey, headers });
    const key = newKey();
    const events = await eventsOf(workspace, async () => {
      const [first, other] = [await start(key), await start(key)];
      expect(other.body.token).not.toBe(first.body.token);
      expect(other.headers.get('idempotent-replayed')).toBeNull();
    });
    expect(events.map(({ type }) => type)).toEqual(['widget_session.started', 'widget_session.started']);
  });

  test('unknown fields are refused', async () => {
    const visitor = await startWidget(workspace);
    const answer = await visitor.send('POST', '/sessions', {
      key: visitor.widgetKey,
      body: { identity: 'mariah@example.com' },
    });
    expectProblem(answer, 400, 'validation_failed');
  });
});

describe('refreshing', () => {
  test('gives a new pair and ends the old token', async () => {
    const visitor = await startWidget(workspace);
    expect((await ask(visitor, visitor.token)).status).toBe(200);
    const renewed = await refresh(visitor, visitor.refreshToken);
    expect(renewed.status).toBe(200);
    expect(renewed.body.token).not.toBe(visitor.token);
    expect(renewed.body.refreshToken).not.toBe(visitor.refreshToken);
    expect((await ask(visitor, renewed.body.token)).status).toBe(200);
    expectProblem(await ask(visitor, visitor.token), 401, 'invalid_credentials');
  });

  test('keeps the person: the new token lists what the old one had started', async () => {
    const visitor = await startWidget(workspace);
    await visitor.send('POST', '/conversations', { body: { body: { text: 'Hello' }, clientMessageId: 'a' } });
    const { body } = await refresh(visitor, visitor.refreshToken);
    expect((await ask(visitor, body.token)).body.data).toHaveLength(1);
  });

  test('a refresh token that is used twice ends the session for both users', async () => {
    const visitor = await startWidget(workspace);
    const { body: renewed } = await refresh(visitor, visitor.refreshToken);
    expect((await ask(visitor, renewed.token)).status).toBe(200);
    const events = await eventsOf(workspace, async () => {
      expectProblem(await refresh(visitor, visitor.refreshToken), 401, 'revoked_credentials');
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'widget_session.revoked',
      data: { widgetSession: { id: renewed.id, reason: 'refresh_token_reused' } },
    });
    expectProblem(await ask(visitor, renewed.token), 401, 'revoked_credentials');
    expectProblem(await refresh(visitor, renewed.refreshToken), 401, 'revoked_credentials');
  });

  test('of parallel refreshes with one token exactly one succeeds', async () => {
    const visitor = await startWidget(workspace);
    const answers = await Promise.all([1, 2, 3].map(() => refresh(visitor, visitor.refreshToken)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  test('a repeated refresh under one idempotency key is a replay and no theft', async () => {
    const visitor = await startWidget(workspace);
    const key = newKey();
    const send = () =>
      visitor.send('POST', '/sessions/refresh', {
        key: visitor.widgetKey,
        body: { refreshToken: visitor.refreshToken },
        headers: key,
      });
    const [first, again] = [await send(), await send()];
    expect(again.text).toBe(first.text);
    expect((await ask(visitor, first.body.token)).status).toBe(200);
  });

  test('a refresh token of another widget key, a made-up one, and a malformed one are answered alike', async () => {
    const [visitor, other] = [await startWidget(workspace), await startWidget(workspace)];
    const details = [];
    for (const token of [other.refreshToken, mintKey('widget_refresh'), 'nonsense', visitor.token]) {
      const answer = await refresh(visitor, token);
      expectProblem(answer, 401, 'invalid_credentials');
      details.push(answer.body.detail);
    }
    expect(new Set(details).size).toBe(1);
    expect((await refresh(other, other.refreshToken)).status).toBe(200);
  });
});

describe('time', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test('a session ends after an hour and is renewed for a month', async () => {
    const visitor = await startWidget(await createWorkspace(server));
    expect((await ask(visitor, visitor.token)).status).toBe(200);
    server.clock.advance(61 * 60_000);
    expectProblem(await ask(visitor, visitor.token), 401, 'expired_credentials');
    const { body: renewed } = await refresh(visitor, visitor.refreshToken);
    expect((await ask(visitor, renewed.token)).status).toBe(200);
    server.clock.advance(31 * 24 * 3_600_000);
    expectProblem(await refresh(visitor, renewed.refreshToken), 401, 'expired_credentials');
  });
});

test('revoking the widget key ends its sessions, their streams, and the start of new ones', async () => {
  const visitor = await startWidget(workspace);
  const { body: started } = await visitor.send('POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: 'a' },
  });
  const stream = await openStream(workspace.server, '/api/widget/v1/stream', {
    origin: 'https://docs.example.com',
    authorization: `Bearer ${visitor.token}`,
    'woes-conversation-secret': started.secret,
  });
  expect(stream.status).toBe(200);
  const revoked = await workspace.admin.delete(`/auth/widget-keys/${visitor.widgetKeyId}`);
  expect(revoked.body).toMatchObject({ status: 'revoked', sessionsEnded: 1 });
  await stream.ended;
  expect(stream.frames.at(-1)).toMatchObject({ event: 'problem', data: { code: 'revoked_credentials' } });
  expectProblem(await ask(visitor, visitor.token), 401, 'revoked_credentials');
  for (const path of ['/sessions', '/sessions/refresh'])
    expectProblem(
      await visitor.send('POST', path, { key: visitor.widgetKey, body: {} }),
      401,
      'revoked_credentials',
    );
});

describe('doors', () => {
  test('a widget session and a widget key open nothing of the workspace API', async () => {
    const visitor = await startWidget(workspace);
    for (const key of [visitor.token, visitor.widgetKey, visitor.refreshToken]) {
      const headers = { authorization: `Bearer ${key}`, origin: 'https://docs.example.com' };
      for (const path of ['/auth/me', '/conversations', '/customers', '/events', '/events/stream'])
        expectProblem(
          await request(workspace.server, 'GET', `/api/v1${path}`, { headers }),
          401,
          'invalid_credentials',
        );
    }
  });

  test('a server credential and the root token open no widget route', async () => {
    const visitor = await startWidget(workspace);
    for (const key of [workspace.admin.key, workspace.server.rootToken, visitor.refreshToken]) {
      for (const path of ['/config', '/conversations', '/stream'])
        expectProblem(await visitor.send('GET', path, { key }), 401, 'invalid_credentials');
      expectProblem(await visitor.send('POST', '/sessions', { key }), 401, 'invalid_credentials');
    }
  });

  test('a widget key and a session are not taken for one another', async () => {
    const visitor = await startWidget(workspace);
    expectProblem(await ask(visitor, visitor.widgetKey), 401, 'invalid_credentials');
    expectProblem(await visitor.send('POST', '/sessions'), 401, 'invalid_credentials');
    expectProblem(await visitor.send('GET', '/config'), 401, 'invalid_credentials');
  });
});
