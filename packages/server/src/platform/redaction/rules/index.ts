import { type Rule, RuleSet } from '../secrets/rule-set.ts';
import { generatedAllowances, generatedRules } from './generated.ts';
import { assignmentRules } from './own-assignments.ts';
import { formatRules } from './own-formats.ts';
import { partedRules, prefixRules } from './own-prefixes.ts';
import { proseRules } from './own-prose.ts';
import { tokenRules } from './own-tokens.ts';
import { isPlaceholder } from './placeholder-value.ts';
import type { KeyFormat } from './workspace.ts';
import { workspaceRules } from './workspace.ts';

export { findPem } from './pem.ts';
export type { KeyFormat } from './workspace.ts';

/** Rules that know no format of a key, only a name beside it: what is surer goes before them. */
const tierOf = (id: string): Rule['tier'] =>
  id === 'generic_api_key' ? 'generic' : id === 'jwt' || id === 'jwt_base64' ? 'jwt' : 'token';

/** Rules that mean the same key name it the same. */
export const typeOf = (id: string): string =>
  ({ stripe_access_token: 'stripe_key', aws_access_token: 'aws_key_id', generic_api_key: 'secret' })[id] ??
  id.replace(/^github_(?:pat|oauth|app_token|fine_grained_pat|refresh_token)$/, 'github_token');

const gitleaksRules: readonly Rule[] = generatedRules.map((rule) => ({
  ...rule,
  type: typeOf(rule.id),
  // Made for one kind of file, it takes any value at all.
  ...(rule.id === 'hashicorp_tf_password'
    ? { valid: (secret: string) => !isPlaceholder(secret.replaceAll('"', '')) }
    : {}),
  tier: tierOf(rule.id),
}));

/** All rules, with those for the workspace's own keys. */
export const secretRules = (formats: readonly KeyFormat[] = []): RuleSet =>
  new RuleSet(
    [
      ...workspaceRules(formats),
      ...tokenRules,
      ...prefixRules,
      ...partedRules,
      ...proseRules,
      ...formatRules,
      ...assignmentRules,
      ...gitleaksRules,
    ],
    generatedAllowances,
  );
