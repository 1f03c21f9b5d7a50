/** From the surest to the vaguest: where two overlap, the surer one names what is masked. */
export const tiers = {
  window: 0,
  pem: 1,
  jwt: 2,
  token: 3,
  card: 4,
  iban: 5,
  ssn: 6,
  email: 7,
  generic: 8,
  uuid: 9,
  ip: 10,
  mac: 11,
  date: 12,
  phone: 13,
} as const;
export type Tier = keyof typeof tiers;

/** Where something stands that may be masked. `PLAIN` is no secret, and keeps vaguer findings from its place. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly kind: 'SECRET' | 'PII' | 'PLAIN';
  readonly type: string;
  readonly tier: Tier;
}

/**
 * Findings that do not overlap, in the order of the text. The surer one wins, then the longer one. A secret that
 * reaches beyond a surer finding widens it, so that no rest of it stays readable.
 */
export function settle(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return findings.filter(({ kind }) => kind !== 'PLAIN');
  const bySurety = [...findings].sort(
    (a, b) => tiers[a.tier] - tiers[b.tier] || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const surety = new Map(bySurety.map((finding, index) => [finding, index]));
  const inOrder = [...findings].sort((a, b) => a.start - b.start || b.end - a.end);
  const settled: Finding[] = [];
  for (let from = 0; from < inOrder.length; ) {
    let until = from + 1;
    let end = inOrder[from]!.end;
    while (until < inOrder.length && inOrder[until]!.start < end) {
      end = Math.max(end, inOrder[until]!.end);
      until += 1;
    }
    const group = inOrder.slice(from, until).sort((a, b) => surety.get(a)! - surety.get(b)!);
    settled.push(...settleGroup(group));
    from = until;
  }
  return settled;
}

/** Findings of one place, surest first. */
function settleGroup(group: readonly Finding[]): Finding[] {
  let kept: Finding[] = [];
  for (const finding of group) {
    const touched = kept.filter(({ start, end }) => start < finding.end && finding.start < end);
    if (touched.length === 0) {
      kept.push(finding);
      continue;
    }
    const within = touched.some(({ start, end }) => start <= finding.start && finding.end <= end);
    if (within || finding.kind !== 'SECRET') continue;
    const surest = touched.find(({ kind }) => kind !== 'PLAIN') ?? finding;
    const all = [...touched.filter(({ kind }) => kind !== 'PLAIN'), finding];
    kept = kept.filter((other) => !touched.includes(other));
    kept.push({
      ...surest,
      start: Math.min(...all.map(({ start }) => start)),
      end: Math.max(...all.map(({ end }) => end)),
    });
  }
  return kept.filter(({ kind }) => kind !== 'PLAIN').sort((a, b) => a.start - b.start);
}
