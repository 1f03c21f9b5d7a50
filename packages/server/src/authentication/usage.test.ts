import { beforeAll, expect, test } from 'vitest';
import { createWorkspace, RestActor, type TestWorkspace } from '../testing/index.ts';
import { flushUses } from './index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

test('tells which scopes were used and which never, and names no address', async () => {
  const { admin, server } = workspace;
  const { body: made } = await admin.post('/auth/credentials', {
    name: 'Sync',
    scopes: ['customers:write', 'customers:read', 'webhooks:read'],
  });
  const usage = async () =>
    (await admin.get(`/auth/credentials/${made.id}`, { include: 'usage' })).body.usage;
  expect(await usage()).toEqual({
    lastUsedAt: null,
    lastIpHash: null,
    scopesUsed: [],
    scopesUnused: ['customers:write', 'customers:read', 'webhooks:read'],
    suggestedScopes: ['customers:write', 'customers:read', 'webhooks:read'],
  });
  const actor = new RestActor(server, made.secret);
  await actor.get('/customers');
  await actor.get('/auth/me');
  await actor.get('/conversations');
  await flushUses(server.services);
  await actor.put('/customers/by-external-id/usage', {});
  await flushUses(server.services);
  const used = await usage();
  expect(used).toMatchObject({
    scopesUsed: ['customers:write', 'customers:read'],
    scopesUnused: ['webhooks:read'],
    suggestedScopes: ['customers:write', 'customers:read'],
  });
  expect(used.lastIpHash).toMatch(/^[\w-]{16}$/);
  expect(JSON.stringify(used)).not.toContain('127.0.0.1');
  expect((await admin.get(`/auth/credentials/${made.id}`)).body.usage).toBeUndefined();
});
