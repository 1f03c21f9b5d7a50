import { createHash } from 'node:crypto';
import { mintKey } from '../platform/keys/index.ts';

const alphabets = {
  hex: '0123456789abcdef',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base62: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
} as const;

/** Random characters that are the same in each run, so that what fails once fails again. */
export function fakeRandom(
  seed: string,
  length: number,
  alphabet: keyof typeof alphabets = 'base62',
): string {
  const from = alphabets[alphabet];
  let out = '';
  for (let n = 0; out.length < length; n++)
    for (const byte of createHash('sha256').update(`${seed}:${n}`).digest()) out += from[byte % from.length];
  return out.slice(0, length);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/**
 * Secrets as they are pasted, by what they are, made of parts while the test runs: no scanner finds one here.
 * The `core` is what must not stay readable.
 */
export function fakeSecrets(seed: string): readonly { name: string; text: string; core: string }[] {
  let made = 0;
  const r = (length: number, alphabet?: keyof typeof alphabets) =>
    fakeRandom(`${seed}:${made++}`, length, alphabet);
  const plain = (name: string, ...parts: string[]) => ({ name, text: parts.join(''), core: parts.at(-1)! });
  const within = (name: string, before: string, core: string, after = '') => ({
    name,
    text: `${before}${core}${after}`,
    core,
  });
  const jwt = [
    Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url'),
    Buffer.from(`{"sub":"${r(20)}"}`).toString('base64url'),
    r(43),
  ].join('.');
  const pem = [
    '-----BEGIN RSA PRIV',
    'ATE KEY-----\n',
    r(64),
    '\n',
    r(63),
    '\n-----END RSA PRIV',
    'ATE KEY-----',
  ];
  const woes = mintKey('credential');
  const encoded = base64(`export API_TOKEN="${r(40)}"`);
  return [
    plain('stripe', 'sk_', 'live_', r(24)),
    plain('stripe restricted', 'rk_', 'test_', r(30)),
    plain('github', 'ghp', '_', r(36)),
    plain('github fine grained', 'github', '_pat_', r(82)),
    plain('gitlab', 'glpat', '-', r(20)),
    plain('aws key id', 'AK', 'IA', r(16, 'upper')),
    plain('slack bot', 'xo', 'xb-1234567890-0987654321', r(24)),
    plain('google', 'AI', 'za', r(35)),
    plain('sendgrid', 'SG', '.', r(66)),
    plain('npm', 'npm', '_', r(36)),
    plain('openai project', 'sk-', 'proj-', r(60)),
    plain('docker', 'dckr_', 'pat_', r(27)),
    plain('supabase', 'sbp', '_', r(40, 'hex')),
    plain('vercel', 'vcp', '_', r(32)),
    plain('webhook secret', 'whs', 'ec_', r(32)),
    plain('shopify', 'shp', 'at_', r(32, 'hex')),
    plain('digitalocean', 'dop_', 'v1_', r(64, 'hex')),
    plain('huggingface', 'h', 'f_', r(34).replace(/\d/g, 'q')),
    plain('groq', 'gs', 'k_', r(52)),
    { name: 'our credential', text: woes, core: woes.slice(6) },
    { name: 'json web token', text: jwt, core: jwt },
    { name: 'private key', text: pem.join(''), core: pem[2]! },
    within('database address', 'postgres://app:', r(18), '@db.internal:5432/app'),
    within('redis address', 'redis://:', r(18), '@cache:6379/0'),
    within('basic credentials', 'Authorization: Basic ', base64(`user:${r(12)}`)),
    within('bearer token', 'Authorization: Bearer ', r(40)),
    within('token header', 'Authorization: Token ', r(40)),
    within('api key header', 'X-Api-Key: ', r(32)),
    within('cookie', 'Cookie: session=', r(40)),
    within('set-cookie', 'Set-Cookie: sid=', r(40), '; HttpOnly'),
    within('signed address', 'https://files.example/a?X-Amz-Signature=', r(64, 'hex'), '&x=1'),
    within('shared access', 'https://a.example/b?sv=1&sig=', r(43), '%3D'),
    within('token in a query', 'https://api.example/v1?access_token=', r(40)),
    within('netrc', 'machine api.example login me password ', r(14)),
    within('pgpass', 'db.example:5432:app:me:', r(14)),
    within('password in a file', 'DB_PASSWORD=', r(14)),
    within('password in YAML', 'password: "', r(14), '"'),
    within('password in JSON', '{"password":"', r(14), '"}'),
    within('password in a sentence', 'my password is ', `${r(9)}7`),
    within('password of a command', 'mysql -u root --password ', `${r(9)}7`),
    within('curl user', 'curl -u me:', r(14), ' https://api.example'),
    within('secret in code', "client_secret = '", r(40), "'"),
    within('encoded for an address', 'next=%3Ftoken%3D', r(40)),
    { name: 'base64 of a password', text: encoded, core: encoded.slice(20, 60) },
  ];
}
