import {
  createWorkspace,
  request,
  startWidget,
  type TestWorkspace,
  type WidgetVisitor,
} from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../packages/server/src/contract/scopes.ts';
import type { Entry } from '../packages/server/src/rpc/catalogue.ts';
import { restRequest, widgetOperations, workspaceOperations } from './support/operations.ts';

/** Every operation with every kind of key that it must refuse. */
let workspace: TestWorkspace;
let visitor: WidgetVisitor;

beforeAll(async () => {
  workspace = await createWorkspace();
  visitor = await startWidget(workspace);
});

const doors = [
  ...workspaceOperations.map((entry) => ({ base: '/api/v1', rpc: '/api/trpc', entry })),
  ...widgetOperations.map((entry) => ({ base: '/api/widget/v1', rpc: '/api/widget/trpc', entry })),
].filter(({ entry }) => !('public' in entry.operation.access));

/** With nothing but a key: whether it may call is decided before the input is read. */
async function askBoth(base: string, rpc: string, entry: Entry, key: string | null) {
  const headers: Record<string, string> = {
    origin: 'https://docs.example.com',
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  };
  const { method, path, body } = restRequest(entry, entry.operation.example.input as Record<string, unknown>);
  const overRest = await request(workspace.server, method, base + path, { body, headers });
  const overRpc =
    entry.kind === 'mutation'
      ? await request(workspace.server, 'POST', `${rpc}/${entry.name}`, { body: { json: {} }, headers })
      : await request(workspace.server, 'GET', `${rpc}/${entry.name}`, {
          query: { input: '{"json":{}}' },
          headers,
        });
  const problem = entry.kind === 'subscription' ? overRest.body : overRpc.body.error.json.data.problem;
  return {
    rest: overRest,
    rpc: problem as { status: number; code: string; metadata: Record<string, unknown> },
  };
}

describe.each(doors.map((door) => [`${door.base} ${door.entry.name}`, door] as const))(
  '%s',
  (_, { base, rpc, entry }) => {
    const { access } = entry.operation;

    test('refuses a caller without a key', async () => {
      const asked = await askBoth(base, rpc, entry, null);
      expect(asked.rest.status).toBe(401);
      expect(asked.rest.headers.get('www-authenticate')).toContain('Bearer');
      expect(asked.rest.body.code).toBe('missing_credentials');
      expect(asked.rpc).toMatchObject({ status: 401, code: 'missing_credentials' });
    });

    test('refuses the keys of the other door', async () => {
      const wrong = base === '/api/v1' ? [visitor.token, visitor.widgetKey] : [workspace.admin.key];
      for (const key of wrong) {
        const asked = await askBoth(base, rpc, entry, key);
        expect(asked.rest.body).toMatchObject({ status: 401, code: 'invalid_credentials' });
        expect(asked.rpc).toMatchObject({ status: 401, code: 'invalid_credentials' });
      }
    });

    test('refuses a key of its own door that may not', async () => {
      if ('credential' in access) return;
      if ('root' in access) {
        const asked = await askBoth(base, rpc, entry, workspace.admin.key);
        expect(asked.rest.body).toMatchObject({ status: 403, code: 'key_type_not_allowed' });
      } else if ('widget' in access) {
        const asked = await askBoth(
          base,
          rpc,
          entry,
          access.widget === 'key' ? visitor.token : visitor.widgetKey,
        );
        expect(asked.rest.body).toMatchObject({ status: 401, code: 'invalid_credentials' });
      } else if ('scope' in access) {
        const almost = await workspace.withScopes(...scopes.filter((scope) => scope !== access.scope));
        const asked = await askBoth(base, rpc, entry, almost.key);
        expect(asked.rest.body).toMatchObject({
          status: 403,
          code: 'insufficient_scope',
          metadata: { missingScope: access.scope },
        });
        expect(asked.rpc).toMatchObject({
          status: 403,
          code: 'insufficient_scope',
          metadata: { missingScope: access.scope },
        });
      }
    });
  },
);

test('a credential that only reads reaches nothing that shows a secret', () => {
  const revealing = workspaceOperations.filter(({ operation }) => operation.revealsSecret);
  expect(revealing.length).toBeGreaterThan(0);
  for (const { operation } of revealing)
    expect('scope' in operation.access ? operation.access.scope : 'root').not.toMatch(/:read$/);
});
