import type { Rule } from '../secrets/rule-set.ts';
import { isPlaceholder } from './placeholder-value.ts';

/** In a sentence or a command almost any word may follow; a password is told by a digit in it, or a mark. */
const isOddWord = (secret: string) => {
  const word = secret.replace(/[.,;:!?)\]}'"]+$/, '');
  return (
    word.length >= 5 &&
    !isPlaceholder(word) &&
    (/\d/.test(word) ? /[A-Za-z]/.test(word) || word.length >= 6 : /[^\w\s.,;:/()'"-]/.test(word)) &&
    !/^(?:https?:)?\/\/|^\d{1,3}(?:\.\d+)*$|^\d+-\d+$/.test(word)
  );
};

const rule = (id: string, source: string, keywords: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  source,
  flags: 'i',
  keywords,
  tier: 'generic',
  own: true,
  valid: isOddWord,
  ...more,
});

const passwordWords = ['passw', 'pwd', 'passphrase', 'pass', 'pw', 'passcode'];

/** SQL quotes its passwords; sentences go on with a word. */
const isStatement = (secret: string, match: string) =>
  !isPlaceholder(secret) && (/["'`]/.test(match.slice(0, -secret.length)) || isOddWord(secret));

/** Passwords in messages, command lines and statements of SQL. */
export const proseRules: readonly Rule[] = [
  rule(
    'password',
    '(?:passw(?:or)?d|passphrase|passcode|(?<![A-Za-z])(?:pass|pw)|pwd)(?:[ \\t]{0,4}[:=/][ \\t]{0,4}|[ \\t]{1,4}(?:is|was|to)[ \\t:]{1,4})["\'`]?([^\\s"\'`<>,;|]{5,128})',
    passwordWords,
  ),
  rule(
    'password',
    '(?<![\\w-])--?[\\w-]{0,30}?(?:passw(?:or)?d|passphrase|pwd|pass)(?:[ =]{1,2})["\']?([^\\s"\'$<>|-][^\\s"\'<>|]{4,128})',
    passwordWords,
  ),
  rule(
    'secret',
    '(?<![\\w-])--?[\\w-]{0,30}?(?:secret|token|api-?key|bearer|credential)[\\w-]{0,12}(?:[ =]{1,2})["\']?([A-Za-z0-9][^\\s"\'<>|$]{7,512})',
    ['secret', 'token', 'key', 'bearer', 'credential'],
  ),
  rule(
    'secret',
    '(?:api[ _-]?key|secret(?:[ _-]key)?|(?:access|auth|api|bearer)?[ _-]?token)[ \\t]{1,4}(?:is|was)[ \\t:]{1,4}["\'`]?([A-Za-z0-9][\\w.~+/=-]{11,512})',
    ['key', 'secret', 'token'],
    {
      valid: (secret) => isOddWord(secret) && /\d/.test(secret),
    },
  ),
  rule(
    'password',
    'identified\\s{1,4}(?:with\\s{1,4}\\w{1,40}\\s{1,4})?(?:by|as)\\s{1,4}(?:password\\s{1,4})?["\'`]?([^\\s"\'`;)]{3,128})',
    ['identified'],
    {
      valid: isStatement,
    },
  ),
  rule(
    'password',
    '(?:with|encrypted|login|user\\s{1,4}\\S{1,64})\\s{1,4}password\\s{0,4}=?\\s{0,4}[\'"]([^\'"\\n]{3,128})[\'"]',
    ['password'],
    {
      valid: (secret) => !isPlaceholder(secret),
    },
  ),
  rule(
    'password',
    '(?:passw(?:or)?d|pwd)["\'`]?[ \\t]{0,4},[ \\t]{0,4}["\'`]([^\\s"\'`]{5,128})["\'`]',
    passwordWords,
  ),
];
