import { actAs, addMember, createWorkspace, type RestActor, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../packages/server/src/contract/scopes.ts';
import { exampleInput, type Ids, oneOfEach, restRequest, workspaceOperations } from './support/operations.ts';

/** Every operation with credentials of members that hold all scopes: the role decides. */
let workspace: TestWorkspace;
let ids: Ids;
const actors: Record<string, RestActor> = {};
const allowed: Record<string, Set<string>> = {};
const roles = ['owner', 'admin', 'member', 'viewer'] as const;

beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
  for (const role of roles) {
    const { id } = await addMember(workspace, role);
    actors[role] = await actAs(workspace, id);
    allowed[role] = new Set((await actors[role].get('/auth/me')).body.scopes);
  }
});

const operations = workspaceOperations.filter(({ operation }) => 'scope' in operation.access);

test('roles differ in what they allow', () => {
  expect([...allowed.owner!]).toEqual(scopes);
  expect(new Set(roles.map((role) => allowed[role]!.size)).size).toBe(roles.length);
});

/** A viewer changes nothing, whatever its credential holds. */
describe.each(operations.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
  const scope = (entry.operation.access as { scope: string }).scope;

  test('is open to the roles that allow its scope, and to no other', async () => {
    const { method, path, ...asked } = restRequest(entry, exampleInput(entry, ids));
    for (const role of roles) {
      if (allowed[role]!.has(scope)) continue;
      const { body } = await actors[role]!.send(method, path, asked);
      expect([role, body.code, body.metadata]).toEqual([role, 'insufficient_scope', { missingScope: scope }]);
    }
    if (entry.kind !== 'mutation' || entry.operation.changesNothing) return;
    const { status, body } = await actors.viewer!.send(method, path, asked);
    expect([status, body.code]).toEqual([403, 'insufficient_scope']);
  });
});

test('what needs no scope of its own changes nothing for a viewer', async () => {
  const free = workspaceOperations.filter(
    ({ kind, operation }) => 'credential' in operation.access && kind === 'mutation',
  );
  for (const entry of free) {
    const { method, path, ...asked } = restRequest(entry, exampleInput(entry, ids));
    const { status } = await actors.viewer!.send(method, path, asked);
    expect([403, 404], entry.name).toContain(status);
  }
});
