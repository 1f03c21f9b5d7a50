import { beforeAll, describe, expect, test } from 'vitest';
import { mintKey } from '../platform/keys/index.ts';
import {
  bytesOf,
  createWorkspace,
  expectProblem,
  RestActor,
  request,
  type TestWorkspace,
} from '../testing/index.ts';
import { flushUses, resolvePrincipal } from './index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const ask = (authorization: string | null, path = '/api/v1/auth/me') =>
  request(workspace.server, 'GET', path, { headers: authorization === null ? {} : { authorization } });

describe('a key that is none', () => {
  test('malformed, mistyped and unknown keys are answered alike', async () => {
    const { key } = workspace.admin;
    const mistyped = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
    const answers = [];
    for (const presented of [
      mintKey('credential'),
      mistyped,
      'woesk_',
      'nonsense',
      key.toUpperCase(),
      `${key}x`,
      key.slice(0, -1),
      mintKey('widget_key'),
      mintKey('conversation_secret'),
      'x'.repeat(200),
    ])
      answers.push(await ask(`Bearer ${presented}`));
    expect(new Set(answers.map(bytesOf)).size).toBe(1);
    expectProblem(answers[0]!, 401, 'invalid_credentials');
    expect(answers[0]!.headers.get('www-authenticate')).toBe(
      'Bearer realm="woes", error="invalid_credentials"',
    );
  });

  test('other schemes and forms are refused', async () => {
    const { key } = workspace.admin;
    for (const header of [`Basic ${key}`, key, `Bearer${key}`, `Bearer ${key} ${key}`, `Bearer ${key},x`])
      expectProblem(await ask(header), 401, 'invalid_credentials');
    expect((await ask(`bearer ${key}`)).status).toBe(200);
  });

  test('no key at all is told as such', async () => {
    const answer = await ask(null);
    expectProblem(answer, 401, 'missing_credentials');
    expect(answer.headers.get('www-authenticate')).toContain('missing_credentials');
  });

  test('a key in the query string is never read', async () => {
    const { key } = workspace.admin;
    for (const name of ['key', 'api_key', 'access_token', 'authorization'])
      expectProblem(await ask(null, `/api/v1/conversations?${name}=${key}`), 401, 'missing_credentials');
    expectProblem(await ask(`Bearer ${key}`, `/api/v1/conversations?key=${key}`), 400, 'validation_failed');
  });
});

describe('the root token', () => {
  test('works on installation operations only', async () => {
    const root = new RestActor(workspace.server, workspace.server.rootToken);
    for (const path of [
      '/auth/me',
      '/auth/scopes',
      '/conversations',
      '/workspace',
      '/events',
      '/events/stream',
    ])
      expectProblem(await root.get(path), 403, 'key_type_not_allowed');
    expectProblem(await root.post('/auth/credentials', {}), 403, 'key_type_not_allowed');
  });

  test('may be any text, one of the form of keys too', async () => {
    const { services, clock } = workspace.server;
    for (const rootToken of [mintKey('root'), 'a-plain-text-of-some-length']) {
      const config = { ...services.config, rootToken };
      const presented = { authorization: `Bearer ${rootToken}`, surface: 'workspace', ip: '::1' };
      const asked = resolvePrincipal({ ...services, config }, presented as never, clock.now());
      expect(await asked).toEqual({ kind: 'root' });
    }
  });

  test('is the only key that makes workspaces', async () => {
    const body = { name: 'Mine', slug: 'mine-by-credential' };
    expectProblem(await workspace.admin.post('/workspaces', body), 403, 'key_type_not_allowed');
    const near = new RestActor(workspace.server, `${workspace.server.rootToken}x`);
    expectProblem(await near.post('/workspaces', body), 401, 'invalid_credentials');
  });
});

describe('who am I', () => {
  test('answers with the credential, its workspace and its scopes, and needs none', async () => {
    const user = await workspace.withScopes('customers:read');
    const { body } = await user.get('/auth/me');
    expect(body.scopes).toEqual(['customers:read']);
    expect(body.workspace.id).toBe(workspace.id);
    expect(body.apiVersion).toBe('2026-11-01');
    expect(body.credential).toEqual(
      (await workspace.admin.get(`/auth/credentials/${body.credential.id}`)).body,
    );
    expect(JSON.stringify(body)).not.toContain(user.key);
  });

  test('lists every scope with the operations it opens', async () => {
    const { body } = await workspace.admin.get('/auth/scopes');
    const byName = new Map<string, any>(body.data.map((scope: any) => [scope.name, scope]));
    expect(byName.get('customers:write')).toMatchObject({
      category: 'customers',
      sensitive: false,
      operations: expect.arrayContaining(['customers.upsert', 'customers.update']),
    });
    expect(byName.get('credentials:write').sensitive).toBe(true);
  });
});

test('the last use of a key is written in batches, never ahead of what happened', async () => {
  const { services, clock } = workspace.server;
  const user = await workspace.withScopes('customers:read');
  const before = clock.now().getTime();
  const { id } = (await user.get('/auth/me')).body.credential;
  const read = async () => (await workspace.admin.get(`/auth/credentials/${id}`)).body;
  expect((await read()).lastUsedAt).toBeNull();
  await flushUses(services);
  const used = await read();
  expect(Date.parse(used.lastUsedAt)).toBeGreaterThan(before);
  expect(Date.parse(used.lastUsedAt)).toBeLessThan(clock.now().getTime());
  expect(used.version).toBe(1);
});
