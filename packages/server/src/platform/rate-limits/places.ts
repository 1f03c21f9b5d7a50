/** A place that is held in this process. */
export interface Lease {
  readonly subject: string;
  /** Unique among the leases of this process. */
  readonly number: number;
  /** When it was taken, on the clock that only goes forward. */
  readonly sinceMs: number;
}

/** Gives a place back. Giving it back again changes nothing. */
export type Leave = () => void;

/** One place of a subject: a call of a workspace, a stream of a key. */
export interface Seat {
  readonly places: Places;
  readonly subject: string;
}

let leases = 0;

export const newLease = (subject: string): Lease => ({
  subject,
  number: ++leases,
  sinceMs: performance.now(),
});

/** What each subject has under way in this process. Whether others count too is not this class's business. */
export class Places {
  readonly name: string;
  readonly max: number;
  readonly #held = new Map<string, Set<Lease>>();

  constructor(name: string, max: number) {
    this.name = name;
    this.max = max;
  }

  used(subject: string): number {
    return this.#held.get(subject)?.size ?? 0;
  }

  get total(): number {
    let total = 0;
    for (const leases of this.#held.values()) total += leases.size;
    return total;
  }

  hold(lease: Lease): void {
    const leases = this.#held.get(lease.subject);
    if (leases) leases.add(lease);
    else this.#held.set(lease.subject, new Set([lease]));
  }

  /** False for a place that was given back before. */
  release(lease: Lease): boolean {
    const leases = this.#held.get(lease.subject);
    if (!leases?.delete(lease)) return false;
    if (leases.size === 0) this.#held.delete(lease.subject);
    return true;
  }

  /** Takes one of the places of this process; null when there is none. */
  enter(subject: string): Leave | null {
    if (this.used(subject) >= this.max) return null;
    const lease = newLease(subject);
    this.hold(lease);
    return () => void this.release(lease);
  }

  /** What has been held since before `ms`, by subject. */
  *heldSince(ms: number): Generator<{ subject: string; leases: Lease[] }> {
    for (const [subject, held] of this.#held) {
      const leases = [...held].filter(({ sinceMs }) => sinceMs <= ms);
      if (leases.length > 0) yield { subject, leases };
    }
  }
}
