import { readFileSync } from 'node:fs';
import { Redactor } from '../../packages/server/src/platform/redaction/index.ts';

interface Sample {
  readonly full_text: string;
  readonly spans: readonly { entity_type: string; start_position: number; end_position: number }[];
}

const entities: Record<string, string> = {
  email: 'EMAIL_ADDRESS',
  iban: 'IBAN_CODE',
  ssn: 'US_SSN',
  ip: 'IP_ADDRESS',
  card: 'CREDIT_CARD',
  phone: 'PHONE_NUMBER',
};

/** Precision and recall per kind; a span counts as found when half of it or more is masked as that kind. */
export function measurePii(path: string, key: Uint8Array) {
  const samples = JSON.parse(readFileSync(path, 'utf8')) as Sample[];
  const tally = Object.fromEntries(
    Object.keys(entities).map((type) => [type, { expected: 0, found: 0, right: 0, marked: 0 }]),
  );
  const misses: { type: string; missed?: string; wrong?: string; of?: string[] }[] = [];
  for (const { full_text: text, spans } of samples) {
    const marked = new Redactor({ key }).text(text).spans;
    for (const [type, entity] of Object.entries(entities)) {
      const counts = tally[type]!;
      const expected = spans
        .filter(({ entity_type }) => entity_type === entity)
        .map(({ start_position: start, end_position: end }) => ({ start, end }));
      const found = marked.filter((span) => span.type === type);
      const hit = expected.filter((span) => found.some((other) => isSame(span, other)));
      const right = found.filter((span) => expected.some((other) => isSame(other, span)));
      counts.expected += expected.length;
      counts.found += hit.length;
      counts.marked += found.length;
      counts.right += right.length;
      for (const span of expected)
        if (!hit.includes(span))
          misses.push({ type, missed: text.slice(Math.max(0, span.start - 20), span.end + 12) });
      for (const span of found)
        if (!right.includes(span))
          misses.push({ type, wrong: text.slice(Math.max(0, span.start - 20), span.end + 12) });
    }
  }
  const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const kinds = Object.fromEntries(
    Object.entries(tally).map(([type, { expected, found, marked, right }]) => [
      type,
      { precision: ratio(right, marked), recall: ratio(found, expected), expected, marked },
    ]),
  );
  return { samples: samples.length, kinds, misses };
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const isSame = (expected: Place, found: Place) =>
  Math.min(expected.end, found.end) - Math.max(expected.start, found.start) >=
  0.5 * (expected.end - expected.start);
