import { describe, expect, test } from 'vitest';
import { fakeRandom, fakeSecrets } from '../../testing/fake-secrets.ts';
import { Redactor } from './index.ts';
import { generatedRules } from './rules/generated.ts';
import { Keywords } from './secrets/keywords.ts';

const key = new Uint8Array(32).fill(7);
const redact = (text: string) => new Redactor({ key }).text(text);

test('every rule of gitleaks that has a pattern compiles here', () => {
  expect(generatedRules).toHaveLength(221);
  for (const { source, flags } of generatedRules) expect(() => new RegExp(source, flags)).not.toThrow();
});

describe.each(fakeSecrets('unit'))('$name', ({ text, core }) => {
  test.each([
    ['alone', (secret: string) => secret],
    ['in a line', (secret: string) => `first\n${secret}\nlast`],
    ['in JSON that was written into JSON', (secret: string) => JSON.stringify({ detail: secret })],
    [
      'at the end of a window',
      (secret: string) => `${'word '.repeat(13_100)}\n${secret}\n${'word '.repeat(200)}`,
    ],
  ])('is masked %s', (_, wrap) => {
    const { text: masked, redaction } = redact(wrap(text));
    expect(masked).not.toContain(core);
    expect(redaction.applied).toBe(true);
  });
});

test('a key in a sentence is masked with the full stop left', () => {
  const secret = ['sk', 'live', fakeRandom('sentence', 24)].join('_');
  expect(redact(`My key is ${secret}. It fails (${secret}), why?`).text).toBe(
    'My key is [[SECRET:stripe_key:1]]. It fails ([[SECRET:stripe_key:1]]), why?',
  );
});

test('a private key whose end was cut off is masked', () => {
  const head = ['-----BEGIN PRIV', 'ATE KEY-----'].join('');
  const body = fakeRandom('cut', 200);
  expect(redact(`${head}\n${body}`).text).toBe('[[SECRET:private_key:1]]');
});

const variable = ['$', '{PASSWORD}'].join('');

test.each([
  'Set the header Authorization: Bearer <token> and try again.',
  'password: string, at least eight characters',
  `DB_PASSWORD=${variable}`,
  '{"type":"string","format":"password","description":"Your password."}',
  'token = process.env.API_TOKEN',
  'client_secret: "YOUR_CLIENT_SECRET"',
  'Reset your password in the settings; tokens expire after 3600 seconds.',
  'request id req_01jd0000000000000000000000, trace 5eb4223e-5008-46e5-be67-c7b8f2732305',
  `postgres://user:${variable}@db/app`,
  'curl -u "$USER:$PASSWORD" https://api.example',
])('stays readable: %s', (text) => {
  expect(redact(text).text).toBe(text);
});

describe('formats of a workspace', () => {
  const formats = [{ type: 'acme_key', prefix: 'acme+', length: [16, 16], alphabet: 'hex' }] as const;
  const secret = `acme+${fakeRandom('acme', 16, 'hex')}`;

  test('are found for that workspace, and for no other', () => {
    expect(new Redactor({ key, formats }).text(`it is ${secret}`).text).toBe('it is [[SECRET:acme_key:1]]');
    expect(redact(`it is ${secret}`).text).toBe(`it is ${secret}`);
  });

  test.each([
    { type: 'acme_key', prefix: 'ac', length: [16, 16], alphabet: 'hex' },
    { type: 'acme:key', prefix: 'acme_', length: [16, 16], alphabet: 'hex' },
    { type: 'acme_key', prefix: 'acme_', length: [1, 16], alphabet: 'hex' },
    { type: 'acme_key', prefix: 'acme_', length: [16, 4000], alphabet: 'hex' },
  ] as const)('are refused where they would match anything: %o', (format) => {
    expect(() => new Redactor({ key, formats: [format] })).toThrow('cannot be used');
  });
});

test('a text that takes too long is masked as a whole', () => {
  let time = 0;
  const redactor = new Redactor({ key, budgetMs: 10, now: () => (time += 8) });
  expect(redactor.text('nothing to see').text).toBe('[[SECRET:unsearched:1]]');
});

test('keywords are found wherever they begin, whatever their case', () => {
  const words = ['he', 'she', 'hers', 'his', 'api_key'];
  const within = (text: string) =>
    new Keywords(words)
      .within(text)
      .map((index) => words[index])
      .sort();
  expect(within('uSHErs')).toEqual(['he', 'hers', 'she']);
  expect(within('API_KEY=hi s')).toEqual(['api_key']);
  expect(within('ünïcödé hi\u212a')).toEqual([]);
});
