import type { Runtime } from './runtime.ts';

/** What a write costs. Some operations cost more, which the server alone knows. */
const costMax = 2;

/**
 * What a client knows of its quota from `RateLimit` and `RateLimit-Policy`. While that is used up, calls are spread
 * over the time in which it refills, so that they are not sent to be refused. The server decides; this only
 * spares it.
 */
export class Quota {
  readonly #runtime: Runtime;
  readonly #waitMsMax: number;
  /** Until when all units that will be there are taken. */
  #takenUntil = Number.NEGATIVE_INFINITY;
  /** When what is known is no longer true, whatever comes. */
  #knownUntil = Number.NEGATIVE_INFINITY;
  #msPerUnit = 0;
  /** Units that are left, too few for a write. */
  #spare = 0;

  constructor(runtime: Runtime, waitMsMax: number) {
    this.#runtime = runtime;
    this.#waitMsMax = waitMsMax;
  }

  /** Milliseconds after which a call of that cost may go. 0 when nothing is known, or the wait would be too long. */
  take(cost: number): number {
    const now = this.#runtime.now();
    if (now >= this.#knownUntil) return 0;
    const lacking = Math.max(0, cost - this.#spare);
    const at = Math.max(this.#takenUntil, now) + lacking * this.#msPerUnit;
    if (at - now > this.#waitMsMax) return 0;
    this.#spare = Math.max(0, this.#spare - cost);
    this.#takenUntil = at;
    return at - now;
  }

  /** Learns from an answer. One that speaks of no quota changes nothing. */
  learn(headers: Headers, refusedForSeconds: number | null): void {
    const now = this.#runtime.now();
    if (refusedForSeconds !== null && refusedForSeconds * 1000 <= this.#waitMsMax) {
      const until = now + refusedForSeconds * 1000;
      this.#takenUntil = Math.max(this.#takenUntil, until);
      this.#knownUntil = Math.max(this.#knownUntil, until);
    }
    const states = fieldsOf(headers.get('ratelimit'));
    if (states.size === 0) return;
    const policies = fieldsOf(headers.get('ratelimit-policy'));
    const usedUp = [...states].filter(([, { r }]) => r !== undefined && r < costMax);
    if (usedUp.length === 0) {
      if (refusedForSeconds === null) this.#knownUntil = now;
      return;
    }
    this.#spare = Math.min(...usedUp.map(([, { r = 0 }]) => r));
    const wholeAfter = Math.max(...usedUp.map(([, { t = 0 }]) => t * 1000));
    this.#knownUntil = Math.max(now + wholeAfter, refusedForSeconds === null ? 0 : this.#knownUntil);
    this.#msPerUnit = Math.max(
      ...usedUp.map(([name, { t = 0 }]) => {
        const { q = 0, w = 0 } = policies.get(name) ?? {};
        return q > 0 && w > 0 ? (w * 1000) / q : t * 1000;
      }),
    );
  }
}

/** A list of names with numbers, `"key";r=0;t=1, "workspace";r=9;t=1`. What is written otherwise is left out. */
function fieldsOf(header: string | null): Map<string, Partial<Record<string, number>>> {
  const found = new Map<string, Partial<Record<string, number>>>();
  for (const [, name = '', parameters = ''] of (header ?? '')
    .slice(0, 1000)
    .matchAll(/"([^"]{1,64})"((?:\s*;\s*[a-z]+=\d{1,9})+)/g))
    found.set(
      name,
      Object.fromEntries(
        [...parameters.matchAll(/([a-z]+)=(\d+)/g)].map(([, key, value]) => [key, Number(value)]),
      ),
    );
  return found;
}
