import { createConversation, createWorkspace, openStream, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { apiVersions, newestVersion } from '../packages/server/src/contract/versions.ts';
import { conversationExample } from '../packages/server/src/conversations/contract.ts';
import { transform } from '../packages/server/src/versions/2026-09-01.ts';
import { workspaceOperations } from './support/operations.ts';

const older = { 'woes-version': '2026-09-01' };
let workspace: TestWorkspace;
let conversation: any;

beforeAll(async () => {
  workspace = await createWorkspace();
  conversation = await createConversation(workspace);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  workspace.admin.send('GET', path, { headers });

/** The answer of 2026-09-01 for the example of today, written out. */
const golden = `{
  "id": "conv_01jd0000000000000000000001", "ref": 1042, "externalId": null,
  "subject": "Adding tracks to a playlist", "state": "new", "priority": "normal",
  "channel": { "id": "chn_01jd0000000000000000000001", "type": "api" },
  "customer": { "id": "cus_01jd0000000000000000000001", "externalId": "user_8841", "name": "Mariah", "email": "mariah@example.com" },
  "assignee": null, "teamId": null, "participants": [], "tags": [], "customFields": {},
  "apiContext": { "method": "POST", "path": "/v1/playlists/abc/tracks", "statusCode": 403 },
  "agent": { "state": "idle" },
  "messageCount": 1, "unreadMemberCount": 1, "unreadCustomerCount": 0,
  "lastMessage": { "at": "2026-11-22T09:30:00.000Z", "direction": "inbound", "sequence": 1,
    "preview": "Which scope do I need to add tracks to a playlist?" },
  "firstResponseAt": null, "waitingSince": "2026-11-22T09:30:00.000Z", "snoozedUntil": null,
  "snoozedUntilReply": false, "resolvedAt": null, "resolutionSummary": null,
  "reopenCount": 0, "archivedAt": null, "followUpOf": null, "splitFrom": null, "mergedInto": null, "redactionCount": 0,
  "version": 1,
  "createdAt": "2026-11-22T09:30:00.000Z", "updatedAt": "2026-11-22T09:30:00.000Z"
}`;

describe('the transform of 2026-09-01', () => {
  test('gives the golden answer, and changes nothing of what it got', () => {
    const before = JSON.stringify(conversationExample);
    const answer = transform.outputs['conversations.get']!(conversationExample);
    expect(JSON.stringify(answer)).toBe(JSON.stringify(JSON.parse(golden)));
    expect(JSON.stringify(conversationExample)).toBe(before);
  });

  test('takes the golden input', () => {
    const upgrade = transform.inputs['conversations.resolve']!;
    expect(upgrade({ id: 'conv_1', summary: 'Done.' })).toEqual({ id: 'conv_1', resolutionSummary: 'Done.' });
    expect(upgrade({ id: 'conv_1' })).toEqual({ id: 'conv_1' });
    expect(upgrade(null)).toBeNull();
  });

  test('covers every operation that answers with a conversation', () => {
    const answering = workspaceOperations.filter(({ operation }) =>
      JSON.stringify(z.toJSONSchema(operation.output, { unrepresentable: 'any' })).includes('"unreadMember"'),
    );
    expect(answering.length).toBeGreaterThan(4);
    for (const { name, operation } of answering) {
      const shown = JSON.stringify(transform.outputs[name]?.(operation.example.output));
      expect([name, shown?.includes('"counts"'), shown?.includes('"unreadMemberCount"')]).toEqual([
        name,
        false,
        true,
      ]);
    }
  });

  test('names operations that exist', () => {
    const names = new Set(workspaceOperations.map(({ name }) => name));
    for (const name of [...Object.keys(transform.inputs), ...Object.keys(transform.outputs)])
      expect(names).toContain(name);
    for (const { changes } of apiVersions)
      for (const { operations } of changes) for (const name of operations) expect(names).toContain(name);
  });
});

test('without a version the newest contract answers, and says so', async () => {
  const { headers, body } = await get(`/conversations/${conversation.id}`);
  expect(headers.get('woes-version')).toBe(newestVersion);
  expect(headers.get('deprecation')).toBeNull();
  expect(body.counts).toEqual({ messages: 1, unreadMember: 1, unreadCustomer: 0 });
});

test('an older contract answers in its form over REST, with its end', async () => {
  const { headers, body } = await get(`/conversations/${conversation.id}`, older);
  expect(body).toMatchObject({ messageCount: 1, unreadMemberCount: 1, unreadCustomerCount: 0 });
  expect(body).not.toHaveProperty('counts');
  expect(headers.get('woes-version')).toBe('2026-09-01');
  expect(headers.get('deprecation')).toBe(`@${Date.UTC(2026, 10, 1) / 1000}`);
  expect(headers.get('sunset')).toBe('Wed, 01 Nov 2028 00:00:00 GMT');
  expect(headers.get('link')).toContain('rel="deprecation"');
  await createConversation(workspace);
  const list = await get('/conversations?limit=1', older);
  expect(list.body.data[0]).toHaveProperty('messageCount');
  expect(list.headers.get('link')).toMatch(/rel="deprecation", <.*>; rel="next"$/);
});

test('an older contract answers in its form over RPC', async () => {
  const answer = await workspace.admin.rpc('query', 'conversations.get', { id: conversation.id }, older);
  const { json, meta } = answer.body.result.data;
  expect(json).toMatchObject({ messageCount: 1 });
  expect(meta.values.createdAt).toEqual(['Date']);
  expect(answer.headers.get('woes-version')).toBe('2026-09-01');
});

test('an older contract takes its own names, and only those', async () => {
  const { id } = await createConversation(workspace);
  const path = `/conversations/${id}/resolve`;
  const refused = await workspace.admin.post(path, { resolutionSummary: 'New name.' }, older);
  expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'unknown_field']);
  expect((await workspace.admin.post(path, { summary: 'Old name.' })).status).toBe(400);
  const done = await workspace.admin.post(path, { summary: 'Old name.' }, older);
  expect([done.status, done.body.resolutionSummary, done.body.unreadMemberCount]).toEqual([
    200,
    'Old name.',
    1,
  ]);
});

test('a stored answer is replayed in the contract of whoever asks', async () => {
  const { id } = await createConversation(workspace);
  const key = { 'idempotency-key': `version-${id}` };
  const change = { priority: 'high' };
  const newer = await workspace.admin.patch(`/conversations/${id}`, change, key);
  const replayed = await workspace.admin.patch(`/conversations/${id}`, change, { ...key, ...older });
  expect(newer.body).toHaveProperty('counts');
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  expect(replayed.body).toHaveProperty('messageCount');
});

test('events are in the contract of whoever reads or follows them', async () => {
  const feed = await get('/events?limit=100&types=conversation.created', older);
  expect(feed.body.data[0].apiVersion).toBe('2026-09-01');
  expect(feed.body.data[0].data.conversation).toHaveProperty('messageCount');
  const authorization = `Bearer ${workspace.admin.key}`;
  const path = '/api/v1/events/stream?afterSequence=0&types=conversation.created';
  const [old, now] = await Promise.all([
    openStream(workspace.server, path, { authorization, ...older }),
    openStream(workspace.server, path, { authorization }),
  ]);
  const seen = async (stream: typeof old) => {
    const isFirst = ({ data }: any) => data?.type === 'conversation.created';
    await stream.until(isFirst);
    return (stream.frames.find(isFirst)!.data as any).data.conversation;
  };
  expect(await seen(old)).toHaveProperty('messageCount');
  expect(await seen(now)).toHaveProperty('counts');
  old.close();
  now.close();
});

test('a date without a contract is refused at every door, and never repeated', async () => {
  for (const date of ['2026-10-10', 'newest', '2026-11-01, 2026-09-01', '__proto__']) {
    const { status, text, body } = await get('/customers', { 'woes-version': date });
    expect([status, body.code]).toEqual([400, 'unsupported_api_version']);
    expect(body.metadata.supported).toEqual([newestVersion, '2026-09-01']);
    expect(text).not.toContain(date === '2026-11-01, 2026-09-01' ? date : `"${date}"`);
    const rpc = await workspace.admin.rpc('query', 'customers.list', {}, { 'woes-version': date });
    expect(rpc.body.error.json.data.problem.code).toBe('unsupported_api_version');
  }
});

test('a retired contract is gone', async () => {
  const { status, body } = await get('/customers', { 'woes-version': '2026-06-01' });
  expect([status, body.code]).toEqual([410, 'api_version_retired']);
});

test('a credential speaks the contract it was pinned to, unless a request says otherwise', async () => {
  const { body } = await workspace.admin.post('/auth/credentials', {
    name: 'Pinned',
    scopes: ['conversations:read'],
  });
  expect(body.apiVersion).toBe(newestVersion);
  const credential = `/auth/credentials/${body.id}`;
  const pinned = await workspace.admin.patch(credential, { apiVersion: '2026-09-01' });
  expect([pinned.status, pinned.body.apiVersion]).toEqual([200, '2026-09-01']);
  const headers = { authorization: `Bearer ${body.secret}` };
  const path = `/conversations/${conversation.id}`;
  expect((await get(path, headers)).body).toHaveProperty('messageCount');
  expect((await get(path, { ...headers, 'woes-version': newestVersion })).body).toHaveProperty('counts');
  await workspace.admin.patch(credential, { apiVersion: newestVersion });
  expect((await get(path, headers)).body).toHaveProperty('counts');
});

test('a credential is pinned to a contract that is served, or not at all', async () => {
  const create = (apiVersion: string) =>
    workspace.admin.post('/auth/credentials', { name: 'Pinned', scopes: ['conversations:read'], apiVersion });
  const { status, body } = await create('2026-09-01');
  expect([status, body.apiVersion]).toEqual([201, '2026-09-01']);
  for (const [date, refusal] of [
    ['2026-10-10', 'unsupported_api_version'],
    ['__proto__', 'unsupported_api_version'],
    ['', 'unsupported_api_version'],
    ['2026-06-01', 'api_version_retired'],
  ] as const) {
    expect((await create(date)).body.code).toBe(refusal);
    const changed = await workspace.admin.patch(`/auth/credentials/${body.id}`, { apiVersion: date });
    expect(changed.body.code).toBe(refusal);
  }
  expect((await workspace.admin.get(`/auth/credentials/${body.id}`)).body.version).toBe(1);
});

test('the versions and their changes are data, without a key', async () => {
  const answer = await (await fetch(new URL('/api/v1/versions', workspace.server.url))).json();
  expect(answer.data.map(({ version, status }: any) => [version, status])).toEqual([
    [newestVersion, 'current'],
    ['2026-09-01', 'supported'],
    ['2026-06-01', 'retired'],
  ]);
  expect(answer.data[0].changes[1].operations).toEqual(['conversations.resolve']);
});
