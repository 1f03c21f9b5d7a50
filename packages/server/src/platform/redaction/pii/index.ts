import type { CountryCode } from 'libphonenumber-js/min';
import type { Finding } from '../finding.ts';
import { findCards } from './card.ts';
import { findEmails, isExampleEmail } from './email.ts';
import { findIbans } from './iban.ts';
import { findIps, findMacs } from './network.ts';
import { findPhones } from './phone.ts';
import { findPlain } from './plain.ts';
import { findSsns } from './ssn.ts';

export type { CountryCode };

export interface PiiPolicy {
  /** Whose way of writing phone numbers counts where a number does not say its country. */
  readonly country?: CountryCode | undefined;
  /** Addresses at domains kept for examples stay readable: in documentation they are no one's. */
  readonly keepExamples?: boolean | undefined;
  readonly isOver?: () => boolean;
}

/** What tells of persons in a text, each kind by its own rules and check digits. */
export function findPii(text: string, { country, keepExamples }: PiiPolicy): Finding[] {
  const findings: Finding[] = [];
  if (text.includes('@'))
    for (const finding of findEmails(text))
      if (!keepExamples || !isExampleEmail(text.slice(finding.start, finding.end))) findings.push(finding);
  if (text.includes(':') || text.includes('-') || text.includes('.')) findings.push(...findMacs(text));
  if (text.includes(':') || /\d/.test(text)) findings.push(...findIps(text));
  if (!/\d[\d ()./-]{5}|\d{4}/.test(text)) return findings;
  const digitFindings = [
    ...findCards(text),
    ...findIbans(text),
    ...findSsns(text),
    ...findPhones(text, country),
  ];
  if (digitFindings.length > 0) findings.push(...digitFindings, ...findPlain(text));
  return findings;
}
