import { createWorkspace, request, startTestServer, startWidget, testRootToken } from '@woes/server/testing';
import { describe, expect, test } from 'vitest';
import { oneOfEach } from './support/operations.ts';
import { runSchemathesis, schemathesis } from './support/schemathesis.ts';

/** The documents are true: whatever a stranger makes of them, the server answers as they say. */
const program = schemathesis();
const origin = 'https://docs.example.com';

// What a machine that must skip nothing lacks is a failure.
if (!program)
  test('Schemathesis can be left out, for want of python3 with venv and pip', () => {
    expect(process.env.WOES_TEST_NOTHING_SKIPPED).toBeUndefined();
  });

describe.runIf(program)('Schemathesis, all checks in all phases', () => {
  test('finds nothing in the workspace document', async () => {
    const server = await startTestServer();
    const workspace = await createWorkspace(server);
    await oneOfEach(workspace);
    const me = await workspace.admin.get('/auth/me');
    const { code, output } = await runSchemathesis(program!, {
      document: (await request(server, 'GET', '/openapi.json')).body,
      origin: server.url,
      base: '/api/v1',
      keys: { credential: workspace.admin.key, rootToken: testRootToken },
      ownCredential: me.body.credential.id,
    });
    const after = await workspace.admin.get('/auth/me');
    expect(after.status, after.text).toBe(200);
    await server.stop();
    expect(code, output.slice(-20_000)).toBe(0);
  });

  test('finds nothing in the widget document', async () => {
    const server = await startTestServer();
    const workspace = await createWorkspace(server);
    const visitor = await startWidget(workspace);
    const { code, output } = await runSchemathesis(program!, {
      document: (await request(server, 'GET', '/openapi-widget.json')).body,
      origin: server.url,
      base: '/api/widget/v1',
      keys: { widgetKey: visitor.widgetKey, widgetSession: visitor.token },
      headers: { Origin: origin },
    });
    await server.stop();
    expect(code, output.slice(-20_000)).toBe(0);
  });
});
