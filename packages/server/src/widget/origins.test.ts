import { beforeAll, describe, expect, test } from 'vitest';
import { isOriginAllowed } from '../authentication/origins.ts';
import {
  createWorkspace,
  expectProblem,
  request,
  startWidget,
  type TestWorkspace,
  visitorOrigin,
  type WidgetVisitor,
} from '../testing/index.ts';

describe('origin patterns', () => {
  const wild = ['https://*.example.com'];
  test.each([
    ['https://app.example.com', true],
    ['https://a-b.example.com', true],
    ['https://example.com', false],
    ['https://.example.com', false],
    ['https://deep.app.example.com', false],
    ['https://evil.com/.example.com', false],
    ['https://evil.com?x.example.com', false],
    ['https://evil.com#.example.com', false],
    ['https://user@x.example.com', false],
    ['https://evilexample.com', false],
    ['https://app.example.com.evil.com', false],
    ['http://app.example.com', false],
    ['https://app.example.com:8443', false],
    ['null', false],
    ['', false],
    [null, false],
  ])('`*.` stands for exactly one label: %s is %s', (origin, allowed) => {
    expect(isOriginAllowed(wild, origin)).toBe(allowed);
  });

  test('an exact origin allows itself, its port and nothing near it', () => {
    const exact = ['http://localhost:3000'];
    expect(isOriginAllowed(exact, 'http://localhost:3000')).toBe(true);
    for (const origin of ['http://localhost', 'http://localhost:30000', 'https://localhost:3000'])
      expect(isOriginAllowed(exact, origin)).toBe(false);
  });

  test('a pattern with a port fits that port', () => {
    const pattern = ['http://*.test.example:8080'];
    expect(isOriginAllowed(pattern, 'http://a.test.example:8080')).toBe(true);
    expect(isOriginAllowed(pattern, 'http://a.test.example:8081')).toBe(false);
  });
});

describe('over HTTP', () => {
  let workspace: TestWorkspace;
  let visitor: WidgetVisitor;
  beforeAll(async () => {
    workspace = await createWorkspace();
    visitor = await startWidget(workspace);
  });

  const from = (origin: string | null, key: string, method: string, path: string) =>
    request(workspace.server, method, `/api/widget/v1${path}`, {
      headers: { authorization: `Bearer ${key}`, ...(origin === null ? {} : { origin }) },
    });

  test('a page that is not listed can use neither the key nor a session that a listed page has started', async () => {
    for (const origin of ['https://evil.example', 'https://x.docs.example.com', 'null', null]) {
      expectProblem(await from(origin, visitor.widgetKey, 'GET', '/config'), 403, 'origin_not_allowed');
      expectProblem(await from(origin, visitor.widgetKey, 'POST', '/sessions'), 403, 'origin_not_allowed');
      expectProblem(await from(origin, visitor.token, 'GET', '/conversations'), 403, 'origin_not_allowed');
      expectProblem(await from(origin, visitor.token, 'GET', '/stream'), 403, 'origin_not_allowed');
    }
    expect((await from(visitorOrigin, visitor.token, 'GET', '/conversations')).status).toBe(200);
  });

  test('a change of the allowed origins counts at once', async () => {
    const moved = await startWidget(workspace);
    expect((await from(visitorOrigin, moved.widgetKey, 'GET', '/config')).status).toBe(200);
    await workspace.admin.patch(`/auth/widget-keys/${moved.widgetKeyId}`, {
      allowedOrigins: ['https://*.example.org'],
    });
    expectProblem(await from(visitorOrigin, moved.widgetKey, 'GET', '/config'), 403, 'origin_not_allowed');
    expect((await from('https://new.example.org', moved.widgetKey, 'GET', '/config')).status).toBe(200);
  });

  test('a preflight lets a page send what the widget sends, and workspace routes answer none', async () => {
    const ask = (path: string) =>
      fetch(new URL(path, workspace.server.url), {
        method: 'OPTIONS',
        headers: {
          origin: visitorOrigin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,woes-conversation-secret',
        },
      });
    const widget = await ask('/api/widget/v1/sessions');
    expect(widget.status).toBe(204);
    expect(widget.headers.get('access-control-allow-origin')).toBe(visitorOrigin);
    expect(widget.headers.get('access-control-allow-headers')?.toLowerCase()).toContain(
      'woes-conversation-secret',
    );
    expect(widget.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await ask('/api/v1/conversations')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
