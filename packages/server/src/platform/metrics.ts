import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

interface Pool {
  stats(): { size: number; idle: number; waiting: number };
}

interface QueueCounts {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly running: number;
  readonly failed: number;
}

/** What one server counts and measures, in the words of Prometheus. Labels are bounded: no ids, no addresses. */
export class Metrics {
  readonly registry = new Registry();
  readonly #calls: Histogram<'procedure' | 'door' | 'code'>;
  readonly #limited: Counter<'policy'>;
  readonly #idempotency: Counter<'outcome'>;
  readonly #delivery: Histogram;
  readonly #jobs: Counter<'queue' | 'outcome'>;
  readonly #jobLag: Histogram<'queue'>;
  readonly #jobsRunning: Gauge<'queue'>;
  readonly limiterFailures: Counter;
  /** Series are looked up by name once; the library would hash their labels on each call. */
  readonly #series = new Map<string, { observe(seconds: number): void }>();

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'woes_' });
    this.#calls = new Histogram({
      name: 'woes_call_duration_seconds',
      help: 'Time that calls took, by procedure, door and problem code.',
      labelNames: ['procedure', 'door', 'code'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
      registers,
    });
    this.#limited = new Counter({
      name: 'woes_limited_total',
      help: 'Calls refused by a limit, by policy.',
      labelNames: ['policy'],
      registers,
    });
    this.limiterFailures = new Counter({
      name: 'woes_limiter_failures_total',
      help: 'Looks at shared limits that failed, so that the process counted for itself.',
      registers,
    });
    this.#idempotency = new Counter({
      name: 'woes_idempotency_total',
      help: 'Writes with an idempotency key, by outcome: taken, replayed.',
      labelNames: ['outcome'],
      registers,
    });
    this.#delivery = new Histogram({
      name: 'woes_event_lag_seconds',
      help: 'Time from an event to its hand-over to the followers of this process.',
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30],
      registers,
    });
    this.#jobs = new Counter({
      name: 'woes_jobs_total',
      help: 'Attempts at jobs, by queue and outcome: done, failed.',
      labelNames: ['queue', 'outcome'],
      registers,
    });
    this.#jobLag = new Histogram({
      name: 'woes_job_lag_seconds',
      help: 'Time from when a job was due to when it began.',
      labelNames: ['queue'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30, 300],
      registers,
    });
    this.#jobsRunning = new Gauge({
      name: 'woes_jobs_running',
      help: 'Jobs that this process works on.',
      labelNames: ['queue'],
      registers,
    });
  }

  /** Returns what says how the job ended. */
  jobStarted(queue: string, lagSeconds: number): (outcome: 'done' | 'failed') => void {
    this.#jobLag.observe({ queue }, Math.max(0, lagSeconds));
    this.#jobsRunning.inc({ queue });
    return (outcome) => {
      this.#jobsRunning.dec({ queue });
      this.#jobs.inc({ queue, outcome });
    };
  }

  called(procedure: string, door: string, code: string, seconds: number): void {
    const name = `${procedure} ${door} ${code}`;
    let series = this.#series.get(name);
    if (!series) {
      series = this.#calls.labels(procedure, door, code);
      this.#series.set(name, series);
    }
    series.observe(seconds);
  }

  limited(policy: string): void {
    this.#limited.inc({ policy });
  }

  idempotent(outcome: 'taken' | 'replayed'): void {
    this.#idempotency.inc({ outcome });
  }

  delivered(seconds: number): void {
    this.#delivery.observe(Math.max(0, seconds));
  }

  /** Numbers that are looked at when they are asked for. */
  watchPool(pool: Pool): void {
    const { registry } = this;
    const gauge: Gauge<'state'> = new Gauge({
      name: 'woes_db_connections',
      help: 'Connections of the pool, by state; waiting are callers without one.',
      labelNames: ['state'],
      registers: [registry],
      collect() {
        const { size, idle, waiting } = pool.stats();
        gauge.set({ state: 'busy' }, size - idle);
        gauge.set({ state: 'idle' }, idle);
        gauge.set({ state: 'waiting' }, waiting);
      },
    });
  }

  watchJobs(read: () => Promise<readonly QueueCounts[]>): void {
    const gauge: Gauge<'queue' | 'state'> = new Gauge({
      name: 'woes_jobs',
      help: 'Jobs of all processes, by queue and state; failed ones were given up.',
      labelNames: ['queue', 'state'],
      registers: [this.registry],
      async collect() {
        for (const { queue, ...counts } of await read())
          for (const [state, count] of Object.entries(counts)) gauge.set({ queue, state }, count);
      },
    });
  }

  watch(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () => gauge.set(read()),
    });
  }
}
