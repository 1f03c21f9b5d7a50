import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fakeSecrets } from '../../testing/fake-secrets.ts';
import { Redactor } from './index.ts';

const key = new Uint8Array(32).fill(7);
const personal = ['ada@mail.org', '+49 30 901820', '8.8.8.8', 'DE89 3704 0044 0532 0130 00', '219-09-9998'];
const secrets = fakeSecrets('property').map(({ text }) => text);

/** Text as it comes: words, marks and lines, with secrets and persons among them, and spoofed placeholders. */
const pasted = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(
        'the',
        'token',
        'is',
        '\n',
        '{"a":',
        '"',
        '\\',
        '%2',
        '@',
        '://',
        '[[SECRET:stripe_key:1]]',
        '[[PII:',
      ),
      fc.constantFrom(...personal),
      fc.constantFrom(...secrets),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

test('spans say exactly what was replaced by what, and everything else is kept', () => {
  fc.assert(
    fc.property(pasted, (text) => {
      const { text: masked, spans } = new Redactor({ key }).text(text);
      let [at, shownAt] = [0, 0];
      for (const { start, end, redactedStart, redactedEnd, kind, type, ordinal } of spans) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(masked.slice(redactedStart, redactedEnd)).toBe(`[[${kind}:${type}:${ordinal}]]`);
        expect(withoutEscapes(masked.slice(shownAt, redactedStart))).toBe(
          withoutEscapes(text.slice(at, start)),
        );
        [at, shownAt] = [end, redactedEnd];
      }
      expect(withoutEscapes(masked.slice(shownAt))).toBe(withoutEscapes(text.slice(at)));
    }),
    { numRuns: 300 },
  );
});

const withoutEscapes = (text: string) => text.replace(/\[\[_+/g, '[[');

test('what was redacted stays as it is', () => {
  fc.assert(
    fc.property(pasted, (text) => {
      const redactor = new Redactor({ key });
      const once = redactor.text(text).text;
      expect(redactor.text(once, { keepPlaceholders: true }).text).toBe(once);
    }),
    { numRuns: 300 },
  );
});

test('no input throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      new Redactor({ key }).text(text);
    }),
    { numRuns: 500 },
  );
});

describe('numbers', () => {
  test('equal values share one, within a text and across the texts of a conversation', () => {
    const first = new Redactor({ key });
    expect(first.text('ada@mail.org, bob@mail.org, ADA@mail.org').text).toBe(
      '[[PII:email:1]], [[PII:email:2]], [[PII:email:1]]',
    );
    const next = new Redactor({ key, issued: first.issued() });
    expect(next.text('eve@mail.org and bob@mail.org').text).toBe('[[PII:email:3]] and [[PII:email:2]]');
  });

  test('what is kept of a value is a hash that only the key gives', () => {
    const issued = (bytes: Uint8Array) => {
      const redactor = new Redactor({ key: bytes });
      redactor.text('ada@mail.org');
      return JSON.stringify(redactor.issued());
    };
    expect(issued(key)).not.toContain('ada');
    expect(issued(key)).toBe(issued(key));
    expect(issued(key)).not.toBe(issued(new Uint8Array(32).fill(8)));
  });
});

test.each(['[[SECRET:stripe_key:1]]', '[[pii: email : 2]]', '\\[\\[SECRET:a:1]]', '[[_SECRET:a:1]]'])(
  'a placeholder that someone typed is not taken for one: %s',
  (typed) => {
    const { text, spans } = new Redactor({ key }).text(`see ${typed}`);
    expect(text).toMatch(/\[\[_/);
    expect(spans).toEqual([]);
  },
);

describe('JSON', () => {
  test('keeps its structure, and masks in values and in names', () => {
    const { value, redaction } = new Redactor({ key }).json({
      note: 'write to ada@mail.org',
      'ada@mail.org': [1, true, null, { password: 'hunter2', count: 3 }],
      headers: [{ name: 'Authorization', value: 'opaque' }],
    });
    expect(value).toEqual({
      note: 'write to [[PII:email:1]]',
      '[[PII:email:1]]': [1, true, null, { password: '[[SECRET:field:1]]', count: 3 }],
      headers: [{ name: 'Authorization', value: '[[SECRET:field:2]]' }],
    });
    expect(redaction.countsByType).toEqual({ 'PII:email': 2, 'SECRET:field': 2 });
  });

  test('of any shape comes out in that shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shape(new Redactor({ key }).json(value).value)).toEqual(shape(value));
      }),
      { numRuns: 200 },
    );
  });

  test('without end is masked where it is too deep', () => {
    let deep: unknown = 'ada@mail.org';
    for (let n = 0; n < 5000; n++) deep = [deep];
    expect(JSON.stringify(new Redactor({ key }).json(deep).value)).toContain('[[SECRET:too_deep:1]]');
  });
});

/** Lists and objects with their sizes; what stands in them may change. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shape);
  return 'leaf';
}
