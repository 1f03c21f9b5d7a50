import { CommanderError } from 'commander';
import { complain } from './output.ts';
import { createProgram } from './program.ts';

export type Environment = Record<string, string | undefined>;

/** Runs one command and says how it ended: 0 done, 1 failed, 2 wrongly called, 3 refused or not found. */
export async function run(args: string[], env: Environment): Promise<number> {
  try {
    await createProgram(env).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has told the user already; asking for help or the version is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { explain } = await import('./failures.ts');
    const { message, hint, exitCode } = explain(error);
    complain(message, hint);
    return exitCode;
  }
}
