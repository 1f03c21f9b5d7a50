import type { Finding } from '../finding.ts';

const candidates = /(?<![\w.+-]|\d[ /])(\d{3})([- ]?)(\d{2})\2(\d{4})(?![\w-]|[./]\d)/g;

/** Numbers that were printed in advertisements and never given to anyone. */
const advertised = new Set(['078051120', '219099999', '123456789']);

/** Social security numbers of the United States, by the rules of their allocation. */
export function* findSsns(text: string): Generator<Finding> {
  for (const { 0: found, index, ...groups } of text.matchAll(candidates)) {
    const [area, separator, group, serial] = [groups[1]!, groups[2]!, groups[3]!, groups[4]!];
    if (area === '000' || area === '666' || area >= '900' || group === '00' || serial === '0000') continue;
    if (advertised.has(area + group + serial)) continue;
    // Nine digits are many things; without dashes the text has to say what they are.
    if (separator !== '-' && !/\b(?:ssn|social)\b/i.test(text.slice(Math.max(0, index - 40), index)))
      continue;
    yield { start: index, end: index + found.length, kind: 'PII', type: 'ssn', tier: 'ssn' };
  }
}
