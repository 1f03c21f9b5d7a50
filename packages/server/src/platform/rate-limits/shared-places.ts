import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type Lease, type Leave, newLease, type Places, type Seat } from './places.ts';

/*
 * A place in Redis is a member of its subject's set with the time at which it ends. Who holds it moves that time on;
 * who was killed does not, and the place is free again. Times are those of Redis: processes need not agree on them.
 */
const nowMs = `
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Part of a script: `place` is a key, and gets one more member unless it is full. */
export const enterPlace = `
local function enter(place, max, lease, member)
  ${nowMs}
  redis.call('zremrangebyscore', place, '-inf', now)
  if redis.call('zcard', place) >= tonumber(max) then return false end
  redis.call('zadd', place, now + lease, member)
  redis.call('pexpire', place, lease)
  return true
end`;

const renewPlaces = `${nowMs}
for i = 2, #ARGV do redis.call('zadd', KEYS[1], now + ARGV[1], ARGV[i]) end
redis.call('pexpire', KEYS[1], ARGV[1])`;

const usedPlaces = `${nowMs}
return redis.call('zcount', KEYS[1], '(' .. now, '+inf')`;

interface Commands {
  renewPlaces(key: string, ...args: (string | number)[]): Promise<null>;
  usedPlaces(key: string): Promise<number>;
}

/** For how long the places of a process that is gone stay taken. */
export const defaultLeaseMs = 10_000;
/** A holder that misses one renewal still has its place. */
const renewalsPerLease = 3;

/** The places of this process among those of all, kept for as long as they are held. */
export class SharedPlaces {
  readonly leaseMs: number;
  readonly #redis: Redis & Commands;
  readonly #process = randomBytes(9).toString('base64url');
  readonly #known = new Set<Places>();
  readonly #renewing: NodeJS.Timeout;

  constructor(redis: Redis, leaseMs: number) {
    this.leaseMs = leaseMs;
    redis.defineCommand('renewPlaces', { lua: renewPlaces, numberOfKeys: 1 });
    redis.defineCommand('usedPlaces', { lua: usedPlaces, numberOfKeys: 1 });
    this.#redis = redis as Redis & Commands;
    this.#renewing = setInterval(() => this.#renew(), leaseMs / renewalsPerLease).unref();
  }

  key({ places, subject }: Seat): string {
    return `${places.name}:${subject}`;
  }

  /** A place to ask for, and what Redis knows it by. */
  draw({ subject }: Seat): { lease: Lease; member: string } {
    const lease = newLease(subject);
    return { lease, member: this.#member(lease) };
  }

  /** Keeps a place that was given. Nobody waits for its return: one that is lost ends by itself. */
  hold(seat: Seat, lease: Lease): Leave {
    this.#known.add(seat.places);
    seat.places.hold(lease);
    return () => {
      if (seat.places.release(lease)) this.withdraw(seat, this.#member(lease));
    };
  }

  /** A place by the count of this process alone; the others learn of it when it is renewed. */
  holdAlone(seat: Seat): Leave | null {
    if (seat.places.used(seat.subject) >= seat.places.max) return null;
    return this.hold(seat, newLease(seat.subject));
  }

  /** Takes back what may have been given although no answer came. */
  withdraw(seat: Seat, member: string): void {
    this.#redis.zrem(this.key(seat), member).catch(() => undefined);
  }

  used(seat: Seat): Promise<number> {
    return this.#redis.usedPlaces(this.key(seat));
  }

  stop(): void {
    clearInterval(this.#renewing);
  }

  /** Puts places back too that Redis has lost, or never had because it was away when they were taken. */
  #renew(): void {
    const before = performance.now() - this.leaseMs / renewalsPerLease;
    for (const places of this.#known)
      for (const { subject, leases } of places.heldSince(before))
        this.#redis
          .renewPlaces(
            this.key({ places, subject }),
            this.leaseMs,
            ...leases.map((each) => this.#member(each)),
          )
          .catch(() => undefined);
  }

  #member(lease: Lease): string {
    return `${this.#process}:${lease.number}`;
  }
}
