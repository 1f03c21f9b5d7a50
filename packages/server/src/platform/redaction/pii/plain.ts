import type { Finding } from '../finding.ts';

const dates =
  /(?<![\d.-])(?:\d{4}([-/.])(?:0?[1-9]|1[0-2])\1(?:[0-2]?\d|3[01])|(?:[0-2]?\d|3[01])([-/.])(?:[0-2]?\d|3[01])\2(?:19|20)?\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-])/g;
const uuids = /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/gi;

/** What looks like numbers of persons and is needed to help them: points in time, and ids. */
export function* findPlain(text: string): Generator<Finding> {
  for (const { 0: found, index } of text.matchAll(dates))
    yield { start: index, end: index + found.length, kind: 'PLAIN', type: 'date', tier: 'date' };
  for (const { 0: found, index } of text.matchAll(uuids))
    yield { start: index, end: index + found.length, kind: 'PLAIN', type: 'uuid', tier: 'uuid' };
}
