import { describe, expect, test } from 'vitest';
import { type KeyKind, keyPrefixes, mintKey } from './keys/index.ts';
import { createLog } from './log.ts';
import { maskSecrets } from './redaction/index.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

const secretKinds = (Object.keys(keyPrefixes) as KeyKind[]).filter((kind) => kind !== 'widget_key');

describe('by form', () => {
  test.each(secretKinds)('a key of kind %s is masked wherever it stands', (kind) => {
    const key = mintKey(kind);
    const random = key.slice(-38);
    for (const text of [
      key,
      `the key ${key} leaked`,
      `"${key}"`,
      `first line\n${key}`,
      `tab\t${key}`,
      `name_${key}`,
      `https://example.com/?key=${key}&x=1`,
      `Bearer ${key}`,
    ]) {
      expect(maskSecrets(text)).not.toContain(random);
      const line = logged((log) => {
        log.info({ detail: text, nested: { list: [{ text }] } }, text);
        log.error({ err: new Error(text, { cause: new Error(text) }) }, 'failed');
      });
      expect(line).not.toContain(random);
      for (const each of line.trim().split('\n')) expect(() => JSON.parse(each)).not.toThrow();
    }
  });

  test.each([
    ['whsec_', `whsec_${'c'.repeat(32)}`],
    ['a password in an address', 'postgres://woes:canary-password@db.example/woes'],
    ['basic credentials', 'Basic Y2FuYXJ5OmNhbmFyeQ=='],
    ['a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl'],
  ])('%s is masked', (_, secret) => {
    const shown = logged((log) => log.info({ detail: secret }));
    for (const part of ['cccc', 'canary', 'Y2FuYXJ5', 'eyJzdWIi']) expect(shown).not.toContain(part);
  });

  test('public keys, ids and plain words stay readable', () => {
    const text = `woesw_${'a'.repeat(38)} conv_01jd0000000000000000000000 a basic question about keys`;
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('by name', () => {
  test.each([
    'authorization',
    'secret',
    'token',
    'refreshToken',
    'conversationSecret',
    'password',
    'cookie',
    'key',
    'idempotencyKey',
  ])('the field %s is masked at any depth', (name) => {
    const line = logged((log) => {
      log.info({ [name]: 'canary-7777' });
      log.info({ a: { [name]: 'canary-7777' } });
      log.info({ a: { b: { [name]: 'canary-7777' } }, list: [{ [name]: 'canary-7777' }] });
    });
    expect(line).not.toContain('canary-7777');
    expect(line).toContain('[masked]');
  });

  test('what is logged is not changed for the caller', () => {
    const fields = { a: { token: 'kept' } };
    logged((log) => log.info(fields));
    expect(fields).toEqual({ a: { token: 'kept' } });
  });
});

test('what a database says of values never reaches the log', () => {
  const refused = Object.assign(new Error('duplicate key value (email)=(canary@example.com)'), {
    code: '23505',
    detail: 'Key (email)=(canary@example.com) already exists.',
    constraint_name: 'customers_key',
  });
  const query = Object.assign(new Error('Failed query: insert … params: canary@example.com'), {
    query: 'insert',
    params: ['canary@example.com'],
    cause: refused,
  });
  const line = logged((log) => {
    log.error({ err: refused }, 'failed');
    log.error({ err: query }, 'failed');
  });
  expect(line).not.toContain('canary');
  expect(line).toContain('23505');
  expect(line).toContain('customers_key');
});

test('the line of an answered call is that of the logger, field by field', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const call = {
    requestId: 'req_01jd',
    door: 'rest',
    procedure: 'customers.list',
    durationMs: 1.25,
    principal: 'credential',
  };
  log.answered({ ...call, credentialId: 'key_01jd' });
  log.info({ ...call, credentialId: 'key_01jd', code: 'ok' }, 'call');
  log.answered({ ...call, credentialId: null });
  log.info({ ...call, code: 'ok' }, 'call');
  const [byHand, byLogger, without, withoutByLogger] = lines.map((line) => ({
    ...JSON.parse(line),
    time: null,
  }));
  expect(byHand).toEqual(byLogger);
  expect(without).toEqual(withoutByLogger);
  const silent: string[] = [];
  createLog('warn', { write: (line) => silent.push(line) }).answered({ ...call, credentialId: null });
  expect(silent).toEqual([]);
});
