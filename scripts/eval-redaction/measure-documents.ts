import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Redactor } from '../../packages/server/src/platform/redaction/index.ts';

const charactersPerToken = 4.8;

export const readDocument = (path: string): string => {
  const data = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(data) : data).toString('utf8');
};

/** What is masked in descriptions of APIs, which hold nobody's secrets: all of it is taken to be false. */
export function measureDocument(text: string, key: Uint8Array) {
  const redactor = new Redactor({ key, keepExamples: true });
  const { spans } = redactor.text(text);
  const tokens = text.length / charactersPerToken;
  return {
    tokens: Math.round(tokens),
    masked: spans.length,
    per10kTokens: (spans.length / tokens) * 10_000,
    places: spans.map(({ type, start, end }) => ({
      type,
      text: text.slice(Math.max(0, start - 40), end + 20),
    })),
  };
}

/** Megabytes per second over one text with everything switched on, and p95 of messages of 4 KB. */
export function measureSpeed(text: string, key: Uint8Array) {
  const sample = text.slice(0, 2_000_000);
  const redactor = new Redactor({ key, budgetMs: 600_000 });
  redactor.text(sample.slice(0, 200_000));
  const started = performance.now();
  redactor.text(sample);
  const seconds = (performance.now() - started) / 1000;
  const times: number[] = [];
  for (let at = 0; times.length < 300; at = (at + 4096) % (sample.length - 4096)) {
    const from = performance.now();
    redactor.text(sample.slice(at, at + 4096));
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return {
    megabytesPerSecond: Buffer.byteLength(sample) / 1e6 / seconds,
    p95Of4kbMs: times[Math.floor(times.length * 0.95)]!,
  };
}
