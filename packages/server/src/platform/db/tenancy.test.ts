import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  allPages,
  bytesOf,
  createConversation,
  createWorkspace,
  eventsAfter,
  expectProblem,
  inDatabase,
  openTestEngine,
  setUpIdentity,
  startTestServer,
  startWidget,
  type TestServer,
  type TestWorkspace,
  testServer,
} from '../../testing/index.ts';
import type { Engine } from './connection.ts';
import { statement } from './index.ts';

const tables = [
  'workspaces',
  'credentials',
  'channels',
  'widget_keys',
  'customers',
  'widget_sessions',
  'conversation_refs',
  'conversations',
  'messages',
  'notes',
  'timeline_entries',
  'conversation_secrets',
  'event_heads',
  'event_log',
  'idempotency_records',
  'audit_log',
  'identity_secrets',
  'identity_token_uses',
  'widget_refresh_tokens',
];

/** A workspace with a row in every table. */
async function filled(server?: TestServer) {
  const workspace = await createWorkspace(server);
  const { admin } = workspace;
  const visitor = await startWidget(workspace);
  await visitor.send('POST', '/conversations', { body: { body: { text: 'Hello' }, clientMessageId: 'a' } });
  const identity = await setUpIdentity(workspace, 'report');
  const { body: session } = await identity.start(await identity.sign({ jti: 'same-in-all' }));
  const { refreshToken } = session;
  await identity.send(identity.widgetKey, 'POST', '/sessions/refresh', { body: { refreshToken } });
  const conversation = await createConversation(workspace, { externalId: 'same-in-all' });
  const path = `/conversations/${conversation.id}`;
  const { body: note } = await admin.post(`${path}/notes`, { body: 'A note' });
  await admin.patch(path, { priority: 'high' }, { 'idempotency-key': 'same-in-all' });
  const { body: credential } = await admin.post('/auth/credentials', {
    name: 'x',
    scopes: ['customers:read'],
  });
  return { workspace, conversation, note, credential, widgetKeyId: visitor.widgetKeyId };
}
type Filled = Awaited<ReturnType<typeof filled>>;

describe('row-level security alone', () => {
  let one: Filled;
  beforeAll(async () => {
    await testServer();
    [one] = [await filled(), await filled()];
  });

  test.each(tables)('a query on %s without any filter sees the rows of its workspace only', async (table) => {
    const rows = await inDatabase(
      one.workspace,
      () =>
        statement<[]>(
          `select count(*)::int, count(*) filter (where workspace_id <> current_setting('app.workspace_id')::uuid)::int from ${table}`,
        )(),
      'read',
    );
    expect(rows[0]![0]).toBeGreaterThan(0);
    expect(rows[0]![1]).toBe(0);
  });

  test.each(tables)('a change of %s without any filter touches no other workspace', async (table) => {
    const columns = await inDatabase(one.workspace, () =>
      statement<[]>(`update ${table} set workspace_id = workspace_id returning workspace_id`)(),
    ).catch((error: unknown) => error);
    if (columns instanceof Error) throw columns;
    expect(new Set((columns as string[][]).map(([id]) => id)).size).toBe(1);
  });

  test('a row cannot be written into another workspace, nor moved there', async () => {
    const { workspace: other } = await filled();
    const [[theirs]] = (await inDatabase(
      other,
      () => statement<[]>("select current_setting('app.workspace_id')")(),
      'read',
    )) as [[string]];
    for (const text of [
      'insert into conversation_refs (workspace_id, last_ref) values ($1::uuid, 1)',
      'insert into event_heads (workspace_id, seq) values ($1::uuid, 1)',
      'update audit_log set workspace_id = $1::uuid',
    ])
      await expect(inDatabase(one.workspace, () => statement<[string]>(text)(theirs))).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('outside of any workspace nothing is seen', async () => {
    const nowhere = { ...one.workspace, id: 'ws_00000000000000000000000000' };
    for (const table of tables.filter((each) => each !== 'idempotency_records')) {
      const rows = await inDatabase(nowhere, () => statement<[]>(`select 1 from ${table}`)(), 'read');
      expect(rows, table).toHaveLength(0);
    }
  });
});

describe('the filters of the queries alone', () => {
  let server: TestServer;
  let one: Filled;
  let two: Filled;
  let mine: TestWorkspace;
  beforeAll(async () => {
    const engine = await openTestEngine();
    // The login role of the tests is a superuser: without the change of role, no policy applies.
    const unguarded = new Proxy(engine, {
      get: (target, name) => {
        if (name === 'tenantRole') return null;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as Engine;
    server = await startTestServer({}, unguarded);
    [one, two] = [await filled(server), await filled(server)];
    mine = one.workspace;
    const rows = await inDatabase(
      mine,
      () => statement<[]>('select count(*)::int from workspaces')(),
      'read',
    );
    expect(rows[0]![0]).toBe(2);
  });
  afterAll(() => server.stop());

  test('a foreign id is answered like one that does not exist', async () => {
    const { admin } = mine;
    const events = await eventsAfter(two.workspace);
    const asks: [string, string, (id: string) => Promise<any>][] = [
      [two.conversation.id, 'conv', (id) => admin.get(`/conversations/${id}`)],
      [two.conversation.id, 'conv', (id) => admin.get(`/conversations/${id}/timeline`)],
      [two.conversation.id, 'conv', (id) => admin.get(`/conversations/${id}/messages`)],
      [two.conversation.id, 'conv', (id) => admin.patch(`/conversations/${id}`, { subject: 'x' })],
      [two.conversation.id, 'conv', (id) => admin.post(`/conversations/${id}/resolve`)],
      [
        two.conversation.id,
        'conv',
        (id) => admin.post(`/conversations/${id}/messages`, { body: { text: 'x' } }),
      ],
      [two.conversation.id, 'conv', (id) => admin.post(`/conversations/${id}/notes`, { body: 'x' })],
      [two.conversation.customer.id, 'cus', (id) => admin.get(`/customers/${id}`)],
      [two.conversation.customer.id, 'cus', (id) => admin.patch(`/customers/${id}`, { name: 'x' })],
      [two.credential.id, 'key', (id) => admin.get(`/auth/credentials/${id}`)],
      [two.credential.id, 'key', (id) => admin.delete(`/auth/credentials/${id}`)],
      [two.widgetKeyId, 'wk', (id) => admin.patch(`/auth/widget-keys/${id}`, { name: 'x' })],
      [two.widgetKeyId, 'wk', (id) => admin.delete(`/auth/widget-keys/${id}`)],
      [two.workspace.channelId, 'chn', (id) => admin.get(`/channels/${id}`)],
      [(events[0] as any).id, 'evt', (id) => admin.get(`/events/${id}`)],
    ];
    for (const [foreign, prefix, ask] of asks) {
      const [theirs, nobodys] = [await ask(foreign), await ask(`${prefix}_${'0'.repeat(26)}`)];
      expectProblem(nobodys, 404, 'not_found');
      expect(bytesOf(theirs)).toBe(bytesOf(nobodys));
    }
    expect(await eventsAfter(two.workspace)).toEqual(events);
  });

  test('lists and look-ups by own keys hold nothing of another workspace', async () => {
    const { admin } = mine;
    for (const path of [
      '/conversations',
      '/customers',
      '/channels',
      '/auth/credentials',
      '/auth/widget-keys',
    ]) {
      const [own, theirs] = await Promise.all([allPages(admin, path), allPages(two.workspace.admin, path)]);
      expect(own.length).toBeGreaterThan(0);
      const ids = new Set(own.map(({ id }) => id));
      for (const { id } of theirs) expect(ids.has(id)).toBe(false);
    }
    const events: any[] = await eventsAfter(mine);
    expect(new Set(events.map(({ workspaceId }) => workspaceId))).toEqual(new Set([mine.id]));
    for (const key of ['ext:same-in-all', `ref:${one.conversation.ref}`])
      expect((await admin.get(`/conversations/${key}`)).body.id).toBe(one.conversation.id);
    expect((await admin.get('/workspace')).body.id).toBe(mine.id);
  });
});
