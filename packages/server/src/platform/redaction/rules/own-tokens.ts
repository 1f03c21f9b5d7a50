import type { Rule } from '../secrets/rule-set.ts';
import { isRandom } from './own-prefixes.ts';

const token = (id: string, source: string, keywords: string[], more: Partial<Rule> = {}): Rule => ({
  id,
  source,
  flags: '',
  keywords,
  tier: 'token',
  own: true,
  valid: isRandom,
  ...more,
});

/** In a log a line break is the letter n behind a backslash, so no border of a word is asked for in front. */
export const tokenRules: readonly Rule[] = [
  token('woes_key', 'woes(?:[kcsrim]|root)_[0-9A-Za-z]{16,64}', ['woes']),
  token('webhook_secret', 'whsec_[A-Za-z0-9+/=_-]{16,128}', ['whsec_'], { valid: () => true }),
  token('docker_token', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,64}', ['dckr_']),
  token('openai_key', '(?<![A-Za-z0-9])sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,220}', ['sk-']),
  token('openai_key', '(?<![A-Za-z0-9_-])sk-[A-Za-z0-9]{32,64}(?![\\w-])', ['sk-']),
  token('vercel_token', '(?<![A-Za-z0-9])vc[pcikra]_[A-Za-z0-9]{24,80}', [
    'vcp_',
    'vcc_',
    'vci_',
    'vck_',
    'vcr_',
    'vca_',
  ]),
  token(
    'vercel_token',
    'vercel[\\w .-]{0,24}[\'"]?\\s{0,2}(?:=|:)\\s{0,2}[\'"]?([A-Za-z0-9]{24})(?![\\w-])',
    ['vercel'],
    { flags: 'i' },
  ),
  token('supabase_key', '(?:sbp_(?:v0_)?[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{20,64})', [
    'sbp_',
    'sb_secret_',
  ]),
  token('stripe_key', '(?<![A-Za-z0-9])(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,247}', ['sk_', 'rk_']),
  token('github_token', '(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})', [
    'ghp_',
    'gho_',
    'ghu_',
    'ghs_',
    'ghr_',
    'github_pat_',
  ]),
  token('jwt', 'eyJ[A-Za-z0-9_-]{8,4096}\\.[A-Za-z0-9_-]{2,8192}(?:\\.[A-Za-z0-9_-]{0,4096}){0,3}', ['eyj'], {
    tier: 'jwt',
    valid: isJwt,
  }),
];

/** The first part of a JWT says how it is signed; other text in base64 that begins like it does not. */
function isJwt(secret: string): boolean {
  try {
    const header = JSON.parse(Buffer.from(secret.split('.')[0]!, 'base64url').toString()) as unknown;
    return typeof header === 'object' && header !== null && ('alg' in header || 'typ' in header);
  } catch {
    return false;
  }
}
