import { entropy } from '../secrets/entropy.ts';
import type { Rule } from '../secrets/rule-set.ts';
import { isPlaceholder } from './placeholder-value.ts';

const rule = (id: string, source: string, keywords: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  source,
  flags: 'i',
  keywords,
  tier: 'generic',
  own: true,
  valid: (secret) => !isPlaceholder(secret),
  ...more,
});

const passwordWords = ['passw', 'pwd', 'passphrase', 'pass', 'pw'];
const secretWords = [
  'secret',
  'token',
  'apikey',
  'api_key',
  'api-key',
  'access_key',
  'accesskey',
  'private_key',
  'credential',
  'auth',
];

/** Names whose value is a password, whatever stands around the word. */
const passwordName =
  '(?<![A-Za-z])(?:[\\w.$-]{0,40}?[_.-])?(?:[a-z]{0,20}password|passwd|passphrase|pwd|pass|[a-z]{0,12}pw)(?:[_.-]?\\d{1,2})?';
const secretName =
  '(?<![A-Za-z])[\\w.$-]{0,40}?(?:secret(?:[_-]?(?:access)?[_-]?key)?|(?:api|access|private|encryption|signing|master|account|storage|shared|license|app|application|session|consumer)[_-]?key(?:base)?|token|key[_-]?base|salt|auth|credentials?)';

const letters = /[A-Za-z]/;
const hasOther = /[^A-Za-z]/;

/** A word of a sentence is letters only; a password that is one as well is told by where it stands. */
const isPasswordLike = (secret: string) => secret.length >= 3 && !isPlaceholder(secret);
const isSecretLike = (secret: string) =>
  !isPlaceholder(secret) &&
  letters.test(secret) &&
  (/\d/.test(secret)
    ? entropy(secret) >= 2.5
    : secret.length >= 16 && hasOther.test(secret) && entropy(secret) >= 3.7) &&
  !/^[a-z]{2,12}_[0-9a-hjkmnp-tv-z]{26}$/.test(secret) &&
  !/^(?:https?:)?\/\//.test(secret) &&
  !/^[\w-]+(?:\.[a-z_][\w-]*)+$/i.test(secret) &&
  !/^[./~]/.test(secret);

export const assignmentRules: readonly Rule[] = [
  rule(
    'password',
    `${passwordName}["'\\]]{0,2}[ \\t]*(?:=>|:=|=|:)[ \\t]*(["'\`])((?:(?!\\1)[^\\n\\\\]|\\\\.){1,128})\\1`,
    passwordWords,
    {
      valid: isPasswordAssigned,
    },
  ),
  rule(
    'password',
    `^[ \\t]*(?:export[ \\t]+|set[ \\t]+|-[ \\t]+|[#;][ \\t]*)?${passwordName}[ \\t]*[=:][ \\t]*([^\\s"'\`,;{}<>\\[\\]]{3,128})[ \\t]*(?:[;#].{0,200})?$`,
    passwordWords,
    {
      flags: 'im',
      valid: isPasswordLike,
    },
  ),
  rule('password', `[?&;]${passwordName}=([^\\s&"'<>#;]{1,128})`, passwordWords, { valid: isPasswordLike }),
  rule(
    'password',
    '<(?:[\\w:.-]{0,40}(?:password|passwd|pwd|passphrase|pass))(?:\\s[^>]{0,200})?>\\s*([^<\\s][^<\\n]{0,127})</',
    passwordWords,
    {
      valid: isPasswordLike,
    },
  ),
  rule(
    'secret',
    `${secretName}["'\\]]{0,2}[ \\t]*(?:=>|:=|=|:)[ \\t]*["'\`]([^\\s"'\`]{8,512})["'\`]`,
    secretWords,
    { valid: isSecretLike },
  ),
  rule(
    'secret',
    `^[ \\t]*(?:export[ \\t]+|set[ \\t]+|-[ \\t]+)?${secretName}[ \\t]*[=:][ \\t]*([^\\s"'\`,;{}<>\\[\\]()]{8,512})[ \\t]*$`,
    secretWords,
    {
      flags: 'im',
      valid: isSecretLike,
    },
  ),
];

/** Between quotes, text with spaces is a phrase about passwords rather than one. */
function isPasswordAssigned(secret: string, match: string): boolean {
  void match;
  return (
    secret.length >= 3 && !isPlaceholder(secret) && !/\s/.test(secret.trim()) && secret === secret.trim()
  );
}
