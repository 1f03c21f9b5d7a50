import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodes } from '../../contract/errors.ts';
import { appRouter, widgetRouter } from '../../router.ts';
import { operationsOf } from '../../rpc/catalogue.ts';
import type { Door } from '../bindings.ts';
import { openApiRoutes } from '../openapi/index.ts';
import { findDrift } from './generated-files.ts';
import { docsRoutes } from './index.ts';

const root = resolve(import.meta.dirname, '../../../../..');
const server = createAdaptorServer({ fetch: documentation().fetch });
let url = '';

function documentation(): Hono<Door> {
  const app = new Hono<Door>();
  openApiRoutes(app);
  docsRoutes(app);
  return app;
}

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });

test('the documents are open to every page, and are not sent again to who has them', async () => {
  for (const path of ['/openapi.json', '/openapi-widget.json']) {
    const first = await get(path, { Origin: 'https://editor.example' });
    expect(first.status).toBe(200);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(await first.json()).toMatchObject({ openapi: '3.1.1' });
    const etag = first.headers.get('etag')!;
    const again = await get(path, { 'If-None-Match': `"other", W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(path, { 'If-None-Match': '"other"' })).status).toBe(200);
  }
});

test('the plain-text overview names every operation and nothing that is not there', async () => {
  const answer = await get('/llms.txt');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toMatch(/^# Woes\n\n> /);
  const listed = text.split('\n').filter((line) => / — /.test(line));
  const expected = [
    ...operationsOf(appRouter).map((entry) => [entry, '/api/v1'] as const),
    ...operationsOf(widgetRouter).map((entry) => [entry, '/api/widget/v1'] as const),
  ].map(([{ operation, name }, base]) => {
    const [method, path] = operation.rest.split(' ');
    return [`- ${method} ${base}${path} — ${operation.summary} (`, `[${name}]`];
  });
  expect(listed).toHaveLength(expected.length);
  for (const [start, end] of expected)
    expect(
      listed.some((line) => line.startsWith(start!) && line.endsWith(end!)),
      start,
    ).toBe(true);
});

test('its links lead somewhere', async () => {
  const text = await (await get('/llms.txt')).text();
  for (const [, path] of text.matchAll(/\]\((\/[^)]+)\)/g)) expect((await get(path!)).status, path).toBe(200);
});

test('every error code has its page, for people and for programs', async () => {
  for (const code of errorCodes) {
    const page = await get(`/docs/errors/${code}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain(`<code>${code}</code>`);
    const markdown = await get(`/docs/errors/${code}.md`);
    expect([markdown.status, markdown.headers.get('content-type')]).toEqual([
      200,
      'text/markdown; charset=utf-8',
    ]);
  }
  for (const other of ['nothing', 'not_found.txt', 'not_found.md.md', 'constructor', 'toString'])
    expect((await get(`/docs/errors/${other}`)).status, other).toBe(404);
});

test('the script of the reference may be kept for ever, under an address of its content', async () => {
  const page = await (await get('/docs')).text();
  const [, path] = /src="(\/docs\/scalar-[0-9a-f]{16}\.js)"/.exec(page)!;
  const script = await get(path!, { 'Accept-Encoding': 'gzip' });
  expect(script.headers.get('content-encoding')).toBe('gzip');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect((await script.text()).length).toBeGreaterThan(1_000_000);
  expect((await get('/docs/scalar-0000000000000000.js')).status).toBe(404);
});

test('the committed documents are what the routers say (pnpm generate brings them up to date)', async () => {
  expect(await findDrift(root)).toEqual([]);
});
