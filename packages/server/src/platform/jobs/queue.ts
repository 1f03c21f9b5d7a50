import type { Id } from '../../contract/ids.ts';

/** What a job knows: ids and numbers. What customers wrote stays in the tables of their workspace. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>;

/** One kind of job, declared once at module level. */
export interface Queue<D extends JobData = JobData> {
  readonly name: string;
  /** Of jobs with the same key only one waits at a time; the next is not taken. */
  readonly onePerKey: boolean;
  /** How often a job is tried again when it fails, ever more slowly. */
  readonly retries: number;
  /** Jobs of this kind that one process works on at a time. */
  readonly parallel: number;
  /** Only there for the type of its data. */
  readonly data?: D;
}

export const jobQueue = <D extends JobData>(
  name: string,
  options: Partial<Pick<Queue, 'onePerKey' | 'retries' | 'parallel'>> = {},
): Queue<D> => ({ name, onePerKey: false, retries: 8, parallel: 1, ...options });

/** Because of what a job is there. */
export interface JobOrigin {
  readonly workspaceId: Id<'ws'>;
  readonly requestId: Id<'req'>;
}

export interface EnqueueOptions {
  /** Not before this instant of the server's clock. */
  readonly startAfter?: Date;
  /** By which a waiting job is found again, within its workspace and kind. */
  readonly key?: string;
}

/** A job that has begun. */
export interface RunningJob<D extends JobData = JobData> extends JobOrigin {
  readonly id: string;
  readonly data: D;
  /** The last time that it is tried. */
  readonly isLastAttempt: boolean;
  /** Aborted when the server is to end, or somebody else has taken the job over. */
  readonly signal: AbortSignal;
  /**
   * Ends the job in the transaction that is open, so that both stand or neither. False when the job is no longer
   * this attempt's: then nothing may be done.
   */
  settle(): Promise<boolean>;
}

/** Who does the jobs of one queue. A job that is not settled ends when its handler returns. */
export interface Worker<D extends JobData = JobData> {
  readonly queue: Queue<D>;
  handle(job: RunningJob<D>): Promise<void>;
}
