import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../platform/db/index.ts';
import {
  auditOf,
  createWorkspace,
  eventsOf,
  expectOneEditor,
  expectProblem,
  fieldProblems,
  lend,
  openTestEngine,
  type RestActor,
  request,
  startTestServer,
  startWidget,
  type TestServer,
  type TestWorkspace,
  visitorOrigin,
  type WidgetVisitor,
} from '../testing/index.ts';

/** The clock moves here, so this suite has a server of its own. */
let server: TestServer;
let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await createWorkspace(server);
  admin = workspace.admin;
  return () => server.stop();
});

const rotate = (id: string, body: object = {}) => admin.post(`/auth/widget-keys/${id}/rotate`, body);
const revoke = (id: string, query = '') => admin.delete(`/auth/widget-keys/${id}${query}`);
const config = (key: string, at = server) =>
  request(at, 'GET', '/api/widget/v1/config', {
    headers: { origin: visitorOrigin, authorization: `Bearer ${key}` },
  });
const start = (visitor: WidgetVisitor, key = visitor.widgetKey) =>
  visitor.send('POST', '/sessions', { key, body: {} });

describe('rotating a widget key', () => {
  test('gives a new key, tells it in one event, audits it, and shows until when the old one works', async () => {
    const { widgetKeyId, widgetKey } = await startWidget(workspace);
    let answer: any;
    const events = await eventsOf(workspace, async () => {
      answer = await rotate(widgetKeyId, { graceSeconds: 60 });
    });
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(answer.body).toMatchObject({ id: widgetKeyId, status: 'active', version: 2 });
    const until = answer.body.previousExpiresAt;
    const leftMs = Date.parse(until) - server.clock.now().getTime();
    expect(leftMs > 59_000 && leftMs <= 60_000).toBe(true);
    expect(answer.body.key).not.toBe(widgetKey);
    expect(events).toMatchObject([
      {
        type: 'widget_key.rotated',
        data: { widgetKey: answer.body },
        changes: { key: { from: widgetKey, to: answer.body.key } },
      },
    ]);
    expect((await auditOf(workspace)).at(-1)).toMatchObject({
      action: 'widget_key.rotate',
      resourceId: expect.any(String),
      changes: { previousExpiresAt: until },
    });
    const { body } = await admin.get('/auth/widget-keys');
    expect(body.data.find(({ id }: any) => id === widgetKeyId)).toEqual(answer.body);
  });

  test('keeps the old key for the grace period, announced in its answers, and no longer', async () => {
    const { widgetKeyId, widgetKey } = await startWidget(workspace);
    const rotated = await rotate(widgetKeyId, { graceSeconds: 60 });
    const old = await config(widgetKey);
    expect(old.status, old.text).toBe(200);
    expect(old.headers.get('deprecation')).toMatch(/^@\d+$/);
    expect(old.headers.get('sunset')).toBe(new Date(rotated.body.previousExpiresAt).toUTCString());
    const fresh = await config(rotated.body.key);
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get('sunset')).toBeNull();
    server.clock.advance(60_000);
    expectProblem(await config(widgetKey), 401, 'expired_credentials');
    expect((await config(rotated.body.key)).status).toBe(200);
    const { body } = await admin.get('/auth/widget-keys');
    expect(body.data.find(({ id }: any) => id === widgetKeyId).previousExpiresAt).toBeNull();
  });

  test('with no grace ends the old key at once, also where it was in use', async () => {
    const { widgetKeyId, widgetKey } = await startWidget(workspace);
    expect((await config(widgetKey)).status).toBe(200);
    const { body } = await rotate(widgetKeyId, { graceSeconds: 0 });
    expect(body.previousExpiresAt).toBeNull();
    expectProblem(await config(widgetKey), 401, 'invalid_credentials');
    expect((await config(body.key)).status).toBe(200);
  });

  test('again ends the key before last, so that never more than two work', async () => {
    const { widgetKeyId, widgetKey } = await startWidget(workspace);
    const second = (await rotate(widgetKeyId)).body;
    expect((await config(widgetKey)).status).toBe(200);
    const third = (await rotate(widgetKeyId)).body;
    expectProblem(await config(widgetKey), 401, 'invalid_credentials');
    expect([(await config(second.key)).status, (await config(third.key)).status]).toEqual([200, 200]);
  });

  test('leaves its sessions alone: they go on, and are renewed with either key', async () => {
    const visitor = await startWidget(workspace);
    const { body } = await rotate(visitor.widgetKeyId);
    expect((await visitor.send('GET', '/conversations')).status).toBe(200);
    for (const key of [visitor.widgetKey, body.key]) expect((await start(visitor, key)).status).toBe(201);
    const renewed = await visitor.send('POST', '/sessions/refresh', {
      key: body.key,
      body: { refreshToken: visitor.refreshToken },
    });
    expect(renewed.status, renewed.text).toBe(200);
  });

  test('at once by two from one version succeeds for one of them', async () => {
    const { widgetKeyId } = await startWidget(workspace);
    await expectOneEditor(
      (_, { version: expectedVersion, headers }) =>
        admin.post(
          `/auth/widget-keys/${widgetKeyId}/rotate`,
          expectedVersion ? { expectedVersion } : {},
          headers,
        ),
      1,
    );
  });

  test('is refused once it is revoked, and both keys end with it', async () => {
    const { widgetKeyId, widgetKey } = await startWidget(workspace);
    const { body } = await rotate(widgetKeyId);
    await config(widgetKey);
    await config(body.key);
    expect((await revoke(widgetKeyId)).body.previousExpiresAt).toBeNull();
    for (const key of [widgetKey, body.key]) expectProblem(await config(key), 401, 'revoked_credentials');
    expectProblem(await rotate(widgetKeyId), 409, 'state_conflict');
  });

  test('takes a grace period of a week at most', async () => {
    const { widgetKeyId } = await startWidget(workspace);
    const problems = async (graceSeconds: unknown) =>
      fieldProblems(await rotate(widgetKeyId, { graceSeconds }));
    expect(await problems(-1)).toEqual(['body /graceSeconds too_small']);
    expect(await problems(604_801)).toEqual(['body /graceSeconds too_big']);
    expect(await problems(1.5)).toEqual(['body /graceSeconds invalid_type']);
  });
});

describe('with two servers on one database', () => {
  let engine: Engine;
  let [here, there] = [] as unknown as [TestServer, TestServer];
  beforeAll(async () => {
    engine = await openTestEngine();
    here = await startTestServer({}, lend(engine));
    there = await startTestServer({}, lend(engine));
    return async () => {
      await here.stop();
      await there.stop();
      await engine.close();
    };
  });

  test('a key that was rotated or revoked at one ends at the other within 30 seconds', async () => {
    const own = await createWorkspace(here);
    const visitor = await startWidget(own);
    expect((await config(visitor.widgetKey, there)).status).toBe(200);
    const path = `/auth/widget-keys/${visitor.widgetKeyId}`;
    const { body } = await own.admin.post(`${path}/rotate`, { graceSeconds: 0 });
    expectProblem(await config(visitor.widgetKey, here), 401, 'invalid_credentials');
    there.clock.advance(30_000);
    expectProblem(await config(visitor.widgetKey, there), 401, 'invalid_credentials');
    expect((await config(body.key, there)).status).toBe(200);
    await own.admin.delete(path);
    expectProblem(await config(body.key, here), 401, 'revoked_credentials');
    there.clock.advance(30_000);
    expectProblem(await config(body.key, there), 401, 'revoked_credentials');
  });
});

describe('revoking a widget key', () => {
  test('ends its living sessions and says how many', async () => {
    const visitor = await startWidget(workspace);
    await start(visitor);
    expect((await visitor.send('GET', '/conversations')).status).toBe(200);
    const { body } = await revoke(visitor.widgetKeyId);
    expect(body).toMatchObject({ status: 'revoked', sessionsEnded: 2 });
    expectProblem(await visitor.send('GET', '/conversations'), 401, 'revoked_credentials');
    expectProblem(await start(visitor), 401, 'revoked_credentials');
  });

  test('does not count sessions that nobody could renew any more', async () => {
    const visitor = await startWidget(workspace);
    server.clock.advance(31 * 24 * 3600 * 1000);
    expect((await revoke(visitor.widgetKeyId)).body.sessionsEnded).toBe(0);
  });

  test('can let sessions go on, and end them later, which is audited', async () => {
    const visitor = await startWidget(workspace);
    expect((await revoke(visitor.widgetKeyId, '?endSessions=false')).body.sessionsEnded).toBe(0);
    expect((await visitor.send('GET', '/conversations')).status).toBe(200);
    const events = await eventsOf(workspace, async () => {
      expect((await revoke(visitor.widgetKeyId)).body.sessionsEnded).toBe(1);
    });
    expect(events).toEqual([]);
    expect((await auditOf(workspace)).at(-1)).toMatchObject({
      action: 'widget_key.end_sessions',
      changes: { sessionsEnded: 1 },
    });
    expectProblem(await visitor.send('GET', '/conversations'), 401, 'revoked_credentials');
  });
});
