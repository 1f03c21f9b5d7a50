import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'smol-toml';
import { fromGo, splitLeadIn } from './redaction-rules/from-go.ts';

/** Makes `rules/generated.ts` of gitleaks' rules, or, with `--check`, says whether it has drifted from them. */
const folder = resolve(import.meta.dirname, '../packages/server/src/platform/redaction/rules');
const target = `${folder}/generated.ts`;

interface Allowlist {
  condition?: 'AND' | 'OR';
  regexTarget?: 'match' | 'line';
  regexes?: string[];
  stopwords?: string[];
  paths?: string[];
}
interface Rule {
  id: string;
  regex?: string;
  path?: string;
  entropy?: number;
  keywords?: string[];
  allowlists?: Allowlist[];
}

const { rules, allowlist } = parse(readFileSync(`${folder}/gitleaks.toml`, 'utf8')) as unknown as {
  rules: Rule[];
  allowlist: Allowlist;
};

/** A literal in an allow list may look like the key that it allows; broken up, no scanner takes it for one. */
const unlike = (source: string) =>
  /^[\w-]{20,}$/.test(source) ? `${source.slice(0, 4)}(?:)${source.slice(4)}` : source;

const pattern = (source: string): [string, string] => {
  const { source: converted, flags } = fromGo(source);
  new RegExp(converted, flags);
  return [unlike(converted), flags];
};

/** Allow lists by path say nothing about text that has none, so only those by content are kept. */
const allowances = (lists: Allowlist[] = []) =>
  lists
    .filter(({ condition, paths }) => !(condition === 'AND' && paths))
    .filter(({ regexes, stopwords }) => regexes || stopwords)
    .map(({ regexTarget, regexes = [], stopwords = [] }) => ({
      ...(regexTarget ? { target: regexTarget } : {}),
      regexes: regexes.map(pattern),
      ...(stopwords.length > 0 ? { stopwords: stopwords.join(' ') } : {}),
    }));

const rows = rules
  .filter(({ regex }) => regex !== undefined)
  .map(({ id, regex, path, entropy, keywords = [], allowlists }) => {
    const { rest, leadIn } = splitLeadIn(regex!);
    const [source, flags] = pattern(rest);
    return {
      id: id.replaceAll('-', '_'),
      source,
      flags,
      ...(leadIn ? { leadIn } : {}),
      ...(path ? { path: pattern(path) } : {}),
      ...(entropy ? { entropy } : {}),
      keywords,
      ...(allowlists && allowances(allowlists).length > 0 ? { allow: allowances(allowlists) } : {}),
    };
  });

const licence = readFileSync(`${folder}/gitleaks-LICENSE`, 'utf8').trim();
const text = `// Generated from gitleaks.toml by scripts/generate-redaction-rules.ts; do not edit.
/*
${licence
  .split('\n')
  .map((line) => ` * ${line}`.trimEnd())
  .join('\n')}
 */
import type { Allowance, RuleData } from './rule.ts';

export const generatedRules: readonly RuleData[] = [
${rows.map((row) => `  ${JSON.stringify(row)},`).join('\n')}
];

export const generatedAllowances: readonly Allowance[] = ${JSON.stringify(allowances([allowlist]))};
`;

if (process.argv.includes('--check')) {
  const drifted = readFileSync(target, 'utf8') !== text;
  if (drifted) console.log('drifted  packages/server/src/platform/redaction/rules/generated.ts');
  process.exitCode = drifted ? 1 : 0;
} else {
  writeFileSync(target, text);
}
