import {
  type ContenderName,
  type Door,
  doors,
  type Operation,
  operations,
  pickTargets,
  requestOf,
  statusOf,
  toBytes,
} from './cases.ts';
import type { Child } from './children.ts';
import type { Contender } from './contenders.ts';
import type { Data } from './data.ts';
import type { Load, Measured } from './load.ts';
import type { Pgbench } from './pgbench.ts';
import { seededRandom } from './random.ts';

export interface Plan {
  conversations: number;
  rounds: number;
  /** Length of one measurement. */
  seconds: number;
  rampSeconds: number;
  warmUpSeconds: number;
  connections: number;
}

export interface Round {
  contenders: Record<ContenderName, Measured>;
  pgbench: number;
}

export interface CaseRounds {
  operation: Operation;
  door: Door;
  rounds: Round[];
}

interface Bench {
  plan: Plan;
  data: Data;
  contenders: Contender[];
  generator: Child;
  pgbench: Pgbench;
  bodySize(contender: Contender, operation: Operation, door: Door): number;
  onStep(step: string): void;
}

const requestsPerRun = 5000;

export const stepCount = ({ rounds }: Plan, contenders: number) =>
  operations.length * doors.length * (contenders + rounds * (contenders + 1));

/**
 * Measures all cases. In each round every contender has its turn, one at a time, so that what the machine does
 * beside it hits all of them; the order changes from round to round.
 */
export async function measureAll(bench: Bench): Promise<CaseRounds[]> {
  const { plan, contenders } = bench;
  const random = seededRandom(20_261_122);
  const cases: CaseRounds[] = [];
  for (const operation of operations) {
    for (const door of doors) {
      const measure = (contender: Contender, seconds: number) => {
        bench.onStep(`${operation} ${door} ${contender.name}`);
        return load(bench, contender, operation, door, seconds, random);
      };
      for (const contender of contenders) await measure(contender, plan.warmUpSeconds);
      const rounds: Round[] = [];
      for (let n = 0; n < plan.rounds; n++) {
        const measured: Partial<Record<ContenderName, Measured>> = {};
        for (let i = 0; i < contenders.length; i++) {
          const contender = contenders[(i + n) % contenders.length]!;
          measured[contender.name] = await measure(contender, plan.seconds);
        }
        bench.onStep(`${operation} ${door} pgbench`);
        const pgbench = await bench.pgbench.run(operation, Math.max(1, Math.round(plan.seconds)));
        rounds.push({ contenders: measured as Round['contenders'], pgbench });
      }
      cases.push({ operation, door, rounds });
    }
  }
  return cases;
}

export function load(
  { plan, data, generator, bodySize }: Pick<Bench, 'plan' | 'data' | 'generator' | 'bodySize'>,
  contender: Contender,
  operation: Operation,
  door: Door,
  seconds: number,
  random: () => number,
): Promise<Measured> {
  const targets = pickTargets(data, operation, requestsPerRun, random);
  return generator.ask<Measured>({
    port: contender.port,
    requests: targets.map((target) => toBytes(requestOf(data, contender.name, operation, door, target))),
    status: statusOf(contender.name, operation, door),
    // Rows differ by the digits of their numbers; an answer much smaller than the checked one is not one.
    bodyBytesMin: Math.floor(bodySize(contender, operation, door) * 0.9),
    connections: plan.connections,
    rampMs: plan.rampSeconds * 1000,
    durationMs: seconds * 1000,
  } satisfies Load);
}
