import { request as httpRequest } from 'node:http';
import { createConversation, createWorkspace, request, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { workspaceOperations } from './support/operations.ts';

/** What bad input gets, at both doors alike. */
let workspace: TestWorkspace;
let conversationId: string;

beforeAll(async () => {
  workspace = await createWorkspace();
  conversationId = (await createConversation(workspace)).id;
});

const key = () => ({ authorization: `Bearer ${workspace.admin.key}` });

/** The problem that tRPC carries in its error. */
const rpcProblem = (answer: { body: any }) => [answer.body].flat()[0].error?.json.data.problem ?? answer.body;

describe('malformed JSON', () => {
  test.each(['{', '{"a":1', 'nonsense', '"\\ud800', '[1,]'])('%s is invalid_json', async (body) => {
    const rest = await workspace.admin.post('/conversations', body);
    const rpc = await request(workspace.server, 'POST', '/api/trpc/conversations.create', {
      body,
      headers: key(),
    });
    expect(rest.body).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(rpcProblem(rpc)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  test('JSON nested without end is refused before it is parsed', async () => {
    const body = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const rest = await workspace.admin.post('/conversations', body);
    const rpc = await request(workspace.server, 'POST', '/api/trpc/conversations.create', {
      body,
      headers: key(),
    });
    expect(rest.body).toMatchObject({ status: 400, code: 'invalid_json' });
    expect(rpcProblem(rpc)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  test.each(['[]', '1', '"text"', 'null'])(
    '%s where an object belongs is a validation problem',
    async (body) => {
      expect((await workspace.admin.post('/conversations', body)).body).toMatchObject({
        status: 400,
        code: 'validation_failed',
      });
    },
  );
});

test('a body above 1 MiB is refused, whatever length it claims', async () => {
  const body = JSON.stringify({ body: { text: 'x'.repeat(1024 * 1024) } });
  for (const path of [
    `/api/v1/conversations/${conversationId}/messages`,
    '/api/trpc/conversations.messages.send',
  ]) {
    const announced = await request(workspace.server, 'POST', path, { body, headers: key() });
    expect(announced.status).toBe(413);
    expect(rpcProblem(announced)).toMatchObject({ code: 'payload_too_large' });
    expect(await sendInChunks(path, body)).toBe(413);
  }
});

function sendInChunks(path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      new URL(path, workspace.server.url),
      { method: 'POST', headers: { ...key(), 'content-type': 'application/json' } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    for (let i = 0; i < body.length; i += 65_536) sent.write(body.slice(i, i + 65_536));
    sent.end();
  });
}

test('a body of another type is refused with what would be taken', async () => {
  const headers = { ...key(), 'content-type': 'text/plain' };
  const rest = await request(workspace.server, 'POST', '/api/v1/conversations', { body: '{}', headers });
  expect(rest.status).toBe(415);
  expect(rest.headers.get('accept-post')).toBe('application/json');
  const rpc = await request(workspace.server, 'POST', '/api/trpc/conversations.create', {
    body: '{}',
    headers,
  });
  expect(rpc.status).toBe(415);
});

test('a wrong method names the right ones, an unknown path is not found', async () => {
  const wrong = await workspace.admin.send('DELETE', '/conversations');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET, POST, HEAD');
  expect(wrong.body.code).toBe('method_not_allowed');
  expect((await workspace.admin.get('/nothing/here')).body).toMatchObject({ status: 404, code: 'not_found' });
  const rpc = await workspace.admin.rpc('query', 'conversations.nothing', {});
  expect(rpcProblem(rpc)).toMatchObject({ status: 404, code: 'not_found' });
  const query = await workspace.admin.rpc('query', 'conversations.create', {});
  expect(rpcProblem(query)).toMatchObject({ status: 405, code: 'method_not_allowed' });
});

describe('every operation', () => {
  const takingInput = workspaceOperations.filter(
    ({ kind, operation }) => kind !== 'subscription' && 'scope' in operation.access,
  );

  test.each(takingInput.map((entry) => [entry.name, entry] as const))(
    '%s refuses an unknown field by name, at both doors',
    async (name, entry) => {
      const [method = '', path = ''] = entry.operation.rest.split(' ');
      const url = path.replace(/\{\w+\}/g, conversationId);
      const isRead = method === 'GET' || method === 'DELETE';
      const rest = await workspace.admin.send(
        method,
        url,
        isRead ? { query: { nonsense: 'x' } } : { body: { nonsense: 'x' } },
      );
      const problem = { location: isRead ? 'query' : 'body', pointer: '/nonsense', code: 'unknown_field' };
      expect(rest.body).toMatchObject({ status: 400, code: 'validation_failed' });
      expect(rest.body.errors).toContainEqual(expect.objectContaining(problem));
      const rpc = await workspace.admin.rpc(entry.kind === 'mutation' ? 'mutation' : 'query', name, {
        nonsense: 'x',
      });
      expect(rpcProblem(rpc)).toMatchObject({ status: 400, code: 'validation_failed' });
      expect(rpcProblem(rpc).errors).toContainEqual(
        expect.objectContaining({ pointer: '/nonsense', code: 'unknown_field' }),
      );
    },
  );

  const hostile = [
    "'; drop table conversations; --",
    '\u0000',
    '../../etc/passwd',
    '{{7*7}}',
    '<script>alert(1)</script>',
    '𝕊𝕦𝕡',
    '\ud800',
    '%00',
    '{"$ne":null}',
    '__proto__',
    'a'.repeat(50_000),
  ];

  test.each(
    takingInput.filter(({ kind }) => kind === 'mutation').map((entry) => [entry.name, entry] as const),
  )('%s never fails on hostile text', async (name, entry) => {
    for (const text of hostile) {
      const poison = (value: unknown): unknown => {
        if (typeof value === 'string') return text;
        if (Array.isArray(value)) return value.map(poison);
        if (value instanceof Date || typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, poison(inner)]));
      };
      const answer = await workspace.admin.rpc('mutation', name, poison(entry.operation.example.input));
      expect(answer.status, `${name} with ${text.slice(0, 30)}: ${answer.text.slice(0, 300)}`).toBeLessThan(
        500,
      );
    }
  });
});

test.each(['\u0000', '\ud800'])(
  'text that no database can keep is refused inside of JSON too (%j)',
  async (text) => {
    const answer = await workspace.admin.put('/customers/by-external-id/json', {
      traits: { plan: { deep: [text] } },
    });
    expect(answer.body).toMatchObject({ status: 400, code: 'validation_failed' });
  },
);

test('field problems never repeat what was sent', async () => {
  const secret = 'swordfish-swordfish';
  const answer = await workspace.admin.post('/conversations', {
    customer: { externalId: 7 },
    channelId: secret,
    priority: secret,
    [secret.repeat(3)]: secret,
  });
  expect(answer.status).toBe(400);
  expect(
    JSON.stringify(answer.body.errors.filter(({ code }: { code: string }) => code !== 'unknown_field')),
  ).not.toContain(secret);
});

test('a batch of 21 calls is refused, and one with two writes under one key', async () => {
  const path = Array.from({ length: 21 }, () => 'authentication.me').join(',');
  const large = await request(workspace.server, 'GET', `/api/trpc/${path}`, {
    query: { batch: '1', input: '{}' },
    headers: key(),
  });
  expect(large.body).toMatchObject({ status: 400, code: 'batch_too_large' });
  const two = await request(workspace.server, 'POST', '/api/trpc/customers.upsert,customers.upsert', {
    query: { batch: '1' },
    body: { 0: { json: { externalId: 'a' } }, 1: { json: { externalId: 'b' } } },
    headers: { ...key(), 'idempotency-key': 'one' },
  });
  for (const part of two.body)
    expect(part.error.json.data.problem).toMatchObject({ code: 'batch_too_large' });
});

test('a key in a query string is never read', async () => {
  const answer = await request(
    workspace.server,
    'GET',
    `/api/v1/auth/me?access_token=${workspace.admin.key}&apiKey=${workspace.admin.key}`,
  );
  expect(answer.body).toMatchObject({ status: 401, code: 'missing_credentials' });
});

test.each(['', ' ', 'ü', 'x'.repeat(256)])('the idempotency key %j is refused', async (given) => {
  const answer = await workspace.admin.put(
    '/customers/by-external-id/idem',
    {},
    { 'idempotency-key': given },
  );
  expect([400]).toContain(answer.status);
  expect(answer.body.code).toBe('invalid_idempotency_key');
});

test('every answer names its request and forbids caching', async () => {
  for (const answer of [
    await workspace.admin.get('/auth/me'),
    await workspace.admin.get('/nothing'),
    await workspace.admin.rpc('query', 'authentication.me', {}),
  ]) {
    expect(answer.headers.get('woes-request-id')).toMatch(/^req_[0-9a-z]{26}$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});
