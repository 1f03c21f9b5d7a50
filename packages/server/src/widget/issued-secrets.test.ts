import { beforeAll, describe, expect, test } from 'vitest';
import {
  createWorkspace,
  eventsOf,
  expectProblem,
  openStream,
  RestActor,
  startTestServer,
  startWidget,
  type TestWorkspace,
  type WidgetVisitor,
} from '../testing/index.ts';

let workspace: TestWorkspace;
let visitor: WidgetVisitor;
let conversation: { id: string; customerId: string };
beforeAll(async () => {
  workspace = await createWorkspace();
  [visitor, conversation] = await begin(workspace);
});

async function begin(where: TestWorkspace): Promise<[WidgetVisitor, typeof conversation]> {
  const who = await startWidget(where);
  const { body } = await who.send('POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: 'a' },
  });
  const { id } = body.conversation;
  const { customer } = (await where.admin.get(`/conversations/${id}`)).body;
  return [who, { id, customerId: customer.id }];
}

const issue = (more: object = {}, actor = workspace.admin, { id, customerId } = conversation) =>
  actor.post(`/conversations/${id}/secrets`, { purpose: 'resume', customerId, ttlSeconds: 3600, ...more });
const read = (secret: string) =>
  visitor.send('GET', `/conversations/${conversation.id}/messages`, { secret });

test('an issued secret opens the history, is told without its text, and is listed without it', async () => {
  let secret = '';
  const events = await eventsOf(workspace, async () => {
    const issued = await issue();
    expect(issued.status).toBe(201);
    secret = issued.body.secret;
  });
  expect(events.map(({ type }) => type)).toEqual(['conversation_secret.issued']);
  expect((await read(secret)).status).toBe(200);
  const list = await workspace.admin.get(`/conversations/${conversation.id}/secrets`);
  expect(list.body.data).toHaveLength(2);
  expect(list.body.data[0]).toMatchObject({ purpose: 'resume', lastUsedAt: expect.any(String) });
  for (const text of [list.text, JSON.stringify(events)]) expect(text).not.toContain(secret);
});

test('secrets for a transcript or a rating open no history', async () => {
  for (const purpose of ['transcript', 'rating'])
    expectProblem(await read((await issue({ purpose })).body.secret), 403, 'conversation_secret_required');
});

describe('use count', () => {
  test('a secret for two uses opens twice', async () => {
    const { secret, id } = (await issue({ maxUses: 2 })).body;
    expect([(await read(secret)).status, (await read(secret)).status]).toEqual([200, 200]);
    expectProblem(await read(secret), 403, 'conversation_secret_required');
    const { data } = (await workspace.admin.get(`/conversations/${conversation.id}/secrets`)).body;
    expect(data.find((each: { id: string }) => each.id === id).useCount).toBe(2);
  });

  test('of parallel uses of the last one exactly one goes through', async () => {
    const { secret } = (await issue({ maxUses: 1 })).body;
    const answers = await Promise.all([1, 2, 3, 4].map(() => read(secret)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });

  test('a message and a stream count like a read', async () => {
    const { secret } = (await issue({ maxUses: 2 })).body;
    const sent = await visitor.send('POST', `/conversations/${conversation.id}/messages`, {
      secret,
      body: { body: { text: 'More' }, clientMessageId: 'use' },
    });
    expect(sent.status).toBe(201);
    const headers = {
      origin: 'https://docs.example.com',
      authorization: `Bearer ${visitor.token}`,
      'woes-conversation-secret': secret,
    };
    const stream = await openStream(workspace.server, '/api/widget/v1/stream', headers);
    expect(stream.status).toBe(200);
    stream.close();
    expectProblem(await read(secret), 403, 'conversation_secret_required');
  });
});

test('a secret ends with its time', async () => {
  const server = await startTestServer();
  const other = await createWorkspace(server);
  const [who, theirs] = await begin(other);
  const { secret } = (await issue({ ttlSeconds: 60 }, other.admin, theirs)).body;
  const ask = () => who.send('GET', `/conversations/${theirs.id}/messages`, { secret });
  expect((await ask()).status).toBe(200);
  server.clock.advance(60_000);
  expectProblem(await ask(), 403, 'conversation_secret_required');
  await server.stop();
});

test('a revoked secret opens nothing, and revoking again tells nothing', async () => {
  const { secret, id } = (await issue()).body;
  const revoke = () => workspace.admin.delete(`/conversations/${conversation.id}/secrets/${id}`);
  const events = await eventsOf(workspace, async () => {
    for (let n = 0; n < 2; n++) expect((await revoke()).body.revokedAt).toEqual(expect.any(String));
  });
  expect(events.map(({ type }) => type)).toEqual(['conversation_secret.revoked']);
  expectProblem(await read(secret), 403, 'conversation_secret_required');
});

test('a secret is for the customer of the conversation, and under its conversation only', async () => {
  const { body: stranger } = await workspace.admin.put('/customers/by-external-id/stranger', {});
  expectProblem(await issue({ customerId: stranger.id }), 422, 'reference_not_usable');
  const [, elsewhere] = await begin(workspace);
  const { id } = (await issue()).body;
  expectProblem(
    await workspace.admin.delete(`/conversations/${elsewhere.id}/secrets/${id}`),
    404,
    'not_found',
  );
});

test('who may not read messages cannot issue what opens them', async () => {
  const { body } = await workspace.admin.post('/auth/credentials', {
    name: 'Writer',
    scopes: ['conversations:write', 'messages:write'],
  });
  expectProblem(await issue({}, new RestActor(workspace.server, body.secret)), 403, 'insufficient_scope', {
    missingScope: 'messages:read',
  });
});
