import type { Finding } from '../finding.ts';
import { mod97 } from './digits.ts';

/** Lengths by country, from the register of SWIFT. */
const lengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 ' +
    'EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 ' +
    'KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 ' +
    'PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 ' +
    'UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const candidates = /(?<![A-Za-z0-9])([A-Za-z]{2})\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g;

export function* findIbans(text: string): Generator<Finding> {
  candidates.lastIndex = 0;
  for (let found = candidates.exec(text); found !== null; found = candidates.exec(text)) {
    const end = endOf(found[0], lengths.get(found[1]!.toUpperCase()));
    // A candidate takes the words behind it along; what is none must not hide one that begins within it.
    candidates.lastIndex = found.index + (end ?? 4);
    if (end === null || /[A-Za-z0-9]/.test(text[found.index + end] ?? '')) continue;
    const iban = found[0].slice(0, end).replace(/[ -]/g, '').toUpperCase();
    if (mod97(iban.slice(4) + iban.slice(0, 4)) !== 1) continue;
    yield { start: found.index, end: found.index + end, kind: 'PII', type: 'iban', tier: 'iban' };
  }
}

/** Where as many letters and digits have passed as the country's numbers have. */
function endOf(text: string, length: number | undefined): number | null {
  if (length === undefined) return null;
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== ' ' && text[at] !== '-') count += 1;
    if (count === length) return at + 1;
  }
  return null;
}
