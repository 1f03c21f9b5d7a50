import { createWorkspace, RestActor, type TestWorkspace, testRootToken } from '@woes/server/testing';
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { scopeTable } from '../packages/server/src/contract/scopes.ts';
import type { Entry } from '../packages/server/src/rpc/catalogue.ts';
import { askRest, exampleInput, type Ids, oneOfEach, workspaceOperations } from './support/operations.ts';

/** Every operation that administers a workspace or shows a secret, and what it leaves in the audit log. */
const administered = new Set(['workspaces', 'authentication', 'channels', 'webhooks']);
const isAdministrative = ({ operation: { access, revealsSecret } }: Entry) =>
  revealsSecret ||
  'root' in access ||
  ('scope' in access && administered.has(scopeTable[access.scope].category));
const cases = workspaceOperations
  .filter((entry) => entry.kind === 'mutation' && !entry.operation.changesNothing && isAdministrative(entry))
  .map((entry) => [entry.name, entry] as const);

let workspace: TestWorkspace;
let ids: Ids;

beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
});

const entriesOf = async (actor: RestActor, query: Record<string, string> = {}) =>
  (await actor.get('/audit-log', { limit: 100, ...query })).body.data as any[];

test('there is something to audit', () => {
  expect(cases.length).toBeGreaterThan(7);
});

test.each(cases)('%s leaves an entry that names the request and holds no secret', async (_, entry) => {
  // Objects of its own: what one operation revokes, the next one would find revoked.
  ids = await oneOfEach(workspace);
  const wide = { name: 'Wide', scopes: ['customers:read', 'workspace:read'] };
  ids = { ...ids, key: (await workspace.admin.post('/auth/credentials', wide)).body.id };
  // What is only possible once something else has been done.
  if (entry.name === 'workspaces.members.reinstate')
    await workspace.admin.post(`/members/${ids.mem}/suspend`, {});
  const input = exampleInput(entry, ids);
  if ('slug' in input) input.slug = `audit-${Date.now()}`;
  // What is there already has shown its secret.
  if ('rotateSecret' in (entry.operation.input as z.ZodObject).shape) input.rotateSecret = true;
  const isRoot = 'root' in entry.operation.access;
  const answer = isRoot
    ? await new RestActor(workspace.server, testRootToken).post('/workspaces', input)
    : await askRest(workspace, entry, input);
  expect(answer.status, answer.text).toBeLessThan(300);
  const reader = isRoot ? new RestActor(workspace.server, answer.body.credential.secret) : workspace.admin;
  const requestId = answer.headers.get('woes-request-id');
  const left = (await entriesOf(reader)).filter((each) => each.requestId === requestId);
  expect(left.length).toBeGreaterThan(0);
  for (const each of left) {
    expect(each.ipHash).toMatch(/^[\w-]{16}$/);
    expect(each.actor.type).toBe(isRoot ? 'installation' : 'credential');
    expect(each.credentialId === null).toBe(isRoot);
  }
  const secret = answer.body?.secret ?? answer.body?.invitationToken ?? answer.body?.credential?.secret;
  if (entry.operation.revealsSecret) expect(secret).toEqual(expect.any(String));
  expect(JSON.stringify(left)).not.toMatch(/woesk_[0-9A-Za-z]{38}|127\.0\.0\.1/);
  if (secret) expect(JSON.stringify(left)).not.toContain(secret.slice(6, 30));
});

test('a refused change leaves nothing', async () => {
  const before = await entriesOf(workspace.admin);
  await workspace.admin.patch('/workspace', { name: 'Changed', expectedVersion: 999 });
  expect(await entriesOf(workspace.admin)).toHaveLength(before.length);
});

test('entries are found by action, resource, actor and time', async () => {
  const { body } = await workspace.admin.post('/auth/credentials', { name: 'Found', scopes: ['audit:read'] });
  const [entry] = await entriesOf(workspace.admin, { resource: body.id });
  expect(entry).toMatchObject({ action: 'credential.create', resource: { type: 'credential', id: body.id } });
  expect((await entriesOf(workspace.admin, { action: 'credential.create' })).map(({ id }) => id)).toContain(
    entry.id,
  );
  expect((await entriesOf(workspace.admin, { action: 'credential.*' })).map(({ id }) => id)).toContain(
    entry.id,
  );
  expect(await entriesOf(workspace.admin, { action: 'webhook.*' })).toEqual([]);
  expect(await entriesOf(workspace.admin, { actor: body.id })).toEqual([]);
  expect((await entriesOf(workspace.admin, { actor: entry.actor.id })).length).toBeGreaterThan(0);
  expect(await entriesOf(workspace.admin, { to: entry.createdAt, resource: body.id })).toEqual([]);
  expect(await entriesOf(workspace.admin, { from: entry.createdAt, resource: body.id })).toHaveLength(1);
});

test('pages of the log hold every entry once', async () => {
  const all = (await entriesOf(workspace.admin)).map(({ id }) => id);
  const seen: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const { body } = await workspace.admin.get('/audit-log', { limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...body.data.map(({ id }: any) => id));
    cursor = body.nextCursor;
    if (!cursor) break;
  }
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of all) expect(seen).toContain(id);
});

test('another workspace reads nothing of it', async () => {
  const other = await createWorkspace(workspace.server);
  const mine = new Set((await entriesOf(workspace.admin)).map(({ id }) => id));
  expect((await entriesOf(other.admin)).filter(({ id }) => mine.has(id))).toEqual([]);
});
