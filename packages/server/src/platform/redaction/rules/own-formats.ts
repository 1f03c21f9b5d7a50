import type { Rule } from '../secrets/rule-set.ts';
import { isPlaceholder } from './placeholder-value.ts';

const rule = (id: string, source: string, keywords: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  source,
  flags: 'i',
  keywords,
  tier: 'token',
  own: true,
  valid: (secret) => !isPlaceholder(secret),
  ...more,
});

/** Base64 of `user:password`, and nothing that cannot be typed. */
const isBasic = (secret: string) =>
  /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(secret, 'base64').toString('latin1'));

const isTokenLike = (secret: string) => !isPlaceholder(secret) && /\d/.test(secret);

/** Secrets told by the format around them: headers, cookies, queries, and the files of well-known programs. */
export const formatRules: readonly Rule[] = [
  rule(
    'url_password',
    '[a-z][a-z0-9+.-]{1,30}://[^\\s:/@"\'<>]{0,128}:([^\\s"\'<>]{1,256})@(?=[\\w.\\-[\\]%{}$]{1,255}(?::|/|\\?|[\\s"\'<>),;\\\\]|$))',
    ['://'],
  ),
  rule(
    'authorization',
    '(?:proxy-)?authorization["\']?\\s{0,3}[:=,]\\s{0,3}["\']?(?:(?:Basic|Bearer|Token|ApiKey|Api-Token|Digest|Negotiate|AWS4-HMAC-SHA256|DPoP|Key|Hawk|Splunk|SSWS|GenieKey|Bot|OAuth|NTLM)\\s{1,3})([A-Za-z0-9+/_~.-][^\\s"\'<>\\\\]{2,8192})',
    ['authorization'],
  ),
  rule(
    'authorization',
    '(?:proxy-)?authorization["\']?\\s{0,3}:\\s{0,3}["\']?([\\w.~+/=-]{16,8192})(?=[\\s"\'\\\\]|$)',
    ['authorization'],
    { valid: isTokenLike },
  ),
  rule('authorization', '(?<![A-Za-z])Basic\\s{1,3}([A-Za-z0-9+/_-]{6,2048}={0,2})(?![\\w+/=])', ['basic'], {
    flags: '',
    valid: isBasic,
  }),
  rule('authorization', '(?<![A-Za-z])Bearer\\s{1,3}([\\w.~+/=-]{12,8192})', ['bearer'], {
    flags: '',
    valid: isTokenLike,
  }),
  rule(
    'api_key_header',
    '(?:api-?key|auth(?:entication|orization)?-?(?:token|key)|access-?token|(?<![A-Za-z])x-[a-z-]{0,40}(?:token|key|secret)|(?:session|security|csrf|xsrf|vault|gitlab|private)-token)["\']?\\s{0,2}:[ \\t]{0,2}["\']?([\\w.~+/=@-]{8,4096})',
    ['key', 'token', 'secret'],
    { valid: isTokenLike },
  ),
  rule('cookie', '(?<![\\w-])cookie["\']?\\s{0,2}:\\s{0,2}["\']?([^\\n\\r"\']{0,128}=[^\\n\\r"\']{1,8192})', [
    'cookie',
  ]),
  rule('cookie', 'set-cookie["\']?\\s{0,2}:\\s{0,2}["\']?[^=\\s;"\']{1,128}=([^;\\s"\']{4,4096})', [
    'set-cookie',
  ]),
  rule(
    'header_value',
    '"name"\\s*:\\s*"(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|api-key|x-auth-token|x-csrf-token)"\\s*,\\s*"value"\\s*:\\s*"([^"]{1,8192})"',
    ['"name"'],
  ),
  rule(
    'signed_url',
    '[?&;](?:X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)|AWSAccessKeyId|Signature|sig|se?cret|token|access_token|refresh_token|id_token|auth(?:_token)?|api_?key|apikey|app_?key|key|client_secret|session(?:_?id)?|sid|jwt|code|hmac|password|passwd|pwd)=([^\\s&"\'<>#\\\\)]{6,8192})',
    ['='],
    { valid: isTokenLike },
  ),
  rule(
    'netrc_password',
    '(?:machine\\s+\\S{1,255}|default)\\s+login\\s+\\S{1,255}\\s+password\\s+(\\S{1,255})',
    ['login'],
  ),
  rule(
    'pgpass_password',
    '(?<=[\\w*]):(?:[1-9]\\d{2,4}|\\*):[\\w.*-]{1,63}:[\\w.*-]{1,63}:([^\\s"\']{1,255})(?=["\'\\s]|$)',
    [':'],
    {
      flags: 'm',
      valid: (secret) => !isPlaceholder(secret) && !/^[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*$/i.test(secret),
    },
  ),
  rule(
    'password_hash',
    '[\\w.@-]{1,64}:(\\$(?:apr1|2[abxy]|[156y])\\$[\\w./$=,-]{8,200}|\\{(?:SHA|SSHA|CRYPT)\\}[\\w+/=.]{8,120})',
    ['$', '{s', '{c'],
    { flags: '' },
  ),
  rule(
    'registry_auth',
    '(?:"auth"\\s*:\\s*"|_auth\\s*=\\s*"?|_authToken\\s*=\\s*"?|_password\\s*=\\s*"?)([A-Za-z0-9+/=_.-]{8,2048})',
    ['auth', '_password'],
    {},
  ),
  rule('curl_user', '(?:\\s-u|--(?:proxy-)?user)[ =]{1,3}["\']?[^\\s:"\'$<{]{1,128}:([^\\s"\'$<{]{3,128})', [
    'curl',
    'wget',
    'http',
  ]),
];
