import { beforeAll, expect, test } from 'vitest';
import { createWorkspace, fieldProblems, type TestWorkspace } from '../testing/index.ts';

let workspace: TestWorkspace;
let credentialId: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  const { admin } = workspace;
  const made = await admin.post('/auth/credentials', { name: 'Sync', scopes: ['customers:read'] });
  credentialId = made.body.id;
  await admin.patch(`/auth/credentials/${credentialId}`, { name: 'Nightly' });
  await admin.post('/channels', { type: 'api', name: 'Sync' });
});

const list = (filter: object) =>
  workspace.admin.get('/audit-log', { sort: 'created_at', filter: JSON.stringify(filter) });
const actions = async (filter: object) => {
  const { status, text, body } = await list(filter);
  expect(status, text).toBe(200);
  return body.data.map(({ action }: { action: string }) => action);
};

test('the audit log is searched by who did what, and by what was changed', async () => {
  const { id } = (await workspace.admin.get('/auth/me')).body.credential;
  expect(await actions({ field: 'changes.name', op: 'eq', value: 'Sync' })).toContain('credential.create');
  const byCredential = { field: 'actor.id', op: 'eq', value: id };
  const ofCredentials = { field: 'resource.type', op: 'eq', value: 'credential' };
  expect(await actions({ and: [byCredential, ofCredentials] })).toEqual([
    'credential.create',
    'credential.update',
  ]);
  expect(await actions({ and: [byCredential, { not: ofCredentials }] })).not.toContain('credential.update');
  expect(await actions({ field: 'credentialId', op: 'eq', value: id })).toContain('credential.update');
  expect(await actions({ field: 'createdAt', op: 'within_last', value: 'PT0S' })).toEqual([]);
});

test('a filter over what the log does not tell is refused at its place', async () => {
  expect(fieldProblems(await list({ field: 'secret', op: 'is_set', value: true }))).toEqual([
    'query /filter/field invalid_value',
  ]);
});
