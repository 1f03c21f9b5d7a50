import { type ContenderName, contenderNames, type Door, titles } from './cases.ts';
import type { CaseRounds, Round } from './measure.ts';

/** One case as `--json` has it. */
export interface CaseResult {
  name: string;
  door: Door;
  rps: number;
  p50Ms: number;
  p99Ms: number;
  vsHandWritten: number;
  vsUsual: number;
  vsPgbench: number;
}

/** What each contender reached, beside the result. */
export interface CaseSummary {
  result: CaseResult;
  rps: Record<ContenderName | 'pgbench', number>;
}

export const targets = { rest: { handWritten: 0.6, usual: 2.5 }, rpc: { handWritten: 0.5, usual: 2.5 } };

/** Medians over the rounds. A ratio is taken within each round, where both sides met the same machine. */
export function summarise({ operation, door, rounds }: CaseRounds): CaseSummary {
  const over = (value: (round: Round) => number) => median(rounds.map(value));
  const ours = (round: Round) => round.contenders.ours;
  const ratio = (other: (round: Round) => number) =>
    rounded(
      over((round) => ours(round).rps / other(round)),
      2,
    );
  const rps = Object.fromEntries(
    contenderNames.map((name) => [name, over((round) => round.contenders[name].rps)]),
  ) as Record<ContenderName, number>;
  return {
    result: {
      name: titles[operation],
      door,
      rps: Math.round(rps.ours),
      p50Ms: rounded(
        over((round) => ours(round).p50Ms),
        1,
      ),
      p99Ms: rounded(
        over((round) => ours(round).p99Ms),
        1,
      ),
      vsHandWritten: ratio((round) => round.contenders['hand-written'].rps),
      vsUsual: ratio((round) => round.contenders.usual.rps),
      vsPgbench: ratio((round) => round.pgbench),
    },
    rps: { ...rps, pgbench: over((round) => round.pgbench) },
  };
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
