import { describe, expect, test } from 'vitest';
import { Redactor } from './index.ts';

const key = new Uint8Array(32).fill(7);
const redact = (text: string, more: Partial<ConstructorParameters<typeof Redactor>[0]> = {}) =>
  new Redactor({ key, ...more }).text(text).text;

const card = ['4111', '1111', '1111', '1111'];

describe.each([
  ['email', ['Ada.Lovelace+x@mail.co.uk', 'jörg@bücher.de', 'a_b@xn--bcher-kva.example']],
  ['card', [card.join(''), card.join(' '), card.join('-'), '378282246310005', '3782 822463 10005']],
  ['iban', ['DE89370400440532013000', 'DE89 3704 0044 0532 0130 00', 'gb29nwbk60161331926819']],
  ['ssn', ['219-09-9998']],
  ['ip', ['8.8.8.8', '2606:4700:4700::1111', '93.184.216.0/24']],
  ['mac', ['3c:22:fb:01:9a:4e', '3C-22-FB-01-9A-4E', '3c22.fb01.9a4e']],
  ['phone', ['+49 30 901820', '+1 (415) 555-2671', '415-555-2671', '0044 20 7946 0958']],
])('%s', (type, values) => {
  test.each(values)('%s is masked', (value) => {
    expect(redact(`see ${value}, thanks`)).toBe(`see [[PII:${type}:1]], thanks`);
    expect(redact(value)).toBe(`[[PII:${type}:1]]`);
  });
});

test.each([
  ['a card with a wrong check digit', `${card.slice(0, 3).join('')}1112`],
  ['an IBAN with a wrong check digit', 'DE88370400440532013000'],
  ['a number that no one was given', '000-12-3456 666-12-3456 900-12-3456 078-05-1120'],
  [
    'private and documentation addresses',
    '10.0.0.1 192.168.1.20 127.0.0.1 203.0.113.7 ::1 fe80::1 2001:db8::1',
  ],
  ['a version', 'version 1.2.3.4 and v2.10.0.1, § 3.2.5.4'],
  ['a time', '2026-11-25T07:10:00Z, 2026-11-25 07:10:00, 25.11.2026, 11/25/2026'],
  ['an id', '5eb4223e-5008-46e5-be67-c7b8f2732305, conv_01jd0000000000000000000000'],
  ['a count', '1234567 of 12345678 rows, 100 000 000 bytes, 1,234,567.89'],
  ['a timestamp', '1764054600000 and 1764054600'],
  ['what only has the sign of an address', 'me@localhost, @handle, a@b, x@.com'],
])('%s stays readable', (_, text) => {
  expect(redact(text)).toBe(text);
});

test('a number of the customer’s country is a phone number there', () => {
  expect(redact('ruf 030 901820 an', { country: 'DE' })).toBe('ruf [[PII:phone:1]] an');
  expect(redact('tracking 030 901820', { country: 'US' })).toBe('tracking 030 901820');
});

test('example addresses stay readable in documentation, and nowhere else', () => {
  expect(redact('ada@example.com', { keepExamples: true })).toBe('ada@example.com');
  expect(redact('ada@example.com')).toBe('[[PII:email:1]]');
});

test('the surest reading of a place is the one that counts', () => {
  const token = ['sk', 'live', '4111111111111111aBcDeF'].join('_');
  expect(redact(`${token} ${card.join(' ')}`)).toBe('[[SECRET:stripe_key:1]] [[PII:card:1]]');
  const password = ['s3cr', '3tpass'].join('');
  expect(redact(`postgres://ada%40mail.com:${password}@8.8.8.8/db`)).not.toContain(password);
});
