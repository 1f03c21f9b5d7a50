import type { Engine, Lease } from '../platform/db/connection.ts';

/** A step of a plan, as `explain (format json)` gives it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly PlanNode[];
}

export interface Explained {
  readonly text: string;
  readonly plan: PlanNode;
}

/** The same object but for some of its parts. */
const beside = <T extends object>(target: T, parts: Partial<T>): T =>
  new Proxy(target, {
    get(_, name) {
      if (name in parts) return parts[name as keyof T];
      const value = target[name as keyof T];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** A real engine that also asks the database how it goes about each reading statement that is sent through it. */
export function explaining(engine: Engine, onPlan: (explained: Explained) => void): Engine {
  const watch = (lease: Lease): Lease =>
    beside(lease, {
      async values(text: string, params: readonly unknown[]) {
        if (/^\s*select\s/i.test(text)) {
          const [row] = await lease.values(`explain (format json) ${text}`, params);
          const [{ Plan: plan }] = (typeof row![0] === 'string' ? JSON.parse(row![0]) : row![0]) as [
            { Plan: PlanNode },
          ];
          onPlan({ text, plan });
        }
        return lease.values(text, params);
      },
    });
  return beside(engine, { runShared: null, acquire: async () => watch(await engine.acquire()) });
}

/** All steps of a plan. */
export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
