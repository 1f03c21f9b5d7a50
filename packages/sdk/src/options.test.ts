import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { isWoesError, version, Woes, WoesConnectionError, WoesError } from './index.ts';
import { systemRuntime } from './runtime.ts';
import { apiKey, keyOf, problem } from './testing/peer.ts';

const baseUrl = 'http://127.0.0.1:4000';
const key = apiKey;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

test('a client needs a key and a server', () => {
  vi.stubEnv('WOES_API_KEY', '');
  vi.stubEnv('WOES_BASE_URL', '');
  expect(() => new Woes({ baseUrl })).toThrow(/apiKey/);
  expect(() => new Woes({ apiKey: key })).toThrow(/baseUrl/);
});

test('the environment fills in what is left out', () => {
  vi.stubEnv('WOES_API_KEY', key);
  vi.stubEnv('WOES_BASE_URL', baseUrl);
  expect(() => new Woes()).not.toThrow();
});

test('what cannot be used is refused at once, without repeating the key', () => {
  for (const wrong of [
    { baseUrl: 'support.example.com' },
    { baseUrl: 'ftp://support.example.com' },
    { baseUrl: 'https://user:password@support.example.com' },
    { baseUrl: `${baseUrl}?key=1` },
    { apiKey: `${key}\n` },
    { timeoutMs: -1 },
    { maxRetries: Number.NaN },
    { maxQuotaWaitMs: -1 },
    { apiVersion: 'newest' },
  ]) {
    const make = () => new Woes({ apiKey: key, baseUrl, ...wrong });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(expect.objectContaining({ message: expect.not.stringContaining(key) }));
  }
});

test('a page gets no client, and neither does a worker of one', () => {
  vi.stubGlobal('window', { document: {} });
  const insisting = { apiKey: key, baseUrl, dangerouslyAllowBrowser: true };
  expect(() => new Woes(insisting)).toThrow(/browser/);
  vi.unstubAllGlobals();

  vi.stubGlobal('WorkerGlobalScope', class {});
  expect(() => new Woes({ apiKey: key, baseUrl })).not.toThrow();
  vi.stubGlobal('process', undefined);
  expect(() => new Woes({ apiKey: key, baseUrl })).not.toThrow();
  vi.stubGlobal('location', { origin: 'https://shop.example.com' });
  expect(() => new Woes({ apiKey: key, baseUrl })).toThrow(/browser/);
  vi.stubGlobal('Deno', {});
  expect(() => new Woes({ apiKey: key, baseUrl })).not.toThrow();
});

test('a key that was cut, changed or taken for another is named at once, and not repeated', () => {
  const changed = `${key.slice(0, 20)}x${key.slice(21)}`;
  for (const [wrong, said] of [
    [key.slice(0, -1), /43 characters.*44.*cut/],
    [changed, /checksum/],
    [`${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`, /checksum/],
    [` ${key}`, /characters that no key has/],
    [keyOf('woesw_'), /widget key/],
    [keyOf('woesc_'), /secret of a conversation/],
    ['sk_live_something', /starts with woesk_/],
  ] as const) {
    const make = () => new Woes({ apiKey: wrong, baseUrl });
    expect(make).toThrow(said);
    expect(make).toThrow(expect.objectContaining({ message: expect.not.stringContaining(wrong) }));
  }
  expect(() => new Woes({ apiKey: keyOf('woesroot_'), baseUrl })).not.toThrow();
});

test('the level of the log is one of five, wherever it is set', () => {
  expect(() => new Woes({ apiKey: key, baseUrl, logLevel: 'loud' as never })).toThrow(/logLevel/);
  vi.stubEnv('WOES_SDK_LOG', 'loud');
  expect(() => new Woes({ apiKey: key, baseUrl })).toThrow(/WOES_SDK_LOG/);
});

test('a server below a path is reached there', async () => {
  const urls: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    urls.push(String(url));
    return Response.json({ result: { data: { json: {} } } });
  };
  await new Woes({ apiKey: key, baseUrl: 'https://example.com/support/', fetch }).authentication.me();
  expect(urls[0]).toMatch(/^https:\/\/example\.com\/support\/api\/trpc\/authentication\.me\?input=/);
});

test('errors are known across copies of the package', () => {
  const foreign = Object.defineProperty(new Error('refused'), Symbol.for('woes.error'), { value: true });
  expect(isWoesError(Object.assign(foreign, { code: 'not_found' }), 'not_found')).toBe(true);
  expect(isWoesError(new WoesError(problem('not_found', 404)))).toBe(true);
  for (const other of [
    null,
    'not_found',
    new Error('x'),
    { code: 'not_found' },
    new WoesConnectionError('x'),
  ])
    expect(isWoesError(other)).toBe(false);
});

test('the message of an error names code, detail, fields and request', () => {
  const errors = [
    { location: 'body', pointer: '/email', code: 'required', detail: 'Must be given.' } as const,
  ];
  expect(new WoesError(problem('validation_failed', 400, { errors })).message).toBe(
    'validation_failed: It is validation_failed. /email: Must be given. (req_peer)',
  );
});

test('no limit in time is no limit of nothing', async () => {
  let fired = false;
  const cancel = systemRuntime.after(Number.POSITIVE_INFINITY, () => {
    fired = true;
  });
  await new Promise<void>((resolve) => systemRuntime.after(5, resolve));
  cancel();
  expect(fired).toBe(false);
});

test('the version is that of the package', () => {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text).version).toBe(version);
});
