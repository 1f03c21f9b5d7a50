import type { Finding, Tier } from '../finding.ts';
import type { Allowance, RuleData } from '../rules/rule.ts';
import { entropy } from './entropy.ts';
import { Keywords } from './keywords.ts';

/** A rule with what data cannot say: how sure it is, and what else must hold of the secret. */
export interface Rule extends RuleData {
  readonly tier: Tier;
  /** Names what it finds; its id when left out. */
  readonly type?: string;
  /** The allowances that hold for every secret of gitleaks do not hold for rules of ours. */
  readonly own?: boolean;
  /** The group that is the secret, where the first is none. */
  readonly group?: number;
  /** Escapes may be part of the secret, so the text is searched as it stands as well. */
  readonly escapes?: boolean;
  valid?(secret: string, match: string): boolean;
}

export interface Scan {
  /** The name of the file, where there is one. */
  readonly path?: string | undefined;
  /** Asked between rules; true stops the search. */
  readonly isOver?: () => boolean;
  /** Only rules whose secrets may hold escapes. */
  readonly onlyEscapes?: boolean;
}

interface Compiled {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly path: RegExp | null;
  readonly allows: readonly ((secret: string, match: string, line: string) => boolean)[];
}

export class TimeIsUp extends Error {}

/** Rules that are searched for together: only those of which a keyword occurs are run over the text. */
export class RuleSet {
  readonly #compiled: readonly Compiled[];
  readonly #keywords: Keywords;
  readonly #rulesOf: readonly (readonly number[])[];
  readonly #always: readonly number[];

  constructor(rules: readonly Rule[], everywhere: readonly Allowance[]) {
    const shared = everywhere.map(compileAllowance);
    this.#compiled = rules.map((rule) => ({
      rule,
      pattern: new RegExp(rule.source, `${rule.flags}dg`),
      path: rule.path ? new RegExp(...rule.path) : null,
      allows: [...(rule.allow ?? []).map(compileAllowance), ...(rule.own ? [] : shared)],
    }));
    const words = [...new Set(rules.flatMap(({ keywords }) => keywords))];
    this.#keywords = new Keywords(words);
    this.#rulesOf = words.map((word) =>
      rules.flatMap(({ keywords }, index) => (keywords.includes(word) ? [index] : [])),
    );
    this.#always = rules.flatMap(({ keywords }, index) => (keywords.length === 0 ? [index] : []));
  }

  find(text: string, { path, isOver, onlyEscapes = false }: Scan = {}): Finding[] {
    const wanted = new Set(this.#always);
    for (const word of this.#keywords.within(text)) for (const rule of this.#rulesOf[word]!) wanted.add(rule);
    const findings: Finding[] = [];
    for (const index of wanted) {
      if (isOver?.()) throw new TimeIsUp();
      const compiled = this.#compiled[index]!;
      if (onlyEscapes && !compiled.rule.escapes) continue;
      if (path !== undefined && compiled.path !== null && !compiled.path.test(path)) continue;
      search(compiled, text, findings);
    }
    return findings;
  }
}

function search({ rule, pattern, allows }: Compiled, text: string, findings: Finding[]): void {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const group = rule.group ?? found.findIndex((part, index) => index > 0 && part);
    const [start, end] = found.indices![Math.max(group, 0)]!;
    const from = rule.leadIn ? nameStart(text, found.index) : found.index;
    const until = found.index + found[0].length;
    // Two assignments may share the character between them.
    pattern.lastIndex = Math.max(end, found.index + 1);
    const secret = text.slice(start, end);
    if (rule.entropy !== undefined && entropy(secret) < rule.entropy) continue;
    const match = text.slice(from, until);
    if (rule.valid && !rule.valid(secret, match)) continue;
    if (allows.length > 0) {
      const line = lineAround(text, from, until);
      if (allows.some((isAllowed) => isAllowed(secret, match, line))) continue;
    }
    findings.push({ start, end, kind: 'SECRET', type: rule.type ?? rule.id, tier: rule.tier });
  }
}

const beforeName = /[\w.-]{0,50}$/;

const nameStart = (text: string, from: number): number =>
  from - beforeName.exec(text.slice(Math.max(0, from - 50), from))![0].length;

/** The lines that a match stands on; of a very long line only its surroundings. */
const lineAround = (text: string, from: number, until: number): string =>
  text.slice(
    Math.max(text.lastIndexOf('\n', from) + 1, from - 512),
    Math.min(until + 512, (text.indexOf('\n', until) + 1 || text.length + 1) - 1),
  );

function compileAllowance({ target, regexes, stopwords }: Allowance) {
  const patterns = regexes.map(([source, flags]) => new RegExp(source, flags));
  const words = stopwords ? new Keywords(stopwords.toLowerCase().split(' ')) : null;
  return (secret: string, match: string, line: string): boolean => {
    const about = target === 'line' ? line : target === 'match' ? match : secret;
    return (
      patterns.some((pattern) => pattern.test(about)) || (words !== null && words.within(secret).length > 0)
    );
  };
}
