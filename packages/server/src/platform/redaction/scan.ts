import { type Finding, settle } from './finding.ts';
import { findPii, type PiiPolicy } from './pii/index.ts';
import { findPem } from './rules/index.ts';
import { type RuleSet, TimeIsUp } from './secrets/rule-set.ts';
import { decodedViews, unescapedView, type View } from './views.ts';
import { windowsOf } from './windows.ts';

export interface Search {
  readonly rules: RuleSet;
  /** Left out, only secrets are searched for. */
  readonly pii?: PiiPolicy | null;
  readonly path?: string | undefined;
  /** When time is up: what has not been searched by then is masked as a whole. */
  readonly until?: number;
  readonly now?: () => number;
}

export const defaultBudgetMs = 2_000;
export const monotonic = () => performance.now();

/** All that is to be masked in a text, in order and without overlaps. */
export function scan(text: string, search: Search): Finding[] {
  const { now = monotonic, until = now() + defaultBudgetMs } = search;
  const isOver = () => now() > until;
  const findings = findPem(text);
  for (const { start, end } of windowsOf(text)) {
    const piece = start === 0 && end === text.length ? text : text.slice(start, end);
    try {
      for (const found of scanWindow(piece, search, isOver))
        findings.push(start === 0 ? found : { ...found, start: found.start + start, end: found.end + start });
    } catch (error) {
      if (!(error instanceof TimeIsUp)) throw error;
      findings.push({ start, end, kind: 'SECRET', type: 'unsearched', tier: 'window' });
    }
  }
  return settle([...findings, ...repeated(text, findings)]);
}

function scanWindow(text: string, search: Search, isOver: () => boolean): Finding[] {
  const view = unescapedView(text);
  if (view === null) return scanPlain(text, search, isOver);
  const { rules, path } = search;
  return [
    ...placed(view, scanPlain(view.text, search, isOver)),
    ...rules.find(text, { path, isOver, onlyEscapes: true }),
  ];
}

/** Text without escapes: as it stands, and what is encoded in it decoded once. */
function scanPlain(text: string, { rules, pii, path }: Search, isOver: () => boolean): Finding[] {
  const findings = rules.find(text, { path, isOver });
  if (pii) {
    if (isOver()) throw new TimeIsUp();
    findings.push(...findPii(text, { ...pii, isOver }));
  }
  for (const view of decodedViews(text)) {
    if (isOver()) throw new TimeIsUp();
    const found = rules.find(view.text, { path, isOver });
    if (pii) found.push(...findPii(view.text, pii).filter(({ tier }) => surelyDecoded.has(tier)));
    findings.push(...placed(view, found));
  }
  return findings;
}

/** What bytes that were never text do not look like by chance. */
const surelyDecoded = new Set(['email', 'card', 'iban']);

const placed = (view: View, findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => {
    const [start, end] = view.place(finding.start, finding.end);
    return { ...finding, start, end };
  });

/** How many secrets are looked for again, so that a text full of them costs no more than it says. */
const mostRepeated = 50;

/** A secret that was told by what stands beside it is one wherever it stands. */
function repeated(text: string, findings: readonly Finding[]): Finding[] {
  const more: Finding[] = [];
  const known = new Set<string>();
  for (const finding of findings) {
    if (known.size >= mostRepeated) break;
    const { start, end, kind, tier } = finding;
    if (kind !== 'SECRET' || tier === 'window' || tier === 'pem' || end - start < 8 || end - start > 512)
      continue;
    const value = text.slice(start, end);
    if (known.has(value)) continue;
    known.add(value);
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length))
      if (at !== start) more.push({ ...finding, start: at, end: at + value.length });
  }
  return more;
}
