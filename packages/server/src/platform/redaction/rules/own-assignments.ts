import { entropy } from '../secrets/entropy.ts';
import type { Rule } from '../secrets/rule-set.ts';
import { isPlaceholder } from './placeholder-value.ts';

const rule = (id: string, source: string, keywords: string[], more: Partial<Rule>): Rule => ({
  id,
  source,
  flags: 'i',
  keywords,
  tier: 'generic',
  own: true,
  ...more,
});

const passwordWords = ['passw', 'pwd', 'passphrase', 'pass', 'pw'];
const secretWords = ['secret', 'token', 'apikey', 'api_key', 'api-key', 'key', 'salt', 'credential', 'auth'];

/** How the names of passwords end; they begin with a literal, which is found quickly. */
const passwordName =
  '(?:passw(?:or)?d|passphrase|(?<![A-Za-z])(?:pass|pw)|pwd)(?:[_.-]?(?:\\d{1,2}|hash|value|text))?';
const secretName =
  '(?:secret(?:[_-]?(?:access)?[_-]?key)?|(?:api|access|private|encryption|signing|master|account|storage|shared|license|app|application|session|consumer|auth)[_-]?key|key[_-]?base|token|(?<![A-Za-z])(?:salt|auth|credentials?))(?:[_.-]?\\d{1,2})?';

const sets = '[ \\t]{0,8}(?:=>|:=|\\?=|=|:)[ \\t]{0,8}';
const lineStart = '^[ \\t]{0,40}(?:export[ \\t]+|set[ \\t]+|-[ \\t]+|[#;][ \\t]{0,4})?[\\w.$:-]{0,60}?';
const bare = '[^\\s"\'`,;{}<>\\[\\]]';

const isPassword = (secret: string) => secret.length >= 3 && !isPlaceholder(secret);

/** Between quotes, text with spaces is a phrase about passwords rather than one. */
const isQuotedPassword = (secret: string) => isPassword(secret) && !/\s/.test(secret);

const isSecret = (secret: string) =>
  !isPlaceholder(secret) &&
  /[A-Za-z]/.test(secret) &&
  (/\d/.test(secret)
    ? entropy(secret) >= 2.5
    : secret.length >= 16 && /[^A-Za-z]/.test(secret) && entropy(secret) >= 3.7) &&
  !notSecret.some((form) => form.test(secret));

/** Ids of ours, addresses, paths, dotted names, and what counts through the alphabet. */
const notSecret = [
  /^[a-z]{2,12}_[0-9a-hjkmnp-tv-z]{26}$/,
  /^(?:\w{2,10}:)?\/\//,
  /^[./~]/,
  /^[\w-]+(?:\.[a-z_][\w-]*)+$/i,
  /abcdefgh|1234567|PUT_YOUR|REPLACE|PLACEHOLDER/i,
];

/** Values that stand beside a name which says what they are, in configuration and code of any kind. */
export const assignmentRules: readonly Rule[] = [
  rule(
    'password',
    `${passwordName}["'\\]]{0,2}${sets}(["'\`])((?:(?!\\1)[^\\n\\\\]|\\\\.){1,128})\\1`,
    passwordWords,
    {
      valid: isQuotedPassword,
      group: 2,
      escapes: true,
    },
  ),
  rule(
    'password',
    `${lineStart}${passwordName}[ \\t]*[=:][ \\t]*(${bare}{3,128})[ \\t]*(?:[;#].{0,200})?$`,
    passwordWords,
    {
      flags: 'im',
      valid: isPassword,
    },
  ),
  rule('password', `[?&;][\\w.-]{0,20}${passwordName}=([^\\s&"'<>#;]{1,128})`, passwordWords, {
    valid: isPassword,
  }),
  rule(
    'password',
    `${passwordName}(?:\\s[^>\\n]{0,200})?>\\s{0,40}([^<\\s][^<\\n]{0,127})</`,
    passwordWords,
    {
      valid: isPassword,
    },
  ),
  rule('secret', `${secretName}["'\\]]{0,2}${sets}["'\`]([^\\s"'\`]{8,512})["'\`]`, secretWords, {
    valid: isSecret,
  }),
  rule(
    'secret',
    `${lineStart}${secretName}[ \\t]*[=:][ \\t]*([^\\s"'\`,;{}<>\\[\\]()]{8,512})[ \\t]*$`,
    secretWords,
    {
      flags: 'im',
      valid: isSecret,
    },
  ),
  rule('secret', `${secretName}(?:\\s[^>\\n]{0,200})?>\\s{0,40}([^<\\s]{8,512})\\s{0,40}</`, secretWords, {
    valid: isSecret,
  }),
];
