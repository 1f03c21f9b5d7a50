import { ProblemError } from '../platform/problem.ts';

/** How long a call may take. Who is past it has been answered already, so what it does must not stand. */
export class Deadline {
  #passed = false;

  /** Throws when the caller has been told that it took too long. */
  check(): void {
    if (this.#passed) throw new ProblemError('timeout');
  }

  /** What the work gives, or `timeout` when it takes longer; the work itself ends when it next looks. */
  async limit<T>(ms: number, work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        this.#passed = true;
        reject(new ProblemError('timeout', 'The call took too long and was given up.'));
      }, ms);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
