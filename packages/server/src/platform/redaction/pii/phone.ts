import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Finding } from '../finding.ts';

const candidates =
  /(?<![\w.#$€£%=/:@_-])(?:(?<!\d[ ,])|(?=\+))(?:\+|\()?\d(?:[\d]|[ .()/-]{1,2}(?=[\d(])|\)(?=[ .-]?\d)){5,24}(?:[ ,]{0,2}(?:x|ext\.?)[ .:]?\d{1,6})?(?![\w%€]|[.,:]\d|-\d)/g;

/** Words beside a number that say what it is for. */
const before =
  /\b(?:tele)?(?:phones?|fon|tel|tlf|mobile|mob|cell|handy|fax|call(?:ed|ing)?|dial(?:ed|ing)?|ring|text(?:ed|ing)?|sms|messages?|whatsapp|reach(?:ed)?|contact|answer(?:ed|ing|s)?|desk|office|hotline|voicemail|landline)\b(?:[^\n\d]{0,32}|[ \t]{0,2}:?[ \t]{0,3}\r?\n[ \t]{0,4})$/i;
const after = /^[\s-]{0,3}\(?(?:office|fax|mobile|mob|cell|home|work|phone|tel|direct|desk|voicemail)\b/i;

/** As numbers of North America are written; the form alone says enough. */
const northAmerican = /^(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\)[ .-]?|[2-9]\d{2}[.-])[2-9]?\d{2}[.-]\d{4}/;

export function* findPhones(text: string, country: CountryCode | undefined): Generator<Finding> {
  for (const { 0: found, index } of text.matchAll(candidates)) {
    const number = found.replace(/[ ,]{0,2}(?:x|ext\.?)[ .:]?\d{1,6}$/i, '');
    const digits = number.replace(/\D/g, '');
    if (digits.length < 7 || digits.length > 15 || !isBalanced(number)) continue;
    if (!isPhone(text, index, found, number, digits, country)) continue;
    yield { start: index, end: index + found.length, kind: 'PII', type: 'phone', tier: 'phone' };
  }
}

function isPhone(
  text: string,
  index: number,
  found: string,
  number: string,
  digits: string,
  country: CountryCode | undefined,
): boolean {
  const international = number.startsWith('+')
    ? number
    : /^(?:00|011)[1-9]/.test(digits) && /^0\d{1,2}[\s-]?\d/.test(number)
      ? `+${digits.replace(/^(?:00|011)/, '')}`
      : null;
  if (international !== null) {
    const parsed = parsePhoneNumberFromString(international);
    if (parsed?.isPossible()) return true;
  }
  if (northAmerican.test(number) && parsePhoneNumberFromString(number, 'US')?.isPossible()) return true;
  const isGrouped = /\d[ .()/-]+\d/.test(number);
  if (country !== undefined && (isGrouped || digits.startsWith('0')))
    if (parsePhoneNumberFromString(number, country)?.isValid()) return true;
  // A bare number of few digits is more often a count or an id, whatever word is near.
  if (!isGrouped && digits.length < 9) return false;
  if (before.test(text.slice(Math.max(0, index - 48), index))) return true;
  return after.test(text.slice(index + found.length, index + found.length + 16));
}

const isBalanced = (number: string) => {
  const [opened, closed] = [number.split('(').length, number.split(')').length];
  return opened === closed && opened <= 2;
};
