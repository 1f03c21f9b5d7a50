import type { Finding } from '../finding.ts';

const begin = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/gi;
const certificateLength = 65_536;

/**
 * Private keys in PEM, over as many lines as they have. One whose end is missing is masked as far as its lines
 * look like base64, so that a truncated key does not pass.
 */
export function findPem(text: string): Finding[] {
  if (!text.includes('-----')) return [];
  const findings: Finding[] = [];
  begin.lastIndex = 0;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const body = found.index + found[0].length;
    const label = found[0].slice('-----BEGIN '.length);
    const closing = text.indexOf(`-----END ${label}`, body);
    const end =
      closing !== -1 && closing - body < certificateLength
        ? closing + '-----END '.length + label.length
        : body +
          /^(?:\\[nr]|[A-Za-z0-9+/=\s:,"-]){0,16384}/.exec(text.slice(body, body + 16_384))![0].trimEnd()
            .length;
    begin.lastIndex = end;
    // What is too short for a key stands for one, in an explanation.
    if (end - body < 64) continue;
    findings.push({ start: found.index, end, kind: 'SECRET', type: 'private_key', tier: 'pem' });
  }
  return findings;
}
