/** What a person is told when a command does not succeed. */
export interface Explanation {
  readonly message: string;
  readonly hint: string | null;
  readonly exitCode: 1 | 2 | 3;
}

/** A failure that has its words already. */
export class CommandError extends Error implements Explanation {
  override name = 'CommandError';
  readonly hint: string | null;
  readonly exitCode: 1 | 2 | 3;
  constructor(message: string, exitCode: 1 | 2 | 3, hint: string | null = null) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
