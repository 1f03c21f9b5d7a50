import type { Finding } from '../finding.ts';

const localCharacter = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const domainPattern =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}])/iu;

/** Domains that RFC 2606 keeps for examples: nobody reads mail there. */
const exampleDomain = /(?:^|[@.])(?:example\.(?:com|net|org)|(?:example|test|invalid|localhost))$/i;

export const isExampleEmail = (email: string): boolean => exampleDomain.test(email);

/** Looks at what stands around each `@`, so that long text without any costs nothing. */
export function* findEmails(text: string): Generator<Finding> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && localCharacter.test(text[start - 1]!)) start -= 1;
    while (start < at && /[.'`*_{|/=?&]/.test(text[start]!)) start += 1;
    const local = text.slice(start, at);
    const named = local.slice(
      Math.max(local.lastIndexOf('='), local.lastIndexOf('/'), local.lastIndexOf('&')) + 1,
    );
    if (named === '' || named.endsWith('.') || named.includes('..')) continue;
    const domain = domainPattern.exec(text.slice(at + 1, at + 256));
    if (domain === null) continue;
    yield {
      start: at - named.length,
      end: at + 1 + domain[0].length,
      kind: 'PII',
      type: 'email',
      tier: 'email',
    };
  }
}
